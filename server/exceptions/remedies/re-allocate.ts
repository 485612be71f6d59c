/** Tries again: what has come free since goes to the line, and what is still missing is said anew. */
import { readPool } from '../../availability/pool.ts'
import { lockItem, type Scene } from '../../ledger/scene.ts'
import { settle } from '../../ledger/settle.ts'
import { linesOfOrder, readLine } from '../../orders/lines.ts'
import { lockOrders, orderOf, releaseOrder } from '../../picking/release.ts'
import { openException } from '../open.ts'
import { openRemedy, type Remedy, requireSku, userOf } from './remedy.ts'

export const reAllocateLine: Remedy = async (settling) => {
  const { tx, row, caller } = settling
  const scene = openRemedy(settling)
  await lockItem(scene, requireSku(row))
  const line = await readLine(scene, row.subject)
  if (!line || line.committed === 0) return { settled: true, did: 'Nothing of this line is short any more.' }
  await releaseOrder(tx, line.orderId, { userId: userOf(caller), deviceId: null })
  const left = (await readLine(scene, line.id))?.committed ?? 0
  if (left === 0) return { settled: true, did: `All of ${row.sku} is on a pick list again.` }
  const { externalId } = await orderOf(tx, line.orderId)
  const detail = `${left} of ${row.sku} for order ${externalId} still find no free stock.`
  await openException(tx, row.warehouse, {
    type: 'short-pick',
    subject: row.subject,
    detail,
    transactionId: row.transactionId ?? undefined,
  })
  return { settled: false, did: detail }
}

/** The item is weighed anew; an order that the floor is at work on is given what is free. */
export const reAllocateItem: Remedy = async (settling) => {
  const { row } = settling
  const scene = openRemedy(settling)
  const sku = requireSku(row)
  await lockItem(scene, sku)
  scene.touchedItems.add(sku)
  await settle(scene)
  await giveToOrder(row.orderId, settling)
  const left = await atRiskOf(scene, sku)
  if (left === 0) return { settled: true, did: `Stock covers all that is promised of ${sku}.` }
  return { settled: false, did: `${left} of ${sku} are still promised beyond what can be sold.` }
}

async function giveToOrder(orderId: string | null, { tx, caller }: Parameters<Remedy>[0]): Promise<void> {
  if (orderId === null) return
  const order = await orderOf(tx, orderId)
  // One that was never released is not released by this.
  if (order.status !== 'released' || !(await linesOfOrder({ tx }, orderId)).some(({ committed }) => committed > 0))
    return
  await lockOrders(tx, [order])
  await releaseOrder(tx, orderId, { userId: userOf(caller), deviceId: null })
}

async function atRiskOf(scene: Scene, sku: string): Promise<number> {
  const { tx, warehouse } = scene
  const { atRisk, free } = await readPool(tx, { warehouse, sku, today: await scene.ground.today() })
  return Math.max(0, atRisk, -free)
}
