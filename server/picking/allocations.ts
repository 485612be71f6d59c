/** Lot and location chosen for an order line. The stock's own allocated figure follows each change. */
import { and, eq, sql } from 'drizzle-orm'
import { listedFor, listing } from '../db/listed.ts'
import type { Schema } from '../db/schema.ts'
import { prepared, type Statements } from '../db/work.ts'
import { emit, emitGone } from '../feed/emit.ts'
import { changeAllocated, type Scene } from '../ledger/scene.ts'

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
      .select(listedFor(db, t.allocations))
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

export interface AllocationChange {
  key: AllocationKey
  quantity: number
}

export const changeAllocation = (scene: Scene, key: AllocationKey, quantity: number): Promise<void> =>
  changeAllocations(scene, [{ key, quantity }])

/** Each allocation is named once. */
export async function changeAllocations(scene: Scene, changes: readonly AllocationChange[]): Promise<void> {
  const real = changes.filter(({ quantity }) => quantity !== 0)
  if (real.length === 0) return
  const { warehouse } = scene
  const rows = await scene.tx.statements(statements).change.execute(
    listing(
      scene.tx.t.allocations,
      real.map(({ key, quantity }) => ({ ...pickKey(key), warehouse, quantity })),
    ),
  )
  for (const { key, quantity } of real) scene.effects.push({ kind: 'allocation', key: pickKey(key), delta: quantity })
  for (const row of rows) await tellAllocation(scene, row)
  await changeAllocated(
    scene,
    real.map(({ key: { sku, lot, location }, quantity }) => ({ sku, lot, location, allocated: quantity })),
  )
}

async function tellAllocation(scene: Scene, row: AllocationRow): Promise<void> {
  if (row.quantity < 0) throw new Error(`An allocation of line ${row.lineId} would fall below nothing.`)
  if (row.quantity > 0) return emit(scene.tx, 'allocations', scene.warehouse, row)
  await removeEmpty(scene, row)
  emitGone(scene.tx, 'allocations', scene.warehouse, row)
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
