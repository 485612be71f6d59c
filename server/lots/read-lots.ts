/** Lots by their names. */
import { and, eq, inArray } from 'drizzle-orm'
import { grouped } from '../../shared/rules/grouped.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import type { LotName } from './genealogy.ts'

export type LotRow = Schema['lots']['$inferSelect'] & { name: string }

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
