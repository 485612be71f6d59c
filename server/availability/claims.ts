/** What each channel has of an item: protected, committed, allocated, backordered. */
import { and, eq, sql } from 'drizzle-orm'
import type { Schema } from '../db/schema.ts'
import { prepared, type Statements, type Tx } from '../db/work.ts'

export type ClaimRow = Schema['claims']['$inferSelect']

export interface ClaimDelta {
  committed?: number
  allocated?: number
  backordered?: number
}

const p = sql.placeholder

const statements = ((db, t) => ({
  change: prepared(
    'claims_change',
    db
      .insert(t.claims)
      .values({
        warehouse: p('warehouse'),
        sku: p('sku'),
        channel: p('channel'),
        protected: 0,
        committed: p('committed'),
        allocated: p('allocated'),
        backordered: p('backordered'),
      })
      .onConflictDoUpdate({
        target: [t.claims.warehouse, t.claims.sku, t.claims.channel],
        set: {
          committed: sql`${t.claims.committed} + excluded.committed`,
          allocated: sql`${t.claims.allocated} + excluded.allocated`,
          backordered: sql`${t.claims.backordered} + excluded.backordered`,
        },
      }),
  ),
})) satisfies Statements<unknown>

export async function changeClaim(
  tx: Tx,
  warehouse: string,
  sku: string,
  channel: string,
  delta: ClaimDelta,
): Promise<void> {
  const { committed = 0, allocated = 0, backordered = 0 } = delta
  if (committed === 0 && allocated === 0 && backordered === 0) return
  await tx.statements(statements).change.execute({ warehouse, sku, channel, committed, allocated, backordered })
}

const reading = ((db, t) => ({
  ofItem: prepared(
    'claims_of_item',
    db
      .select()
      .from(t.claims)
      .where(and(eq(t.claims.warehouse, p('warehouse')), eq(t.claims.sku, p('sku')))),
  ),
  sellable: prepared(
    'shelf_sellable',
    db
      .select({ sellable: sql<number>`cast(coalesce(sum(${t.shelf.sellable}), 0) as bigint)`.mapWith(Number) })
      .from(t.shelf)
      .where(
        and(
          eq(t.shelf.warehouse, p('warehouse')),
          eq(t.shelf.sku, p('sku')),
          sql`${t.shelf.expiresOn} >= ${p('today')}`,
        ),
      ),
  ),
})) satisfies Statements<unknown>

type StatementsHolder = Pick<Tx, 'statements'>

export const claimsOfItem = (reader: StatementsHolder, warehouse: string, sku: string): Promise<ClaimRow[]> =>
  reader.statements(reading).ofItem.execute({ warehouse, sku })

/** Sellable units that have not expired on `today`, the warehouse's local date: time needs no event to pass. */
export async function sellableUnits(
  reader: StatementsHolder,
  warehouse: string,
  sku: string,
  today: string,
): Promise<number> {
  const [row] = await reader.statements(reading).sellable.execute({ warehouse, sku, today })
  return row?.sellable ?? 0
}
