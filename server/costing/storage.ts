/** Which months' storage is due, and how far it was entered: each month of a warehouse once it is over there. */
import { asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { localDate } from '../availability/local-date.ts'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/work.ts'
import { lastDayOf, monthsLater } from './months.ts'
import { enterItems, monthOf, type StoragePlace } from './storage-entries.ts'
import { STORAGE, storageCharge } from './storage-settings.ts'

/** Items in one unit: on SQLite others wait for it, and each is entered for each of its channels. */
const ITEMS = 50

/** What is entered next of a warehouse: the items of a month behind this SKU. */
interface Due extends StoragePlace {
  month: string
  after: string
}

/** Of all warehouses, a month at a time and its items in parts. Returns whether there may be more. */
export async function captureStorage(tx: Tx): Promise<boolean> {
  const [due] = await dueStorage(tx)
  if (due) await enterPart(tx, due)
  return due !== undefined
}

/** All that is due of a warehouse up to the end of a month. */
export async function enterStorageUntil(tx: Tx, warehouse: string, month: string): Promise<void> {
  for (;;) {
    const due = (await dueStorage(tx)).find((one) => one.warehouse === warehouse && one.month <= month)
    if (!due) return
    await enterPart(tx, due)
  }
}

/** Only what is remembered is read: it is asked again and again. */
async function dueStorage(tx: Tx): Promise<Due[]> {
  return (await placesOf(tx)).flatMap(({ place, charge, done }) => {
    const today = localDate(tx.now, place.timeZone)
    const next = nextOf(done, localDate(charge.since, place.timeZone).slice(0, 7))
    return lastDayOf(next.month) < today ? [{ ...place, ...next }] : []
  })
}

async function placesOf({ db, t: { warehouses, settings, meta } }: Tx) {
  const rows = await db
    .select({ warehouse: warehouses.code, timeZone: warehouses.timeZone, kept: settings.value, done: meta.value })
    .from(warehouses)
    .innerJoin(settings, eq(settings.name, STORAGE))
    .leftJoin(meta, eq(meta.name, sql`${doneOf('')} || ${warehouses.code}`))
    .orderBy(asc(warehouses.code))
  return rows.flatMap(({ kept, done, ...place }) => {
    const charge = storageCharge(kept)
    return charge ? [{ place: { ...place, price: charge.price }, charge, done }] : []
  })
}

const doneOf = (warehouse: string): string => `storage ${warehouse}`

/** `done`: 2026-11 where all of that month is entered, else with the last SKU behind it. */
function nextOf(done: string | null, first: string): { month: string; after: string } {
  const [month, after] = done === null ? [monthsLater(first, -1), ''] : [done.slice(0, 7), done.slice(8)]
  const next = after === '' ? { month: monthsLater(month, 1), after } : { month, after }
  return next.month < first ? { month: first, after: '' } : next
}

const measures = ({ t: { items } }: Tx) => ({ sku: items.sku, cubicCm: items.cubicCm })

async function enterPart(tx: Tx, due: Due): Promise<void> {
  const { items, meta } = tx.t
  const part = await tx.db
    .select(measures(tx))
    .from(items)
    .where(gt(items.sku, due.after))
    .orderBy(asc(items.sku))
    .limit(ITEMS)
  await enterItems(tx, due, due.month, part)
  const last = part.length === ITEMS ? ` ${part.at(-1)?.sku}` : ''
  const row = { name: doneOf(due.warehouse), value: `${due.month}${last}` }
  await tx.db.insert(meta).values(row).onConflictDoUpdate({ target: meta.name, set: row })
}

type Gap = Pick<Schema['marginGaps']['$inferSelect'], 'name' | 'transactionId'>

/** Those of its gaps that are of storage are reckoned again; where none is charged any more, nothing is missing. */
export async function fillStorage(tx: Tx, warehouse: string, gaps: readonly Gap[]): Promise<void> {
  const found = (await placesOf(tx)).find(({ place }) => place.warehouse === warehouse)
  if (!found) return
  const { items } = tx.t
  const months = new Map<string, string[]>()
  for (const { name, transactionId } of gaps) {
    const month = monthOf(transactionId)
    if (month !== undefined) months.set(month, [...(months.get(month) ?? []), name.slice(transactionId.length + 1)])
  }
  for (const [month, skus] of months)
    for (let from = 0; from < skus.length; from += ITEMS) {
      const named = inArray(items.sku, skus.slice(from, from + ITEMS))
      await enterItems(tx, found.place, month, await tx.db.select(measures(tx)).from(items).where(named))
    }
}
