/** What each channel has of an item: protected, committed, allocated, backordered, planned. Kept, never summed up anew. */
import { and, eq, gt, sql } from 'drizzle-orm'
import { listedFor, listing } from '../db/listed.ts'
import type { Schema } from '../db/schema.ts'
import { prepared, type Statements, type Tx } from '../db/work.ts'
import { emit } from '../feed/emit.ts'
import type { ItemClaim } from './pool.ts'

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
      .select(listedFor(db, t.claims))
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
      .insert(t.claims)
      .values({
        warehouse: p('warehouse'),
        sku: p('sku'),
        channel: p('channel'),
        protected: 0,
        drawn: 0,
        committed: 0,
        allocated: 0,
        backordered: 0,
        planned: 0,
        target: p('target'),
        until: p('until'),
      })
      .onConflictDoUpdate({
        target: [t.claims.warehouse, t.claims.sku, t.claims.channel],
        set: { target: sql`excluded.target`, until: sql`excluded.until` },
      })
      .returning(),
  ),
})) satisfies Statements<unknown>

export interface ClaimChange {
  sku: string
  channel: string
  delta: ClaimDelta
}

export const changeClaim = (
  tx: Tx,
  warehouse: string,
  sku: string,
  channel: string,
  delta: ClaimDelta,
): Promise<void> => changeClaims(tx, warehouse, [{ sku, channel, delta }])

/** Throws where a figure would fall below nothing: that is a mistake of ours, and the unit must not be committed. */
export async function changeClaims(tx: Tx, warehouse: string, changes: readonly ClaimChange[]): Promise<void> {
  const sums = sumsOf(changes).filter((sum) => PARTS.some((part) => sum[part] !== 0))
  if (sums.length === 0) return
  const rows = await tx.statements(statements).change.execute(
    listing(
      tx.t.claims,
      sums.map((sum) => ({ warehouse, ...sum })),
    ),
  )
  for (const row of rows) {
    if (PARTS.some((part) => row[part] < 0))
      throw new Error(`The claim of ${row.channel} on ${row.sku} would fall below nothing: ${JSON.stringify(row)}.`)
    emit(tx, 'claims', warehouse, row)
  }
}

/** A statement changes a row once only. */
function sumsOf(changes: readonly ClaimChange[]): Pick<ClaimRow, 'sku' | 'channel' | ClaimPart>[] {
  const sums = new Map<string, Pick<ClaimRow, 'sku' | 'channel' | ClaimPart>>()
  for (const { sku, channel, delta } of changes) {
    const key = `${sku}\n${channel}`
    const sum = sums.get(key) ?? { sku, channel, ...NOTHING }
    for (const part of PARTS) sum[part] += delta[part] ?? 0
    sums.set(key, sum)
  }
  return [...sums.values()]
}

const NOTHING: Record<ClaimPart, number> = {
  protected: 0,
  drawn: 0,
  committed: 0,
  allocated: 0,
  backordered: 0,
  planned: 0,
}

/** Whether the protection is refilled and until when it counts. */
export async function changeTerms(
  tx: Tx,
  warehouse: string,
  sku: string,
  channel: string,
  terms: { target: number | null; until: string | null },
): Promise<void> {
  const [row] = await tx.statements(statements).terms.execute({ warehouse, sku, channel, ...terms })
  if (row) emit(tx, 'claims', warehouse, row)
}

/**
 * What stood in a protection that has ended is shared: a new one does not bring it back, and what orders had drawn from it
 * goes to the shared pool too where they give it up.
 */
export async function giveUpEnded(
  tx: Tx,
  warehouse: string,
  sku: string,
  { channel, ended, drawn, isProtection }: ItemClaim,
): Promise<void> {
  if (isProtection) return
  await changeClaim(tx, warehouse, sku, channel, { protected: -ended, drawn: -drawn })
  await changeTerms(tx, warehouse, sku, channel, { target: null, until: null })
  if (drawn === 0) return
  const { orderLines } = tx.t
  await tx.db
    .update(orderLines)
    .set({ drawn: 0 })
    .where(
      and(
        eq(orderLines.warehouse, warehouse),
        eq(orderLines.sku, sku),
        eq(orderLines.channel, channel),
        gt(orderLines.drawn, 0),
      ),
    )
}
