/**
 * A lot may not leave any more: it is on hold, or has expired. What was directed to it is directed to other lots; what is
 * picked of it is nobody's now, and is to be put back.
 */
import { and, eq } from 'drizzle-orm'
import { raise, type Scene } from '../ledger/scene.ts'
import { allocationsWithOrders, findOther, type OrderedAllocation, takeBack } from './reallocate.ts'
import { addTask } from './tasks.ts'

/** `why`: "is on hold". */
export async function withdrawLot(
  scene: Scene,
  { sku, lot }: { sku: string; lot: string },
  why: string,
): Promise<void> {
  const { allocations } = scene.tx.t
  const here = and(eq(allocations.warehouse, scene.warehouse), eq(allocations.sku, sku), eq(allocations.lot, lot))
  const taken = (await allocationsWithOrders(scene, here)).filter(({ cancelledAt }) => cancelledAt === null)
  for (const { allocation, line } of taken) await takeBack(scene, allocation, line, allocation.quantity)
  for (const one of taken) if (one.allocation.picked) await askBack(scene, one, why)
  // The most important first: what is free may not be enough for all.
  for (const { allocation, line } of [...taken].reverse()) await findOther(scene, line, allocation, allocation.quantity)
}

async function askBack(scene: Scene, { allocation, orderName }: OrderedAllocation, why: string): Promise<void> {
  const { sku, lot, location, quantity, orderId } = allocation
  await raise(scene, {
    type: why === 'is on hold' ? 'held-lot-moved' : 'expired-lot-picked',
    subject: `${sku}/${lot}/${orderId}`,
    detail: `Lot ${lot} of ${sku} ${why}; ${quantity} of it stand at ${location} for order ${orderName}. Stop the shipment and put them back.`,
    sku,
    lot,
    location,
    orderId,
  })
  await addTask(scene, {
    kind: 'put-back',
    pickListId: null,
    orderId,
    lineId: null,
    sku,
    lot,
    location,
    quantity,
    sequence: 0,
  })
}
