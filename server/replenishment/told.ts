/** Demand that was told from outside: what was asked for before this product knew of it, or beside it. */
import { and, asc, eq, gt, gte, lte, or } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import { localDate } from '../availability/local-date.ts'
import type { Reader, Tx } from '../db/work.ts'
import { Problem } from '../problem.ts'

const units = v.pipe(
  v.number('Give the quantity as a number.'),
  v.integer('Give the quantity in whole base units.'),
  v.minValue(-field.MAX_QUANTITY, 'The quantity must be at least -10,000,000.'),
  v.maxValue(field.MAX_QUANTITY, 'The quantity must be at most 10,000,000.'),
)

export const toldRow = v.object({
  sku: field.sku,
  channel: field.name,
  /** Local date of the warehouse. */
  date: field.date,
  /** Base units that were asked for on that day, all of it; below 0 where more came back than went. */
  quantity: units,
})
export type ToldRow = v.InferOutput<typeof toldRow>

export const toldInput = v.pipe(
  v.array(toldRow),
  v.minLength(1, 'Give at least one day.'),
  v.maxLength(10_000, 'Give at most 10,000 days at once.'),
)

/** The same day again is told anew. Throws a Problem that names the row. */
export async function tellDemand(tx: Tx, warehouse: string, rows: readonly ToldRow[]): Promise<void> {
  const checks = await checksOf(tx, warehouse)
  const last = new Map<string, ToldRow>()
  for (const [nth, row] of rows.entries()) {
    await checks(row, `[${nth}]`)
    last.set(JSON.stringify([row.sku, row.channel, row.date]), row)
  }
  for (const row of last.values()) await writeTold(tx, warehouse, row)
}

export async function writeTold({ db, t }: Tx, warehouse: string, { sku, channel, date, quantity }: ToldRow) {
  const { demandTold } = t
  await db
    .insert(demandTold)
    .values({ warehouse, sku, channel, date, units: quantity })
    .onConflictDoUpdate({
      target: [demandTold.warehouse, demandTold.sku, demandTold.channel, demandTold.date],
      set: { units: quantity },
    })
}

/** What a row names must be known, and its day must not be to come. */
export async function checksOf(tx: Tx, warehouse: string): Promise<(row: ToldRow, at: string) => Promise<void>> {
  const { items, channels, warehouses } = tx.t
  const [place] = await tx.db.select().from(warehouses).where(eq(warehouses.code, warehouse))
  const today = localDate(tx.now, place?.timeZone ?? 'UTC')
  const known = new Set((await tx.db.select({ channel: channels.channel }).from(channels)).map((row) => row.channel))
  const skus = new Set<string>()
  return async ({ sku, channel, date }, at) => {
    if (!known.has(channel))
      throw new Problem(422, 'unknown-channel', `There is no channel ${channel}.`, { field: `${at}.channel` })
    if (date > today)
      throw new Problem(
        422,
        'day-to-come',
        `${date} is not over yet: demand is what was asked for, not what will be.`,
        {
          field: `${at}.date`,
        },
      )
    if (skus.has(sku)) return
    const [item] = await tx.db.select({ sku: items.sku }).from(items).where(eq(items.sku, sku))
    if (!item) throw new Problem(422, 'unknown-sku', `There is no item ${sku}.`, { field: `${at}.sku` })
    skus.add(sku)
  }
}

export interface ToldQuery {
  sku: string
  channel?: string | undefined
  from?: string | undefined
  to?: string | undefined
  cursor: string
  limit: number
}

/** Days that were told of an item, the oldest first. */
export async function listTold(
  { db, t: { demandTold: d } }: Reader,
  warehouse: string,
  { sku, channel, from, to, cursor, limit }: ToldQuery,
): Promise<{ items: ToldRow[]; next: string | null }> {
  const [day = '', of = ''] = cursor.split(' ')
  const rows = await db
    .select({ sku: d.sku, channel: d.channel, date: d.date, quantity: d.units })
    .from(d)
    .where(
      and(
        eq(d.warehouse, warehouse),
        eq(d.sku, sku),
        channel === undefined ? undefined : eq(d.channel, channel),
        from === undefined ? undefined : gte(d.date, from),
        to === undefined ? undefined : lte(d.date, to),
        or(gt(d.date, day), and(eq(d.date, day), gt(d.channel, of))),
      ),
    )
    .orderBy(asc(d.date), asc(d.channel))
    .limit(limit + 1)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? `${last.date} ${last.channel}` : null }
}
