/**
 * The list of stock, filtered and sorted by figures that no database keeps: what is sellable depends on the day, and what a
 * channel may promise on what the others hold. So the figures of all items are kept in memory, in a thread of their own, and
 * follow the feed: whoever looks at them pays for them, and whoever scans does not. The rows of a page are read anew each time.
 */
import { asc, gt, max } from 'drizzle-orm'
import { wordsIn } from '../../../shared/rules/words-in.ts'
import { STOCK_FILTERS, type StockCounts, type StockFilter, type StockSort } from '../../../shared/wire/stock-list.ts'
import { changedBy } from '../../channels/changed-items.ts'
import type { Reader, Reading } from '../../db/work.ts'
import { readBase } from '../../feed/base.ts'
import { todayOf } from '../explain.ts'
import { type InventoryPage, inventoriesOf } from '../inventory.ts'
import { cursorOf, indexBehind, sortItems } from './in-order.ts'
import { isName, type ListedItem, listedItem, listedName, passes } from './listed-item.ts'

export interface StockWanted {
  search: string
  filters: readonly StockFilter[]
  sort: StockSort
  after: string
  /** Items to pass over, so that a window may begin anywhere. */
  skip: number
  limit: number
  /** Whether all that are like that are counted. */
  counted: boolean
  /** Whether it is told what each filter would leave of what is searched for. */
  filtersCounted: boolean
}

export interface StockPage extends InventoryPage {
  total?: number
  counts?: StockCounts
}

export interface StockList {
  page(warehouse: string, wanted: StockWanted, now: number): Promise<StockPage>
}

export function createStockList(reading: Reading): StockList {
  const boards = new Map<string, Board>()

  function boardOf(warehouse: string): Board {
    const board = boards.get(warehouse) ?? createBoard(reading, warehouse)
    // The one that was asked last is forgotten last.
    boards.delete(warehouse)
    boards.set(warehouse, board)
    for (const oldest of boards.keys()) if (boards.size > WAREHOUSES) boards.delete(oldest)
    return board
  }

  return {
    async page(warehouse, wanted, now) {
      const items = await boardOf(warehouse).like(wanted, now)
      const first = indexBehind(items, wanted.after, wanted.sort) + wanted.skip
      const shown = items.slice(first, first + wanted.limit)
      const skus = shown.map(({ sku }) => sku)
      const last = shown.at(-1)
      return {
        items: await reading.read((reader) => inventoriesOf(reader, warehouse, skus, now)),
        next: last && first + wanted.limit < items.length ? cursorOf(last, wanted.sort) : null,
        ...(wanted.counted ? { total: items.length } : {}),
        ...(wanted.filtersCounted ? { counts: await boardOf(warehouse).counts(wanted.search, now) } : {}),
      }
    },
  }
}

/** Whose figures are kept at once. */
const WAREHOUSES = 4
/** Orders that are kept: as many people look at lists of their own. */
const ORDERS = 8
/** Read together: a snapshot that is held for long keeps the log from being shortened. */
const ITEMS_AT_ONCE = 1_000
const ENTRIES_AT_ONCE = 1_000
/** Where more have changed at once, as by an import, all are read anew. */
const MANY = 5_000

type View = Pick<StockWanted, 'search' | 'filters' | 'sort'>

interface Board {
  /** In order. Shared: nobody changes it. */
  like(view: View, now: number): Promise<readonly ListedItem[]>
  counts(search: string, now: number): Promise<StockCounts>
}

