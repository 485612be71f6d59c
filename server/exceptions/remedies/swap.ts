/** The younger lot goes back and the older one leaves in its place, as many units as the older ones can stand in for. */
import { rotationKey } from '../../../shared/rules/rotation.ts'
import { lockItem, type Scene } from '../../ledger/scene.ts'
import { settle } from '../../ledger/settle.ts'
import { readLine } from '../../orders/lines.ts'
import type { AllocationRow } from '../../picking/allocations.ts'
import { chooseStock } from '../../picking/choose.ts'
import { orderOf } from '../../picking/release.ts'
import { readTask } from '../../picking/tasks.ts'
import { Problem } from '../../problem.ts'
import { findAnother, takeOut } from './put-back.ts'
import { type ExceptionRow, openRemedy, type Remedy, requireSku } from './remedy.ts'
import { alreadyShipped, pickedFor, shippedOf } from './standing.ts'

export const swap: Remedy = async (settling) => {
  const { tx, row } = settling
  const scene = openRemedy(settling)
  await lockItem(scene, requireSku(row))
  const picked = await ofLine(scene, row, await pickedFor(scene, row))
  if (picked.length === 0) {
    const shipped = await shippedOf(tx, row)
    if (shipped > 0) throw alreadyShipped(shipped, row)
    return { settled: true, did: 'Nothing of the younger lot stands ready for the order any more.' }
  }
  const order = await orderOf(tx, row.orderId ?? '')
  if (order.cancelledAt !== null)
    throw new Problem(409, 'order-closed', `Order ${order.externalId} was cancelled: all of it goes back.`)
  let swapped = 0
  for (const allocation of picked) swapped += await swapOne(scene, allocation)
  if (swapped === 0)
    throw new Problem(409, 'nothing-older', `No older lot of ${row.sku} is free any more. Accept what was picked.`)
  await settle(scene)
  return {
    settled: true,
    did: `${swapped} of lot ${row.lot} are to be put back, and older units are on the pick list.`,
  }
}

/** Of the line that was picked for: another line of the order may have the younger lot by right. */
async function ofLine(scene: Scene, { subject }: ExceptionRow, picked: AllocationRow[]): Promise<AllocationRow[]> {
  const task = await readTask(scene, subject.split('/').at(-1) ?? '')
  return task?.lineId == null ? picked : picked.filter(({ lineId }) => lineId === task.lineId)
}

async function swapOne(scene: Scene, allocation: AllocationRow): Promise<number> {
  const line = await readLine(scene, allocation.lineId)
  const [item, lot] = [await scene.ground.item(allocation.sku), await scene.ground.lot(allocation.sku, allocation.lot)]
  if (!line || !item || !lot) return 0
  const younger = rotationKey(item.rotation, lot)
  const older = (await chooseStock(scene, line, allocation.quantity)).filter(({ rotation }) => rotation < younger)
  const units = older.reduce((sum, { quantity }) => sum + quantity, 0)
  if (units === 0) return 0
  await takeOut(scene, allocation, units)
  await findAnother(scene, allocation, units)
  return units
}
