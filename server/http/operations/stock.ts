import * as v from 'valibot'
import {
  readStockSort,
  STOCK_FIGURES,
  STOCK_FILTERS,
  type StockFilter,
  type StockSort,
} from '../../../shared/wire/stock-list.ts'
import { inventoryOf, inventoryPage } from '../../availability/inventory.ts'
import type { StockPage } from '../../availability/stock-list/stock-list.ts'
import { readMovements, readStock } from '../../ledger/read.ts'
import { requireWarehouse } from '../../master/warehouses.ts'
import { expectReceipt, receiptInput } from '../../receiving/expect.ts'
import { KEPT_DAYS } from '../../stock-history/note-day.ts'
import { readHistory } from '../../stock-history/read-history.ts'
import { decide } from '../decide.ts'
import type { WiredDeps } from '../deps.ts'
import { created, defineOperation, ok } from '../operation.ts'
import { limit, listCursor, lotCursor, offsetCursor, skip, text, total, whole, yesOrNo } from '../query.ts'

const stockFilters = v.optional(
  v.pipe(
    v.string(),
    v.transform((text) => text.split(',')),
    v.array(v.picklist(STOCK_FILTERS, `Filter by ${STOCK_FILTERS.join(', ')}.`)),
  ),
)
const stockSort = v.pipe(
  v.string(),
  v.maxLength(200),
  v.check((text) => readStockSort(text) !== null, `Sort by sku, name, ${STOCK_FIGURES.join(', ')} or atp:CHANNEL.`),
  v.transform((text) => readStockSort(text) as StockSort),
)

interface StockAsked {
  sku?: string | undefined
  search?: string | undefined
  filter?: StockFilter[] | undefined
  sort?: StockSort | undefined
  cursor: string
  skip: number
  limit: number
  total: boolean
  counts: boolean
}

/** Pages by SKU are read from the database; what is searched, filtered or sorted is asked of the list that knows all figures. */
async function inventoriesAsked(
  { work, lists, now }: WiredDeps,
  warehouse: string,
  asked: StockAsked,
): Promise<StockPage> {
  const { sku, search, filter, sort, cursor, skip, limit, total, counts } = asked
  if (sku !== undefined)
    return { items: [await work.read((reader) => inventoryOf(reader, warehouse, sku, now()))], next: null }
  const isPlain = search === undefined && filter === undefined && sort === undefined && skip === 0 && !total && !counts
  if (isPlain) return work.read((reader) => inventoryPage(reader, warehouse, now(), { after: cursor, limit }))
  const wanted = {
    search: search ?? '',
    filters: filter ?? [],
    sort: sort ?? { column: 'sku' as const, down: false },
    after: cursor,
    skip,
    limit,
    counted: total,
    filtersCounted: counts,
  }
  return lists.stock(warehouse, wanted, now())
}

export const stockOperations = [
  defineOperation({
    id: 'getInventory',
    method: 'get',
    path: '/inventory/{sku}',
    access: 'stock:read',
    summary: 'On hand, sellable and, per channel, what is committed, allocated and available to promise',
    answers: 'the figures of one item',
    problems: ['not-found'],
    run: async ({ deps, params, warehouse }) =>
      ok(await deps.work.read((reader) => inventoryOf(reader, warehouse, params.sku ?? '', deps.now()))),
  }),
  defineOperation({
    id: 'listInventory',
    method: 'get',
    path: '/inventory',
    access: 'stock:read',
    summary: 'The same for a page of items, by SKU or as is asked for',
    query: v.object({
      sku: text,
      channel: text,
      search: text,
      filter: stockFilters,
      /** `sku`, `name`, or a figure, from the largest with a minus before it: `-onHand`, `-atp:CHANNEL`. */
      sort: v.optional(stockSort),
      /** Holds a name where items are sorted by it. */
      cursor: lotCursor,
      skip,
      limit,
      total,
      counts: yesOrNo('counts'),
    }),
    answers: 'items, next; where it is asked for total, and counts: how many items each filter would leave',
    problems: ['not-found'],
    run: async ({ deps, warehouse, query }) => {
      const found = await inventoriesAsked(deps, warehouse, query)
      const items = found.items.map((item) => ({
        ...item,
        channels: item.channels.filter((figures) => query.channel === undefined || figures.channel === query.channel),
      }))
      return ok({ ...found, items })
    },
  }),
  defineOperation({
    id: 'getStockHistory',
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
    id: 'listStock',
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
    id: 'listMovements',
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
    id: 'announceReceipt',
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
