/** Lots as the office looks for them: a page of them by item and number, or some of them by name. */
import { and, eq, exists, gt, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { grouped } from '../../shared/rules/grouped.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { Problem } from '../problem.ts'
import type { LotName } from './genealogy.ts'
import { whereaboutsOf } from './whereabouts.ts'

export type LotRow = Schema['lots']['$inferSelect'] & { name: string }

export interface LotsWanted {
  /** In item, name, lot, supplier and supplier lot. */
  search?: string | undefined
  held?: boolean | undefined
  confirmed?: boolean | undefined
  /** Those that expired before this day and are still here. */
  expiredBefore?: string | undefined
  after: string
  limit: number
}

export async function readLots(reader: Reader, { after, limit, ...wanted }: LotsWanted) {
  const { db, t } = reader
  const rows = await db
    .select({ lot: t.lots, name: t.items.name })
    .from(t.lots)
    .innerJoin(t.items, eq(t.items.sku, t.lots.sku))
    .where(and(after === '' ? undefined : isBehind(t.lots, after), ...conditions(reader, wanted)))
    .orderBy(t.lots.sku, t.lots.lot)
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  const whereabouts = await whereaboutsOf(
    reader,
    shown.map(({ lot }) => lot),
  )
  const items = shown.map(({ lot, name }) => ({
    sku: lot.sku,
    name,
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
  const last = shown.at(-1)?.lot
  return { items, next: rows.length > limit && last ? cursorOf(last) : null }
}

function conditions(
  { db, t: { lots, items, stock } }: Reader,
  { search = '', held, confirmed, expiredBefore }: Omit<LotsWanted, 'after' | 'limit'>,
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

const cursorOf = ({ sku, lot }: LotName): string => Buffer.from(JSON.stringify([sku, lot])).toString('base64url')

function isBehind(lots: Schema['lots'], cursor: string): SQL | undefined {
  const [sku, lot] = placeIn(cursor)
  return or(gt(lots.sku, sku), and(eq(lots.sku, sku), gt(lots.lot, lot)))
}

function placeIn(cursor: string): [string, string] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(place) && typeof place[0] === 'string' && typeof place[1] === 'string')
      return [place[0], place[1]]
  } catch {
    // Not one of ours.
  }
  throw new Problem(422, 'invalid', 'cursor: This is not a cursor of this list.', { field: 'cursor' })
}

function matches({ lots, items }: Pick<Schema, 'lots' | 'items'>, search: string): SQL | undefined {
  const words = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const columns = [lots.sku, lots.lot, lots.supplier, lots.supplierLot, items.name]
  return or(...columns.map((column) => sql`lower(${column}) like ${words} escape '\\'`))
}

/** Lots are asked for in groups, so that a statement stays within the parameters that databases take. */
const GROUP = 1_000

/** By `lotKey`; what is not known is not in it. */
export async function lotsNamed({ db, t }: Reader, names: readonly LotName[]): Promise<Map<string, LotRow>> {
  const found = new Map<string, LotRow>()
  for (const [sku, ofItem] of grouped(names, (name) => name.sku))
    for (let first = 0; first < ofItem.length; first += GROUP) {
      const numbers = ofItem.slice(first, first + GROUP).map(({ lot }) => lot)
      const rows = await db
        .select({ lot: t.lots, name: t.items.name })
        .from(t.lots)
        .innerJoin(t.items, eq(t.items.sku, t.lots.sku))
        .where(and(eq(t.lots.sku, sku), inArray(t.lots.lot, numbers)))
      for (const { lot, name } of rows) found.set(lotKey(lot.sku, lot.lot), { ...lot, name })
    }
  return found
}
