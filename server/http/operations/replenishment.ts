/** What to order, how much, by when and for whom; and what was asked for, as far as it was told from outside. */
import * as v from 'valibot'
import { date, name, sku } from '../../../shared/transactions/fields.ts'
import { localDate, timeZoneOf } from '../../availability/local-date.ts'
import { CSV, XLSX } from '../../costing/export-margins.ts'
import { itemLock, type Reader } from '../../db/work.ts'
import { requireWarehouse } from '../../master/warehouses.ts'
import { acceptInput, acceptSuggestion } from '../../replenishment/accept.ts'
import { detailOf } from '../../replenishment/detail.ts'
import { addEvent, eventInput, readEvents, removeEvent } from '../../replenishment/events.ts'
import { exportPlans } from '../../replenishment/export-plans.ts'
import { listPlans, markStale, NEEDS } from '../../replenishment/kept.ts'
import { type ItemPlan, planOf } from '../../replenishment/plan.ts'
import { protectByPlan, protectInput } from '../../replenishment/protect.ts'
import { writeRefusals } from '../../replenishment/refusals.ts'
import { planningScene } from '../../replenishment/scene.ts'
import {
  policyInput,
  putPolicy,
  putReplenishment,
  readReplenishment,
  replenishmentSettings,
} from '../../replenishment/settings.ts'
import { listTold, tellDemand, toldInput } from '../../replenishment/told.ts'
import { decide } from '../decide.ts'
import { created, defineOperation, ok, sendFile } from '../operation.ts'
import { limit, listCursor, text } from '../query.ts'

const need = v.optional(v.picklist(NEEDS, `Need is one of ${NEEDS.join(', ')}.`), 'all')

const cursor = v.optional(
  v.pipe(
    v.string(),
    v.maxLength(400),
    v.check((words) => words === '' || isCursor(words), 'This is not a cursor of this list.'),
  ),
  '',
)

function isCursor(words: string): boolean {
  try {
    const place: unknown = JSON.parse(words)
    return Array.isArray(place) && place.length === 2 && place.every((part) => typeof part === 'string')
  } catch {
    return false
  }
}

/** Made now, whatever was kept: it is asked about one item. */
async function planNow(reader: Reader, warehouse: string, item: string, now: number): Promise<ItemPlan> {
  const scene = await planningScene(reader, warehouse, now)
  return (await planOf(reader, scene, item)).plan
}

const PAGE = 1_000

async function allPlans(reader: Reader, warehouse: string, wanted: v.InferOutput<typeof need>): Promise<ItemPlan[]> {
  const plans: ItemPlan[] = []
  for (let place: string | null = ''; place !== null; ) {
    const page = await listPlans(reader, warehouse, { need: wanted, cursor: place, limit: PAGE })
    plans.push(...page.items)
    place = page.next
  }
  return plans
}

