/** Lot and location chosen for an order line. The stock's own allocated figure follows each change. */
import { and, eq, sql } from 'drizzle-orm'
import type { Schema } from '../db/schema.ts'
import { prepared, type Statements } from '../db/work.ts'
import { emit, emitGone } from '../feed/emit.ts'
import { change, type Scene } from '../ledger/scene.ts'

export type AllocationRow = Schema['allocations']['$inferSelect']

export interface AllocationKey {
  lineId: string
  orderId: string
  sku: string
  lot: string
  location: string
  /** False: directed to a picker. True: taken, standing in staging or a tote. */
  picked: boolean
}

const p = sql.placeholder

const statements = ((db, t) => ({
  change: prepared(
    'allocations_change',
    db
      .insert(t.allocations)
      .values({
        lineId: p('lineId'),
        orderId: p('orderId'),
        warehouse: p('warehouse'),
        sku: p('sku'),
        lot: p('lot'),
        location: p('location'),
        picked: p('picked'),
        quantity: p('quantity'),
      })
      .onConflictDoUpdate({
        target: [t.allocations.lineId, t.allocations.lot, t.allocations.location, t.allocations.picked],
        set: { quantity: sql`${t.allocations.quantity} + excluded.quantity` },
      })
      .returning(),
  ),
  ofLine: prepared(
    'allocations_of_line',
    db
      .select()
      .from(t.allocations)
      .where(eq(t.allocations.lineId, p('lineId'))),
  ),
  ofOrder: prepared(
    'allocations_of_order',
    db
      .select()
      .from(t.allocations)
      .where(eq(t.allocations.orderId, p('orderId'))),
  ),
})) satisfies Statements<unknown>

export const allocationsOfLine = (scene: Pick<Scene, 'tx'>, lineId: string): Promise<AllocationRow[]> =>
  scene.tx.statements(statements).ofLine.execute({ lineId })

export const allocationsOfOrder = (scene: Pick<Scene, 'tx'>, orderId: string): Promise<AllocationRow[]> =>
  scene.tx.statements(statements).ofOrder.execute({ orderId })

export async function changeAllocation(scene: Scene, key: AllocationKey, quantity: number): Promise<void> {
  if (quantity === 0) return
  const [row] = await scene.tx
    .statements(statements)
    .change.execute({ ...pickKey(key), warehouse: scene.warehouse, quantity })
  if (!row || row.quantity < 0) throw new Error(`An allocation of line ${key.lineId} would fall below nothing.`)
  scene.effects.push({ kind: 'allocation', key: pickKey(key), delta: quantity })
  if (row.quantity === 0) {
    await removeEmpty(scene, key)
    emitGone(scene.tx, 'allocations', scene.warehouse, row)
  } else emit(scene.tx, 'allocations', scene.warehouse, row)
  await change(
    scene,
    { sku: key.sku, lot: key.lot, location: key.location, status: 'available' },
    { allocated: quantity },
  )
}

const pickKey = ({ lineId, orderId, sku, lot, location, picked }: AllocationKey): AllocationKey => ({
  lineId,
  orderId,
  sku,
  lot,
  location,
  picked,
})

async function removeEmpty(scene: Scene, key: AllocationKey): Promise<void> {
  const { allocations } = scene.tx.t
  await scene.tx.db
    .delete(allocations)
    .where(
      and(
        eq(allocations.lineId, key.lineId),
        eq(allocations.lot, key.lot),
        eq(allocations.location, key.location),
        eq(allocations.picked, key.picked),
      ),
    )
}