function createBoard(reading: Reading, warehouse: string): Board {
  let items = new Map<string, ListedItem>()
  /** Of the feed: what is known is what it says up to here, or newer. */
  let position = 0
  let today = ''
  /** Of their names only, or of their figures too. */
  let known: 'nothing' | 'names' | 'figures' = 'nothing'
  let turn: Promise<void> = Promise.resolve()
  let filling: Promise<void> | null = null
  const ordered = new Map<string, { sort: StockSort; items: readonly ListedItem[] }>()

  /** One after the other. */
  function inTurn(step: () => Promise<void> | void): Promise<void> {
    const done = turn.then(step)
    turn = done.catch(() => {})
    return done
  }

  /** What was committed before this is asked for is known after it. */
  const catchUp = (now: number): Promise<void> => inTurn(() => follow(now))

  async function follow(now: number): Promise<void> {
    for (;;) {
      const part = known === 'nothing' ? null : await reading.read((reader) => changedSince(reader, now))
      if (part === null) return begin(now)
      for (const some of inGroups(part.skus)) await read(some, now)
      position = part.position
      if (!part.more) return
    }
  }

  /** Null: all may be another. */
  async function changedSince(reader: Reader, now: number) {
    const base = await readBase(reader)
    if ((await todayOf(reader, warehouse, now)) !== today || (base !== null && base.position > position)) return null
    const { feed, feedPending } = reader.t
    const entries = await reader.db
      .select({ position: feed.position, changes: feed.changes })
      .from(feed)
      .where(gt(feed.position, position))
      .orderBy(asc(feed.position))
      .limit(ENTRIES_AT_ONCE)
    // PostgreSQL gives committed entries their positions a moment later: what has none yet is looked at again when it has one.
    const pending = await reader.db.select({ changes: feedPending.changes }).from(feedPending)
    const { everything, items: changed } = await changedBy(
      reader,
      [...entries, ...pending].map(({ changes }) => changes),
    )
    const here = changed.filter((one) => one.warehouse === null || one.warehouse === warehouse)
    const skus = [...new Set(here.map(({ sku }) => sku))]
    if (everything || skus.length > MANY) return null
    return {
      position: entries.at(-1)?.position ?? position,
      skus,
      more: entries.length === ENTRIES_AT_ONCE,
    }
  }

  async function begin(now: number): Promise<void> {
    await reading.read(async (reader) => {
      const { feed, items: table } = reader.t
      today = await todayOf(reader, warehouse, now)
      const [head] = await reader.db.select({ position: max(feed.position) }).from(feed)
      position = head?.position ?? 0
      const rows = await reader.db.select({ sku: table.sku, name: table.name }).from(table)
      items = new Map(rows.map((row) => [row.sku, listedName(row)]))
    })
    known = 'names'
    ordered.clear()
  }

  async function read(skus: readonly string[], now: number): Promise<void> {
    const found = await reading.read((reader) => inventoriesOf(reader, warehouse, skus, now))
    for (const inventory of found) {
      const item = listedItem(inventory)
      const before = items.get(item.sku)
      if (before?.nameKey !== item.nameKey) ordered.clear()
      // The same object, so that it stands where it stood in the orders by name.
      if (before) Object.assign(before, item)
      else items.set(item.sku, item)
    }
    for (const [key, { sort }] of ordered) if (!isName(sort.column)) ordered.delete(key)
  }

  /** All figures. What has changed while they were read is read again by whoever catches up next. */
  async function fill(now: number): Promise<void> {
    const [from, all] = [position, items]
    for (const some of inGroups([...all.keys()])) {
      // Another day, or other terms: whoever asks next begins anew.
      if (items !== all) return
      await read(some, now)
    }
    await inTurn(() => {
      if (items !== all) return
      position = from
      known = 'figures'
    })
  }

  async function ready(now: number, figures: boolean): Promise<void> {
    await catchUp(now)
    while (figures && known !== 'figures') {
      filling ??= fill(now).finally(() => {
        filling = null
      })
      await filling
      await catchUp(now)
    }
  }

  /** Sorted anew only where something has changed. */
  function inOrder(sort: StockSort): readonly ListedItem[] {
    const key = JSON.stringify(sort)
    const found = ordered.get(key) ?? { sort, items: sortItems([...items.values()], sort) }
    ordered.delete(key)
    ordered.set(key, found)
    for (const oldest of ordered.keys()) if (ordered.size > ORDERS) ordered.delete(oldest)
    return found.items
  }

  return {
    async like(view, now) {
      await ready(now, needsFigures(view))
      const { filters } = view
      const found = matching(inOrder(view.sort), view.search)
      return filters.length === 0 ? found : found.filter((item) => filters.every((filter) => passes(item, filter)))
    },
    async counts(search, now) {
      await ready(now, true)
      const found = matching([...items.values()], search)
      const countOf = (filter: StockFilter) => found.filter((item) => passes(item, filter)).length
      return Object.fromEntries(STOCK_FILTERS.map((filter) => [filter, countOf(filter)])) as StockCounts
    },
  }
}

function* inGroups(skus: readonly string[]): Generator<string[]> {
  for (let first = 0; first < skus.length; first += ITEMS_AT_ONCE) yield skus.slice(first, first + ITEMS_AT_ONCE)
}

const needsFigures = ({ filters, sort }: View): boolean => filters.length > 0 || !isName(sort.column)

function matching(items: readonly ListedItem[], search: string): readonly ListedItem[] {
  const words = wordsIn(search)
  return words.length === 0 ? items : items.filter(({ text }) => words.every((word) => text.includes(word)))
}
