/** Entries of the margin ledger, and their sums by day and month: both are written here and nowhere else. */
import { type SQL, sql } from 'drizzle-orm'
import { addTo, MARGIN_SUMS, type MarginSums, noSums } from '../../shared/rules/margin.ts'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/work.ts'

/** Whoever enters something locks this first: what is entered depends on what was. */
export const COSTING = 'costing'

export type Entry = Omit<Schema['marginEntries']['$inferSelect'], 'id' | 'createdAt'>

/** Those that are in the ledger already, by name, are left as they are. Returns how many were new. */
export async function enter(tx: Tx, entries: readonly Entry[]): Promise<number> {
  const { marginEntries } = tx.t
  const fresh: Entry[] = []
  for (const entry of entries) {
    if (entry.amount === 0 && entry.units === 0) continue
    const written = await tx.db
      .insert(marginEntries)
      .values({ ...entry, id: tx.newId(), createdAt: tx.now })
      .onConflictDoNothing()
      .returning({ id: marginEntries.id })
    if (written.length > 0) fresh.push(entry)
  }
  await addUp(tx, fresh)
  return fresh.length
}

async function addUp(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const groups = new Map<string, { of: Entry; sums: MarginSums }>()
  for (const entry of entries) {
    const key = JSON.stringify([entry.warehouse, entry.day, entry.sku, entry.channel])
    const group = groups.get(key) ?? { of: entry, sums: noSums() }
    addTo(group.sums, entry)
    groups.set(key, group)
  }
  const { marginDays, marginMonths } = tx.t
  for (const { of, sums } of groups.values()) {
    const { warehouse, sku, channel, day } = of
    await tx.db
      .insert(marginDays)
      .values({ warehouse, day, sku, channel, ...sums })
      .onConflictDoUpdate({
        target: [marginDays.warehouse, marginDays.day, marginDays.sku, marginDays.channel],
        set: added(marginDays),
      })
    await tx.db
      .insert(marginMonths)
      .values({ warehouse, month: day.slice(0, 7), sku, channel, ...sums })
      .onConflictDoUpdate({
        target: [marginMonths.warehouse, marginMonths.month, marginMonths.sku, marginMonths.channel],
        set: added(marginMonths),
      })
  }
}

const added = (table: Schema['marginDays'] | Schema['marginMonths']): Record<keyof MarginSums, SQL> =>
  Object.fromEntries(
    MARGIN_SUMS.map((figure) => {
      // As the database names it: shippingIncome is shipping_income there.
      const name = figure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      return [figure, sql`${table[figure]} + excluded.${sql.identifier(name)}`]
    }),
  ) as Record<keyof MarginSums, SQL>
