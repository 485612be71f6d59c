/** Entries of the margin ledger, and their sums by day and month: both are written here and nowhere else. */
import { type SQL, sql } from 'drizzle-orm'
import { addTo, MARGIN_SUMS, type MarginSums, noSums } from '../../shared/rules/margin.ts'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/work.ts'

/** Whoever enters something locks this first: what is entered depends on what was. */
export const COSTING = 'costing'

export type Entry = Omit<Schema['marginEntries']['$inferSelect'], 'id' | 'createdAt'>

/** Rows of one statement: neither database takes any number of values. */
const ROWS = 200

/** Those that are in the ledger already, by name, are left as they are. Returns how many were new. */
export async function enter(tx: Tx, entries: readonly Entry[]): Promise<number> {
  const { marginEntries } = tx.t
  const rows = entries
    .filter(({ amount, units }) => amount !== 0 || units !== 0)
    .map((entry) => ({ ...entry, id: tx.newId(), createdAt: tx.now }))
  const fresh: Entry[] = []
  for (const some of inParts(rows)) {
    const written = await tx.db
      .insert(marginEntries)
      .values(some)
      .onConflictDoNothing()
      .returning({ id: marginEntries.id })
    const ids = new Set(written.map(({ id }) => id))
    fresh.push(...some.filter(({ id }) => ids.has(id)))
  }
  await addUp(tx, fresh)
  return fresh.length
}

function* inParts<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += ROWS) yield rows.slice(from, from + ROWS)
}

async function addUp(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const { marginDays, marginMonths } = tx.t
  const days = summed(entries, ({ day }) => day)
  for (const some of inParts(days))
    await tx.db
      .insert(marginDays)
      .values(some.map(({ time, ...row }) => ({ ...row, day: time })))
      .onConflictDoUpdate({
        target: [marginDays.warehouse, marginDays.day, marginDays.sku, marginDays.channel],
        set: added(marginDays),
      })
  const months = summed(entries, ({ day }) => day.slice(0, 7))
  for (const some of inParts(months))
    await tx.db
      .insert(marginMonths)
      .values(some.map(({ time, ...row }) => ({ ...row, month: time })))
      .onConflictDoUpdate({
        target: [marginMonths.warehouse, marginMonths.month, marginMonths.sku, marginMonths.channel],
        set: added(marginMonths),
      })
}

type Summed = MarginSums & Pick<Entry, 'warehouse' | 'sku' | 'channel'> & { time: string }

/** One row for each item, channel and time: one statement must not add to the same row twice. */
function summed(entries: readonly Entry[], timeOf: (entry: Entry) => string): Summed[] {
  const groups = new Map<string, Summed>()
  for (const entry of entries) {
    const { warehouse, sku, channel } = entry
    const time = timeOf(entry)
    const key = JSON.stringify([warehouse, time, sku, channel])
    const group = groups.get(key) ?? { warehouse, time, sku, channel, ...noSums() }
    addTo(group, entry)
    groups.set(key, group)
  }
  return [...groups.values()]
}

const added = (table: Schema['marginDays'] | Schema['marginMonths']): Record<keyof MarginSums, SQL> =>
  Object.fromEntries(
    MARGIN_SUMS.map((figure) => {
      // As the database names it: shippingIncome is shipping_income there.
      const name = figure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      return [figure, sql`${table[figure]} + excluded.${sql.identifier(name)}`]
    }),
  ) as Record<keyof MarginSums, SQL>
