/** What the server notices about a pick that has happened: nothing is refused, each contradiction gets an exception. */
import { isExpired, rotationKey } from '../../shared/rules/rotation.ts'
import type { Payload } from '../../shared/transactions/index.ts'
import type { Item } from '../ledger/ground.ts'
import { lotWords, raise, type Scene } from '../ledger/scene.ts'
import type { OrderLine } from '../orders/lines.ts'
import { oldestFree } from './choose.ts'
import type { PickListRow, TaskRow } from './tasks.ts'

export interface PickFacts {
  item: Item
  lot: string
  task: TaskRow | undefined
  line: OrderLine | undefined
  list: PickListRow | undefined
}

/** Looked at before the pick is posted, so that the shelf is as the picker saw it. */
export async function raisePickFindings(scene: Scene, payload: Payload<'pick'>, facts: PickFacts): Promise<void> {
  if (!facts.task || !facts.line) await raiseUnknown(scene, payload, facts)
  if (facts.list && facts.list.deviceId !== null && facts.list.deviceId !== scene.posted.author.deviceId)
    await raiseLease(scene, facts.list, facts)
  await raiseLotState(scene, payload, facts)
  await raiseBypass(scene, payload, facts)
}

const about = (payload: { location?: string | undefined }, { item, lot, line }: PickFacts) => ({
  sku: item.sku,
  lot,
  location: payload.location,
  orderId: line?.orderId,
})

async function raiseUnknown(scene: Scene, payload: Payload<'pick'>, facts: PickFacts): Promise<void> {
  const what = facts.task ? `order line ${payload.lineId ?? facts.task.lineId}` : `pick task ${payload.taskId}`
  await raise(scene, {
    type: 'unknown-reference',
    subject: scene.posted.transactionId,
    detail: `A pick of ${payload.quantity} of ${facts.item.sku} names the ${what}, which is not known here. The stock was posted.`,
    ...about(payload, facts),
  })
}

async function raiseLease(scene: Scene, list: PickListRow, facts: PickFacts): Promise<void> {
  await raise(scene, {
    type: 'lease-conflict',
    subject: list.id,
    detail: `A pick came from device ${scene.posted.author.deviceId ?? 'unknown'} while the list is with ${list.deviceId}.`,
    sku: facts.item.sku,
    orderId: list.orderId ?? facts.line?.orderId,
  })
}

async function raiseLotState(scene: Scene, payload: Payload<'pick'>, facts: PickFacts): Promise<void> {
  const lot = await scene.ground.lot(facts.item.sku, facts.lot)
  if (!lot) return
  const subject = `${facts.item.sku}/${facts.lot}/${facts.line?.orderId ?? payload.taskId}`
  if (lot.holdReason !== null) {
    const detail = `Lot ${lot.lot} of ${lot.sku} is on hold (${lot.holdReason}) and was picked. Stop the shipment.`
    await raise(scene, { type: 'held-lot-moved', subject, detail, ...about(payload, facts) })
  }
  if (isExpired(lot.expiresOn, await scene.ground.today())) {
    const detail = `Lot ${lot.lot} of ${lot.sku} expired on ${lot.expiresOn} and was picked. Stop the shipment.`
    await raise(scene, { type: 'expired-lot-picked', subject, detail, ...about(payload, facts) })
  }
}

/** A younger lot than the directed one was taken, or than one that was free. */
async function raiseBypass(scene: Scene, payload: Payload<'pick'>, facts: PickFacts): Promise<void> {
  if (facts.task?.lot === facts.lot) return
  const picked = await scene.ground.lot(facts.item.sku, facts.lot)
  const older = await olderLot(scene, facts)
  if (!picked || older === undefined || older.lot === facts.lot) return
  if (rotationKey(facts.item.rotation, picked) <= older.rotation) return
  const allowed = payload.override ? ` ${payload.override.supervisor} allowed it: ${payload.override.reason}.` : ''
  await raise(scene, {
    type: 'rotation-bypassed',
    subject: `${facts.item.sku}/${facts.lot}/${payload.taskId}`,
    detail: `${payload.quantity} of ${facts.item.sku}${lotWords(facts.lot)} were picked although${lotWords(older.lot)} at ${older.location} goes first.${allowed}`,
    ...about(payload, facts),
  })
}

async function olderLot(
  scene: Scene,
  facts: PickFacts,
): Promise<{ lot: string; location: string; rotation: string } | undefined> {
  const { task, item } = facts
  const directed = task && (await scene.ground.lot(item.sku, task.lot))
  if (task && directed)
    return { lot: task.lot, location: task.location, rotation: rotationKey(item.rotation, directed) }
  return oldestFree(scene, item.sku)
}
