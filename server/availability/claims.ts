/** What each channel has of an item: protected, committed, allocated, backordered, planned. Kept, never summed up anew. */
import { and, eq, sql } from 'drizzle-orm'
import type { Schema } from '../db/schema.ts'
import { prepared, type Statements, type Tx } from '../db/work.ts'
import { emit } from '../feed/emit.ts'

export type ClaimRow = Schema['claims']['$inferSelect']

const PARTS = ['protected', 'drawn', 'committed', 'allocated', 'backordered', 'planned'] as const
export type ClaimPart = (typeof PARTS)[number]
export type ClaimDelta = Partial<Record<ClaimPart, number>>

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
        protected: p('protected'),
        drawn: p('drawn'),
        committed: p('committed'),
        allocated: p('allocated'),
        backordered: p('backordered'),
        planned: p('planned'),
      })
      .onConflictDoUpdate({
        target: [t.claims.warehouse, t.claims.sku, t.claims.channel],
        set: {
          protected: sql`${t.claims.protected} + excluded.protected`,
          drawn: sql`${t.claims.drawn} + excluded.drawn`,
          committed: sql`${t.claims.committed} + excluded.committed`,
          allocated: sql`${t.claims.allocated} + excluded.allocated`,
          backordered: sql`${t.claims.backordered} + excluded.backordered`,
          planned: sql`${t.claims.planned} + excluded.planned`,
        },
      })
      .returning(),
  ),
  terms: prepared(
    'claims_terms',
    db
      .update(t.claims)
      .set({ target: sql`${p('target')}`, until: sql`${p('until')}` })
      .where(
        and(eq(t.claims.warehouse, p('warehouse')), eq(t.claims.sku, p('sku')), eq(t.claims.channel, p('channel'))),
      )
      .returning(),
  ),
})) satisfies Statements<unknown>

/** Throws where a figure would fall below nothing: that is a mistake of ours, and the unit must not be committed. */
export async function changeClaim(
  tx: Tx,
  warehouse: string,
  sku: string,
  channel: string,
  delta: ClaimDelta,
): Promise<void> {
  if (PARTS.every((part) => (delta[part] ?? 0) === 0)) return
  const { protected: set = 0, drawn = 0, committed = 0, allocated = 0, backordered = 0, planned = 0 } = delta
  const [row] = await tx.statements(statements).change.execute({
    warehouse,
    sku,
    channel,
    protected: set,
    drawn,
    committed,
    allocated,
    backordered,
    planned,
  })
  if (!row || PARTS.some((part) => row[part] < 0))
    throw new Error(`The claim of ${channel} on ${sku} would fall below nothing: ${JSON.stringify(row)}.`)
  emit(tx, 'claims', warehouse, row)
}

/** Whether the protection is refilled and until when it counts. The claim must exist. */
export async function changeTerms(
  tx: Tx,
  warehouse: string,
  sku: string,
  channel: string,
  terms: { target: number | null; until: string | null },
): Promise<void> {
  await changeClaim(tx, warehouse, sku, channel, {})
  const [row] = await tx.statements(statements).terms.execute({ warehouse, sku, channel, ...terms })
  if (row) emit(tx, 'claims', warehouse, row)
}