export const replenishmentOperations = [
  defineOperation({
    id: 'listReplenishment',
    method: 'get',
    path: '/replenishment',
    access: 'costing:read',
    summary:
      'What to order, the most urgent first: for each item and channel demand, variability, safety stock, reorder point and suggestion. With ?sku= one item, made now; else as last made',
    query: v.object({ sku: text, need, text, cursor, limit }),
    answers:
      'items (sku, demand, variability, position, safetyStock, reorderPoint, suggestion, order, leadTime, channels), next, pending, counts',
    problems: ['not-found'],
    run: async ({ deps, warehouse, query }) => {
      const { sku: item, ...wanted } = query
      if (item === undefined || item === '')
        return ok(await deps.work.read((reader) => listPlans(reader, warehouse, wanted)))
      await writeRefusals(deps.work)
      const plan = await deps.work.read((reader) => planNow(reader, warehouse, item, deps.now()))
      return ok({ items: [plan], next: null })
    },
  }),
  defineOperation({
    id: 'exportReplenishment',
    method: 'get',
    path: '/replenishment/export',
    access: 'costing:read',
    summary: 'What to order as a file',
    query: v.object({ need, format: v.optional(v.picklist(['csv', 'xlsx'], 'The format is csv or xlsx.'), 'csv') }),
    answers: 'a file',
    files: [CSV, XLSX],
    run: async ({ deps, warehouse, query }) =>
      deps.work.read(async (reader) => {
        const today = localDate(deps.now(), await timeZoneOf(reader, warehouse))
        return sendFile(await exportPlans(await allPlans(reader, warehouse, query.need), today, query.format))
      }),
  }),
  defineOperation({
    id: 'getReplenishment',
    method: 'get',
    path: '/replenishment/{sku}',
    access: 'costing:read',
    summary: 'The plan of one item, made now, with the demand and stock of the past and what is expected of both',
    answers: 'as in the list, and chart, policy',
    problems: ['not-found'],
    run: async ({ deps, params, warehouse }) => {
      await writeRefusals(deps.work)
      return ok(await deps.work.read((reader) => detailOf(reader, warehouse, params.sku ?? '', deps.now())))
    },
  }),
  defineOperation({
    id: 'acceptSuggestion',
    method: 'post',
    path: '/replenishment/accept',
    access: 'receipts:write',
    summary: 'Take up what was suggested: it becomes a planned receipt that the dock receives against',
    body: acceptInput,
    answers: 'id of the receipt',
    problems: ['unknown-sku', 'unknown-warehouse'],
    run: (call) =>
      decide(call, 'POST /replenishment/accept', [], async (tx) =>
        created(await acceptSuggestion(tx, call.warehouse, call.body)),
      ),
  }),
  defineOperation({
    id: 'putReplenishmentPolicy',
    method: 'put',
    path: '/replenishment/{sku}/policy',
    access: 'receipts:write',
    summary:
      'What holds for one item: service, lead time, review, order quantities, shelf life, supplier; the whole of it',
    body: policyInput,
    answers: 'the policy',
    problems: ['not-found', 'unknown-channel', 'unknown-warehouse'],
    run: async ({ deps, params, warehouse, body }) => {
      const item = params.sku ?? ''
      await deps.work.run([], async (tx) => {
        await requireWarehouse(tx, warehouse)
        await putPolicy(tx, warehouse, item, body)
        await markStale(tx, warehouse, [item])
      })
      return ok(body)
    },
  }),
  defineOperation({
    id: 'protectByPlan',
    method: 'post',
    path: '/replenishment/{sku}/protect',
    access: 'protections:write',
    summary:
      'Set aside for each channel what its promise needs: all at once, or nothing; filled up each night from what is shared',
    body: protectInput,
    answers: 'protections: how many',
    problems: ['insufficient-shared', 'protection-changed', 'unknown-sku', 'unknown-channel', 'unknown-warehouse'],
    run: (call) => {
      const { sku: item = '' } = call.params
      return decide(call, `POST /replenishment/${item}/protect`, [itemLock(call.warehouse, item)], async (tx) => {
        await requireWarehouse(tx, call.warehouse)
        await protectByPlan(tx, { warehouse: call.warehouse, sku: item }, call.body, call.caller.name)
        return ok({ protections: call.body.protections.length })
      })
    },
  }),
  defineOperation({
    id: 'getReplenishmentSettings',
    method: 'get',
    path: '/settings/replenishment',
    access: 'costing:read',
    summary: 'What holds for all items: service by class, lead time where none is known, review, overstock',
    answers: 'service, classes, leadTimeDays, reviewDays, overstockDays, soonDays',
    run: ({ deps }) => deps.work.read(async (reader) => ok(await readReplenishment(reader))),
  }),
  defineOperation({
    id: 'putReplenishmentSettings',
    method: 'put',
    path: '/settings/replenishment',
    access: 'costing:write',
    summary: 'Set what holds for all items; what is left out is as it is at first',
    body: replenishmentSettings,
    answers: 'the settings',
    run: async ({ deps, body }) => {
      await deps.work.run([], async (tx) => {
        await putReplenishment(tx, body)
        await markStale(tx, null)
      })
      return ok(body)
    },
  }),
  defineOperation({
    id: 'tellDemand',
    method: 'post',
    path: '/demand',
    access: 'orders:write',
    summary:
      'Tell what was asked for on past days, all of it: it stands in the place of what orders say of those days; the same day again is told anew',
    body: toldInput,
    answers: 'days: how many',
    problems: ['unknown-sku', 'unknown-channel', 'unknown-warehouse', 'day-to-come'],
    run: (call) =>
      decide(call, 'POST /demand', [], async (tx) => {
        await requireWarehouse(tx, call.warehouse)
        await tellDemand(tx, call.warehouse, call.body)
        await markStale(tx, call.warehouse, [...new Set(call.body.map((row) => row.sku))])
        return ok({ days: call.body.length })
      }),
  }),
  defineOperation({
    id: 'listDemand',
    method: 'get',
    path: '/demand',
    access: 'orders:read',
    summary: 'Days of an item that were told from outside, the oldest first',
    query: v.object({
      sku,
      channel: v.optional(name),
      from: v.optional(date),
      to: v.optional(date),
      cursor: listCursor,
      limit,
    }),
    answers: 'items: sku, channel, date, quantity; next',
    run: ({ deps, warehouse, query }) => deps.work.read(async (reader) => ok(await listTold(reader, warehouse, query))),
  }),
  defineOperation({
    id: 'listDemandEvents',
    method: 'get',
    path: '/demand/events',
    access: 'orders:read',
    summary: 'Promotions and other events: days that are not like others',
    query: v.object({ since: v.optional(date, '0001-01-01'), sku: v.optional(sku) }),
    answers: 'items: id, name, kind, from, to, channel, sku, uplift',
    run: ({ deps, warehouse, query }) =>
      deps.work.read(async (reader) => ok({ items: await readEvents(reader, warehouse, query) })),
  }),
  defineOperation({
    id: 'addDemandEvent',
    method: 'post',
    path: '/demand/events',
    access: 'orders:write',
    summary: 'Mark days on which demand was, or will be, not what it is usually',
    body: eventInput,
    answers: 'the event',
    problems: ['unknown-sku', 'unknown-channel', 'unknown-warehouse'],
    run: (call) =>
      decide(call, 'POST /demand/events', [], async (tx) => {
        await requireWarehouse(tx, call.warehouse)
        const event = await addEvent(tx, call.warehouse, call.body)
        await markStale(tx, call.warehouse, event.sku === null ? undefined : [event.sku])
        return created(event)
      }),
  }),
  defineOperation({
    id: 'deleteDemandEvent',
    method: 'delete',
    path: '/demand/events/{id}',
    access: 'orders:write',
    summary: 'Take a mark away',
    answers: 'id',
    problems: ['not-found'],
    run: async ({ deps, params, warehouse }) => {
      const id = params.id ?? ''
      await deps.work.run([], async (tx) => {
        await removeEvent(tx, warehouse, id)
        await markStale(tx, warehouse)
      })
      return ok({ id })
    },
  }),
]
