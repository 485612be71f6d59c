/** What counts found, balance by balance. */
import { and, eq, inArray } from 'drizzle-orm'
import type { ItemClass } from '../../shared/rules/counting.ts'
import type { CountLineState, Schema } from '../db/schema.ts'
import type { Scene } from '../ledger/scene.ts'
import type { StockKey } from '../ledger/stock.ts'

export type CountRow = Schema['counts']['$inferSelect']
export type CountLineRow = Schema['countLines']['$inferSelect']

/** Of these somebody still has to decide or to count again. */
export const IN_DOUBT: readonly CountLineState[] = ['recount', 'pending', 'disturbed']

export interface Doubt extends CountLineRow {
  userId: string | null
  hiddenFrom: CountRow['hiddenFrom']
}

/** What earlier counts of this balance have left open, oldest first. */
export async function doubtsOf({ tx, warehouse }: Pick<Scene, 'tx' | 'warehouse'>, key: StockKey): Promise<Doubt[]> {
  const { counts, countLines } = tx.t
  const rows = await tx.db
    .select({ line: countLines, userId: counts.userId, hiddenFrom: counts.hiddenFrom })
    .from(countLines)
    .innerJoin(counts, eq(counts.id, countLines.countId))
    .where(
      and(
        eq(countLines.warehouse, warehouse),
        eq(countLines.location, key.location),
        eq(countLines.sku, key.sku),
        eq(countLines.lot, key.lot),
        eq(countLines.status, key.status),
        eq(counts.reversed, false),
        inArray(countLines.state, [...IN_DOUBT]),
      ),
    )
    .orderBy(counts.recordedAt, counts.id)
  return rows.map(({ line, ...count }) => ({ ...line, ...count }))
}

/** The balances of a place that an earlier count has left open, whether or not something of them is there. */
export async function doubtfulAt(
  { tx, warehouse }: Scene,
  location: string,
  states: readonly CountLineState[] = IN_DOUBT,
): Promise<StockKey[]> {
  const { counts, countLines } = tx.t
  return tx.db
    .selectDistinct({
      sku: countLines.sku,
      lot: countLines.lot,
      location: countLines.location,
      status: countLines.status,
    })
    .from(countLines)
    .innerJoin(counts, eq(counts.id, countLines.countId))
    .where(
      and(
        eq(countLines.warehouse, warehouse),
        eq(countLines.location, location),
        eq(counts.reversed, false),
        inArray(countLines.state, [...states]),
      ),
    )
}

/** Whether one of the item's balances there is still to be counted by another person. */
export async function awaitsRecount({ tx, warehouse }: Scene, sku: string, location: string): Promise<boolean> {
  const { counts, countLines } = tx.t
  const rows = await tx.db
    .select({ lot: countLines.lot })
    .from(countLines)
    .innerJoin(counts, eq(counts.id, countLines.countId))
    .where(
      and(
        eq(countLines.warehouse, warehouse),
        eq(countLines.location, location),
        eq(countLines.sku, sku),
        eq(countLines.state, 'recount'),
        eq(counts.reversed, false),
      ),
    )
    .limit(1)
  return rows.length > 0
}

export async function readCountLine({ tx }: Scene, countId: string, key: StockKey): Promise<CountLineRow | undefined> {
  const { countLines } = tx.t
  const [row] = await tx.db
    .select()
    .from(countLines)
    .where(isLine(tx.t, { countId, ...key }))
  return row
}

export async function changeCountLine(
  { tx }: Pick<Scene, 'tx'>,
  line: CountLineRow,
  change: Partial<CountLineRow>,
): Promise<CountLineRow> {
  await tx.db.update(tx.t.countLines).set(change).where(isLine(tx.t, line))
  return { ...line, ...change }
}

export async function addCountLine(scene: Scene, line: CountLineRow): Promise<CountLineRow> {
  await scene.tx.db.insert(scene.tx.t.countLines).values(line)
  return line
}

/** Items that it looked at. */
export async function countedIn({ tx }: Scene, countId: string): Promise<string[]> {
  const { countLines } = tx.t
  const rows = await tx.db
    .selectDistinct({ sku: countLines.sku })
    .from(countLines)
    .where(eq(countLines.countId, countId))
  return rows.map(({ sku }) => sku).sort()
}

/** A later count takes the place of these, and of what is suspect for them. */
export async function supersede(scene: Scene, doubts: readonly CountLineRow[]): Promise<void> {
  for (const doubt of doubts) await changeCountLine(scene, doubt, { state: 'superseded', suspected: 0 })
  if (doubts.length === 0) return
  scene.effects.push({
    kind: 'count-lines',
    before: doubts.map(({ countId, sku, lot, status, state, suspected }) => ({
      countId,
      sku,
      lot,
      status,
      state,
      suspected,
    })),
  })
}

const isLine = (
  { countLines }: Schema,
  { countId, sku, lot, status }: Pick<CountLineRow, 'countId' | 'sku' | 'lot' | 'status'>,
) =>
  and(eq(countLines.countId, countId), eq(countLines.sku, sku), eq(countLines.lot, lot), eq(countLines.status, status))

/** C where nothing is known of its movements. */
export async function classOf({ tx, warehouse }: Pick<Scene, 'tx' | 'warehouse'>, sku: string): Promise<ItemClass> {
  const { itemClasses } = tx.t
  const [row] = await tx.db
    .select({ class: itemClasses.class })
    .from(itemClasses)
    .where(and(eq(itemClasses.warehouse, warehouse), eq(itemClasses.sku, sku)))
  return row?.class ?? 'C'
}
