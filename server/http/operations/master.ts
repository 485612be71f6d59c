import { and, asc, eq, gt, ne } from 'drizzle-orm'
import * as v from 'valibot'
import { warehouse as warehouseCode } from '../../../shared/transactions/fields.ts'
import type { Schema } from '../../db/schema.ts'
import { channelCode, channelInput, putChannel } from '../../master/channels.ts'
import { itemCode, itemInput, putItem } from '../../master/items.ts'
import { locationCode, locationInput, putLocation } from '../../master/locations.ts'
import { putWarehouse, requireWarehouse, warehouseInput } from '../../master/warehouses.ts'
import { notFound, Problem } from '../../problem.ts'
import { checked } from '../checked.ts'
import { defineOperation, ok } from '../operation.ts'
import { page } from '../query.ts'

const locationBody = v.object({ ...locationInput.entries, warehouse: v.optional(warehouseCode) })

export const warehouseOperations = [
  defineOperation({
    id: 'listWarehouses',
    method: 'get',
    path: '/warehouses',
    access: 'stock:read',
    summary: 'The warehouses of the company, by code, and the one that the caller works in',
    answers: 'items, next, own',
    async run({ deps, warehouse }) {
      const items = await deps.work.read(({ db, t }) => db.select().from(t.warehouses).orderBy(t.warehouses.code))
      return ok({ items, next: null, own: warehouse })
    },
  }),
  defineOperation({
    id: 'getWarehouse',
    method: 'get',
    path: '/warehouses/{code}',
    access: 'stock:read',
    summary: 'A warehouse: where it is, and how strictly it keeps to the rotation',
    answers: 'the warehouse',
    problems: ['not-found'],
    async run({ deps, params }) {
      const code = checked(warehouseCode, params.code, 'code')
      const [found] = await deps.work.read(({ db, t }) =>
        db.select().from(t.warehouses).where(eq(t.warehouses.code, code)),
      )
      if (!found) throw notFound(`warehouse ${code}`)
      return ok(found)
    },
  }),
  defineOperation({
    id: 'putWarehouse',
    method: 'put',
    path: '/warehouses/{code}',
    access: 'master:write',
    summary: 'Add or change a warehouse',
    body: warehouseInput,
    answers: 'the warehouse',
    async run({ deps, params, body }) {
      const code = checked(warehouseCode, params.code, 'code')
      await deps.work.run([`warehouse ${code}`], (tx) => putWarehouse(tx, code, body))
      return ok({ code, ...body })
    },
  }),
]

export const itemOperations = [
  defineOperation({
    id: 'putItem',
    method: 'put',
    path: '/items/{sku}',
    access: 'master:write',
    summary: 'Add or change an item with its barcodes',
    body: itemInput,
    answers: 'the item',
    problems: ['barcode-taken'],
    async run({ deps, params, warehouse, body }) {
      const code = checked(itemCode, params.sku, 'sku')
      await deps.work.run([`item-master ${code}`], (tx) => putItem(tx, warehouse, code, body))
      return ok({ sku: code, ...body })
    },
  }),
  defineOperation({
    id: 'getItem',
    method: 'get',
    path: '/items/{sku}',
    access: 'stock:read',
    summary: 'An item and how it rotates',
    answers: 'the item; rotationPolicy null means as the warehouse says',
    problems: ['not-found'],
    async run({ deps, params }) {
      const code = checked(itemCode, params.sku, 'sku')
      const [found] = await deps.work.read(({ db, t }) => db.select().from(t.items).where(eq(t.items.sku, code)))
      if (!found) throw notFound(`item ${code}`)
      return ok(found)
    },
  }),
  defineOperation({
    id: 'listItems',
    method: 'get',
    path: '/items',
    access: 'stock:read',
    summary: 'Items by SKU',
    query: page,
    answers: 'items, next',
    async run({ deps, query }) {
      const rows = await deps.work.read(({ db, t }) =>
        db
          .select()
          .from(t.items)
          .where(gt(t.items.sku, query.cursor))
          .orderBy(asc(t.items.sku))
          .limit(query.limit + 1),
      )
      return ok({
        items: rows.slice(0, query.limit),
        next: rows.length > query.limit ? (rows[query.limit - 1]?.sku ?? null) : null,
      })
    },
  }),
]

export const locationOperations = [
  defineOperation({
    id: 'listLocations',
    method: 'get',
    path: '/locations',
    access: 'stock:read',
    summary: 'Locations and units by code, without the places that only the ledger knows',
    query: page,
    answers: 'items, next',
    async run({ deps, warehouse, query }) {
      const rows = await deps.work.read(({ db, t: { locations } }) =>
        db
          .select({
            code: locations.code,
            kind: locations.kind,
            within: locations.within,
            zone: locations.zone,
            blocked: locations.blocked,
          })
          .from(locations)
          .where(
            and(eq(locations.warehouse, warehouse), ne(locations.kind, 'virtual'), gt(locations.code, query.cursor)),
          )
          .orderBy(asc(locations.code))
          .limit(query.limit + 1),
      )
      const items = rows.slice(0, query.limit)
      return ok({ items, next: rows.length > query.limit ? (items.at(-1)?.code ?? null) : null })
    },
  }),
  defineOperation({
    id: 'putLocation',
    method: 'put',
    path: '/locations/{code}',
    access: 'master:write',
    summary: 'Add or change a location or unit',
    body: locationBody,
    answers: 'the location',
    problems: ['unknown-location', 'unknown-warehouse', 'virtual-location', 'circular-unit'],
    async run({ deps, params, warehouse, body: { warehouse: stated, ...location } }) {
      const code = checked(locationCode, params.code, 'code')
      const where = stated ?? warehouse
      await deps.work.run([`location ${where} ${code}`], async (tx) => {
        await requireWarehouse(tx, where)
        await putLocation(tx, where, code, location)
      })
      return ok({ code, warehouse: where, ...location })
    },
  }),
]

export const channelOperations = [
  defineOperation({
    id: 'listChannels',
    method: 'get',
    path: '/channels',
    access: 'stock:read',
    summary: 'Channels by priority',
    answers: 'items',
    async run({ deps }) {
      const rows = await deps.work.read(({ db, t }) =>
        db.select().from(t.channels).orderBy(asc(t.channels.priority), asc(t.channels.channel)),
      )
      return ok({ items: rows.map(channelAnswer) })
    },
  }),
  defineOperation({
    id: 'putChannel',
    method: 'put',
    path: '/channels/{channel}',
    access: 'master:write',
    summary: 'Add or change a channel',
    body: channelInput,
    answers: 'the channel',
    problems: ['unknown-warehouse', 'transfer-channel'],
    async run({ deps, params, body }) {
      const channel = checked(channelCode, params.channel, 'channel')
      if ('channel' in body && body.channel !== channel)
        throw new Problem(422, 'invalid', 'channel: The body names another channel.', { field: 'channel' })
      await deps.work.run([`channel ${channel}`], (tx) => putChannel(tx, channel, body))
      return ok<typeof body & { channel: string }>({ ...body, channel })
    },
  }),
]

type ChannelRow = Schema['channels']['$inferSelect']

/** What was given with it that has no column stands beside the rest. */
const channelAnswer = ({ settings, ...row }: ChannelRow): Omit<ChannelRow, 'settings'> & Record<string, unknown> => ({
  ...settings,
  ...row,
})
