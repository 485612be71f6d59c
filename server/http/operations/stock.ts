import * as v from 'valibot'
import { inventoryOf, inventoryPage } from '../../availability/inventory.ts'
import { readMovements, readStock } from '../../ledger/read.ts'
import { requireWarehouse } from '../../master/warehouses.ts'
import { expectReceipt, receiptInput } from '../../receiving/expect.ts'
import { KEPT_DAYS } from '../../stock-history/note-day.ts'
import { readHistory } from '../../stock-history/read-history.ts'
import { decide } from '../decide.ts'
import { created, defineOperation, ok } from '../operation.ts'
import { limit, listCursor, offsetCursor, text, whole } from '../query.ts'

export const stockOperations = [
  defineOperation({
    method: 'get',
    path: '/inventory/{sku}',
    access: 'stock:read',
    summary: 'On hand, sellable and, per channel, what is committed, allocated and available to promise',
    answers: 'the figures of one item',
    run: async ({ deps, params, warehouse }) =>
      ok(await deps.work.read((reader) => inventoryOf(reader, warehouse, params.sku ?? '', deps.now()))),
  }),
  defineOperation({
    method: 'get',
    path: '/inventory',
    access: 'stock:read',
    summary: 'The same for a page of items, by SKU',
    query: v.object({ sku: text, channel: text, search: text, cursor: listCursor, limit }),
    answers: 'items, next',
    async run({ deps, warehouse, query }) {
      const found = await deps.work.read(async (reader) =>
        query.sku === undefined
          ? inventoryPage(reader, warehouse, deps.now(), {
              search: query.search,
              after: query.cursor,
              limit: query.limit,
            })
          : { items: [await inventoryOf(reader, warehouse, query.sku, deps.now())], next: null },
      )
      const items = found.items.map((item) => ({
        ...item,
        channels: item.channels.filter((figures) => query.channel === undefined || figures.channel === query.channel),
      }))
      return ok({ items, next: found.next })
    },
  }),
  defineOperation({
    method: 'get',
    path: '/inventory/{sku}/history',
    access: 'stock:read',
    summary: 'One item over the last days: on hand, and what each channel could sell, had protected and was committed',
    query: v.object({ days: whole(90, KEPT_DAYS) }),
    answers:
      'sku, items: day, onHand, channels: channel, protected, committed, availableToPromise; each as the day began, the oldest first, without days on which nobody looked',
    problems: ['not-found', 'unknown-warehouse'],
    run: async ({ deps, params: { sku = '' }, warehouse, query: { days } }) =>
      ok(await deps.work.read((reader) => readHistory(reader, { warehouse, sku, days }, deps.now()))),
  }),
  defineOperation({
    method: 'get',
    path: '/stock',
    access: 'stock:read',
    summary: 'Balances by item, lot and location',
    query: v.object({ sku: text, lot: text, location: text, cursor: offsetCursor, limit }),
    answers: 'items, next',
    run: async ({ deps, warehouse, query }) =>
      ok(await deps.work.read((reader) => readStock(reader, warehouse, query, query.cursor, query.limit))),
  }),
  defineOperation({
    method: 'get',
    path: '/movements',
    access: 'stock:read',
    summary: 'Ledger lines, oldest first',
    query: v.object({ sku: text, lot: text, transaction: text, order: text, cursor: listCursor, limit }),
    answers: 'items, next',
    run: async ({ deps, warehouse, query }) =>
      ok(await deps.work.read((reader) => readMovements(reader, warehouse, query, query.cursor, query.limit))),
  }),
  defineOperation({
    method: 'post',
    path: '/receipts',
    access: 'receipts:write',
    summary: 'Announce an expected receipt',
    body: receiptInput,
    answers: 'id',
    problems: ['unknown-sku', 'unknown-warehouse'],
    run: (call) =>
      decide(call, 'POST /receipts', [], async (tx) => {
        await requireWarehouse(tx, call.warehouse)
        return created(await expectReceipt(tx, call.warehouse, call.body))
      }),
  }),
]
