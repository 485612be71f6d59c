/** What of a lot was taken for an order: still standing with it, asked back, or gone with a shipment. */
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { CUSTOMER } from '../../../shared/rules/places.ts'
import type { Reader } from '../../db/work.ts'
import type { Scene } from '../../ledger/scene.ts'
import { type AllocationRow, allocationsOfOrder } from '../../picking/allocations.ts'
import { openPutBack } from '../../picking/tasks.ts'
import { Problem } from '../../problem.ts'
import type { ExceptionRow } from './remedy.ts'

/** Picked for its order, and not asked back: it would leave with the next shipment. */
export async function pickedFor(
  scene: Pick<Scene, 'tx'>,
  { orderId, sku, lot }: ExceptionRow,
): Promise<AllocationRow[]> {
  if (orderId === null) return []
  const picked = []
  for (const allocation of await allocationsOfOrder(scene, orderId)) {
    if (!allocation.picked || allocation.sku !== sku || allocation.lot !== (lot ?? '')) continue
    if (!(await openPutBack(scene, allocation))) picked.push(allocation)
  }
  return picked
}

/** Units of open tasks that ask for it back. */
export async function askedBack({ db, t: { tasks } }: Reader, { orderId, sku, lot }: ExceptionRow): Promise<number> {
  const [row] = await db
    .select({ units: sql<number>`coalesce(sum(${tasks.quantity}), 0)`.mapWith(Number) })
    .from(tasks)
    .where(
      and(
        orderId === null ? isNull(tasks.orderId) : eq(tasks.orderId, orderId),
        eq(tasks.kind, 'put-back'),
        ne(tasks.state, 'cancelled'),
        eq(tasks.sku, sku ?? ''),
        eq(tasks.lot, lot ?? ''),
      ),
    )
  return row?.units ?? 0
}

/** Units that have left with the order, what was undone or came back of them taken off. */
export async function shippedOf({ db, t: { movements } }: Reader, row: ExceptionRow): Promise<number> {
  if (row.orderId === null) return 0
  const [sum] = await db
    .select({
      units:
        sql<number>`coalesce(sum(case when ${movements.toLocation} = ${CUSTOMER} then ${movements.quantity} when ${movements.fromLocation} = ${CUSTOMER} then -${movements.quantity} else 0 end), 0)`.mapWith(
          Number,
        ),
    })
    .from(movements)
    .where(and(eq(movements.orderId, row.orderId), eq(movements.sku, row.sku ?? ''), eq(movements.lot, row.lot ?? '')))
  return sum?.units ?? 0
}

export const alreadyShipped = (units: number, { sku, lot }: ExceptionRow): Problem =>
  new Problem(
    409,
    'already-shipped',
    `${units} of ${sku}${lot ? ` lot ${lot}` : ''} have left the building. Start a recall to learn who has them.`,
    { units },
  )
