/** Which returned goods an inspection speaks of, and how many of each. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import { sendReturnedBack } from './book.ts'
import { type InWarehouse, type ReturnedRow, tellGoods } from './cases.ts'

export interface Part {
  row: ReturnedRow
  units: number
}

export async function speakOf(scene: InWarehouse, inspectionId: string, parts: readonly Part[]): Promise<void> {
  const { db, t } = scene.tx
  for (const { row, units } of parts) {
    await db
      .insert(t.inspectionParts)
      .values({ inspectionId, returnedId: row.id, quantity: units })
      .onConflictDoUpdate({
        target: [t.inspectionParts.inspectionId, t.inspectionParts.returnedId],
        set: { quantity: sql`${t.inspectionParts.quantity} + ${units}` },
      })
    await changeInspected(scene, row.id, units)
  }
}

export async function partsOf({ db, t }: Reader, inspectionId: string): Promise<Part[]> {
  const { inspectionParts, returnedGoods } = t
  return db
    .select({ row: returnedGoods, units: inspectionParts.quantity })
    .from(inspectionParts)
    .innerJoin(returnedGoods, eq(returnedGoods.id, inspectionParts.returnedId))
    .where(eq(inspectionParts.inspectionId, inspectionId))
    .orderBy(asc(inspectionParts.returnedId))
}

/** What is not inspected yet of this item and lot: what the inspector named first, then what was received right there, then the oldest. */
export async function goodsSpokenOf(
  { tx, warehouse }: InWarehouse,
  named: {
    sku: string
    lot: string
    location: string
    returnId?: string | null | undefined
    returned?: string | undefined
  },
): Promise<ReturnedRow[]> {
  const { returnedGoods } = tx.t
  const rows = await tx.db
    .select()
    .from(returnedGoods)
    .where(
      and(
        eq(returnedGoods.warehouse, warehouse),
        eq(returnedGoods.sku, named.sku),
        eq(returnedGoods.lot, named.lot),
        sql`${returnedGoods.inspected} < ${returnedGoods.quantity}`,
      ),
    )
    .orderBy(asc(returnedGoods.receivedAt), asc(returnedGoods.id))
  const rank = (row: ReturnedRow): number => {
    if (row.id === named.returned) return 0
    if (row.returnId === named.returnId) return 1
    return row.location === named.location ? 2 : 3
  }
  return rows.sort((a, b) => rank(a) - rank(b))
}

export function shareOut(quantity: number, goods: readonly ReturnedRow[]): Part[] {
  let left = quantity
  const parts = goods.map((row) => {
    const units = Math.min(left, row.quantity - row.inspected)
    left -= units
    return { row, units }
  })
  return parts.filter(({ units }) => units > 0)
}

export async function changeInspected(scene: InWarehouse, returnedId: string, units: number): Promise<void> {
  const { returnedGoods, inbox } = scene.tx.t
  const [row] = await scene.tx.db
    .update(returnedGoods)
    .set({ inspected: sql`${returnedGoods.inspected} + ${units}` })
    .where(eq(returnedGoods.id, returnedId))
    .returning()
  if (!row) return
  tellGoods(scene, row)
  if (units > 0) return
  const [came] = await scene.tx.db.select({ state: inbox.state }).from(inbox).where(eq(inbox.id, returnedId))
  // What did not come back after all is not to be inspected again.
  if (came?.state === 'reversed') await sendReturnedBack(scene, row, -units)
}
