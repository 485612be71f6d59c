/** Lots as the office looks for them: a page of them, in the order that is asked for. */
import { and, asc, count, desc, eq, exists, gt, gte, inArray, isNotNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { NEVER } from '../../shared/rules/rotation.ts'
import type { LotSort } from '../../shared/wire/list-sorts.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import { todayOf } from '../availability/explain.ts'
import { dateOrNever } from '../db/dates.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { readListCursor, writeListCursor } from '../lists/cursor.ts'
import type { LotName } from './genealogy.ts'
import { whereaboutsOf } from './whereabouts.ts'

export interface LotsWanted {
  /** In item, name, lot, supplier and supplier lot. */
  search?: string | undefined
  held?: boolean | undefined
  confirmed?: boolean | undefined
  /** Only those that have expired in this warehouse and are still here. */
  expired?: boolean | undefined
  sort: LotSort
  after: string
  /** Lots to pass over, so that a window may begin anywhere. */
  skip: number
  limit: number
  /** Whether all that are like that are counted. */
  counted: boolean
}

export interface ListedLot extends LotName {
  name: string
  supplier: string | null
  supplierLot: string | null
  producedOn: string | null
  expiresOn: string | null
  receivedAt: string
  held: string | null
  confirmed: boolean
  onHand: number
}

export interface LotsPage {
  items: ListedLot[]
  next: string | null
  total?: number
}

export async function listLots(reader: Reader, warehouse: string, wanted: LotsWanted, now: number): Promise<LotsPage> {
  const order = lotsBy(reader.t, wanted.sort)
  const today = wanted.expired ? await todayOf(reader, warehouse, now) : undefined
  const isWanted = and(...conditions(reader, wanted, today))
  const rows = await lotsLike(reader, wanted.search)
    .where(and(isWanted, wanted.after === '' ? undefined : order.isBehind(wanted.after)))
    .orderBy(...order.by)
    .limit(wanted.limit + 1)
    .offset(wanted.skip)
  const shown = rows.slice(0, wanted.limit).map(({ lot }) => lot)
  const last = shown.at(-1)
  return {
    items: await answersOf(reader, shown),
    next: rows.length > wanted.limit && last ? order.cursorOf(last) : null,
    ...(wanted.counted ? { total: await countOf(reader, wanted.search, isWanted) } : {}),
  }
}

/** Items are looked at only where their names are searched: whoever looks into the middle of a list passes over many lots. */
const lotsLike = ({ db, t }: Reader, search = '') => {
  const lots = db.select({ lot: t.lots }).from(t.lots).$dynamic()
  return search === '' ? lots : lots.innerJoin(t.items, eq(t.items.sku, t.lots.sku))
}

async function countOf({ db, t }: Reader, search = '', isWanted: SQL | undefined): Promise<number> {
  const lots = db.select({ total: count() }).from(t.lots).$dynamic()
  const [row] = await (search === '' ? lots : lots.innerJoin(t.items, eq(t.items.sku, t.lots.sku))).where(isWanted)
  return row?.total ?? 0
}

type Row = Schema['lots']['$inferSelect']

async function answersOf(reader: Reader, rows: readonly Row[]): Promise<ListedLot[]> {
  const whereabouts = await whereaboutsOf(reader, rows)
  const names = await namesOf(
    reader,
    rows.map(({ sku }) => sku),
  )
  return rows.map((lot) => ({
    sku: lot.sku,
    name: names.get(lot.sku) ?? lot.sku,
    lot: lot.lot,
    supplier: lot.supplier,
    supplierLot: lot.supplierLot,
    producedOn: lot.producedOn,
    expiresOn: lot.expiresOn,
    receivedAt: new Date(lot.receivedAt).toISOString(),
    held: lot.holdReason,
    confirmed: lot.confirmed,
    onHand: whereabouts.get(lotKey(lot.sku, lot.lot))?.onHand ?? 0,
  }))
}

async function namesOf({ db, t: { items } }: Reader, skus: readonly string[]): Promise<Map<string, string>> {
  if (skus.length === 0) return new Map()
  const rows = await db
    .select({ sku: items.sku, name: items.name })
    .from(items)
    .where(inArray(items.sku, [...new Set(skus)]))
  return new Map(rows.map(({ sku, name }) => [sku, name]))
}

/** How they are sorted, and what stands behind the last of a page. Of equals item and number decide. */
function lotsBy({ lots }: Schema, sort: LotSort) {
  const down = sort.startsWith('-')
  const [turned, beyond] = [down ? desc : asc, down ? lt : gt]
  const name = [turned(lots.sku), turned(lots.lot)]
  const isBeyond = (sku: string, lot: string) =>
    or(beyond(lots.sku, sku), and(eq(lots.sku, sku), beyond(lots.lot, lot)))
  if (sort === 'item' || sort === '-item')
    return {
      by: name,
      isBehind(cursor: string) {
        const [sku, lot] = readListCursor(cursor, namePlace)
        return isBeyond(sku, lot)
      },
      cursorOf: ({ sku, lot }: Row) => writeListCursor([sku, lot]),
    }
  const isExpiry = sort === 'expires' || sort === '-expires'
  // As the indexes have them.
  const at = isExpiry ? dateOrNever(lots.expiresOn) : sql`${lots.receivedAt}`
  return {
    by: [turned(at), ...name],
    isBehind(cursor: string) {
      const [key, sku, lot] = readListCursor<readonly [string | number, string, string]>(
        cursor,
        isExpiry ? expiryPlace : receiptPlace,
      )
      // The first of them leads into the index.
      return and(down ? lte(at, key) : gte(at, key), or(beyond(at, key), isBeyond(sku, lot)))
    },
    cursorOf: ({ sku, lot, expiresOn, receivedAt }: Row) =>
      writeListCursor([isExpiry ? (expiresOn ?? NEVER) : receivedAt, sku, lot]),
  }
}

const namePlace = v.tuple([v.string(), v.string()])
const expiryPlace = v.tuple([v.string(), v.string(), v.string()])
const receiptPlace = v.tuple([v.number(), v.string(), v.string()])

function conditions(
  { db, t: { lots, items, stock } }: Reader,
  { search = '', held, confirmed }: LotsWanted,
  expiredBefore: string | undefined,
): (SQL | undefined)[] {
  const standing = db
    .select({ lot: stock.lot })
    .from(stock)
    .where(and(eq(stock.sku, lots.sku), eq(stock.lot, lots.lot), sql`${stock.inHouse}`, gt(stock.quantity, 0)))
  return [
    held === undefined ? undefined : held ? isNotNull(lots.holdReason) : sql`${lots.holdReason} is null`,
    confirmed === undefined ? undefined : eq(lots.confirmed, confirmed),
    expiredBefore === undefined ? undefined : and(lt(lots.expiresOn, expiredBefore), exists(standing)),
    search === '' ? undefined : matches({ lots, items }, search),
  ]
}

function matches({ lots, items }: Pick<Schema, 'lots' | 'items'>, search: string): SQL | undefined {
  const words = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const columns = [lots.sku, lots.lot, lots.supplier, lots.supplierLot, items.name]
  return or(...columns.map((column) => sql`lower(${column}) like ${words} escape '\\'`))
}
