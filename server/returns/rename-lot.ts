/** A lot number was read wrong: goods that came back under it, and are not through yet, are of the right lot. */
import { and, eq, or, sql } from 'drizzle-orm'
import type { Scene } from '../ledger/scene.ts'
import { tellGoods } from './cases.ts'
import { tellWaiting } from './inspections.ts'

/** What is through keeps the number under which it moved: an undo of that moves it again. */
export async function renameReturned(
  { tx, warehouse }: Scene,
  { sku, wrong, right }: { sku: string; wrong: string; right: string },
): Promise<void> {
  const { returnedGoods: g, inspections: i, inspectionParts: p } = tx.t
  const isWaitedFor = sql`exists (select 1 from ${p} join ${i} on ${i.id} = ${p.inspectionId}
    where ${p.returnedId} = ${g.id} and ${i.state} = 'waiting')`
  const rows = await tx.db
    .update(g)
    .set({ lot: right })
    .where(
      and(
        eq(g.warehouse, warehouse),
        eq(g.sku, sku),
        eq(g.lot, wrong),
        or(sql`${g.inspected} < ${g.quantity}`, isWaitedFor),
      ),
    )
    .returning()
  for (const row of rows) tellGoods({ tx, warehouse }, row)
  const waiting = await tx.db
    .update(i)
    .set({ lot: right })
    .where(and(eq(i.warehouse, warehouse), eq(i.sku, sku), eq(i.lot, wrong), eq(i.state, 'waiting')))
    .returning()
  for (const row of waiting) tellWaiting({ tx, warehouse }, row)
}
