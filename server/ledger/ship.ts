import { CUSTOMER } from '../../shared/rules/places.ts'
import type { Payload } from '../../shared/transactions/index.ts'
import { ledgerLot, meetLot } from '../lots/record.ts'
import { raiseUnfit } from '../lots/unfit.ts'
import { changeLine, linesOfOrder, type OrderLine, readLine } from '../orders/lines.ts'
import { namedOrder, type OrderRow as Order } from '../orders/named-order.ts'
import { recordShipment } from '../orders/shipments.ts'
import { type AllocationRow, allocationsOfOrder, changeAllocation } from '../picking/allocations.ts'
import { changeTask, openPutBack } from '../picking/tasks.ts'
import { defineHandler } from './handler.ts'
import { firstStaging } from './pick.ts'
import { lockItem, move, raise, type Scene } from './scene.ts'
import { sendUnits, unitsWithin } from './units.ts'

interface Leaving {
  sku: string
  lot: string
  quantity: number
  /** Undefined: wherever the order's units stand, else the staging lane. */
  from: string | undefined
}

export const ship = defineHandler('ship', {
  permission: 'floor:ship',
  async resolve(scene, payload): Promise<Leaving[] | undefined> {
    if (!payload.lines) return undefined
    const leaving: Leaving[] = []
    for (const [index, line] of payload.lines.entries()) {
      const item = await scene.ground.namedItem(line)
      if (line.from !== undefined) await scene.ground.namedLocation(line.from, `lines[${index}].from`)
      leaving.push({ sku: item.sku, lot: ledgerLot(item, line.lot), quantity: line.quantity, from: line.from })
    }
    return leaving
  },
  async post(scene, payload, stated) {
    const order = await namedOrder(scene, payload)
    if (!order) await raiseUnknownOrder(scene, payload, stated !== undefined)
    const units = payload.units && (await unitsWithin(scene, payload.units))
    const leaving = stated ?? (order ? await allPicked(scene, order, units) : [])
    await scene.tx.lock(...leaving.map((line) => `item ${scene.warehouse} ${line.sku}`))
    for (const line of leaving) await shipLine(scene, order, line)
    const gone = await sendUnits(scene, units ?? leaving.flatMap((line) => line.from ?? []))
    if (leaving.length > 0) await recordShipment(scene, payload, order?.id ?? payload.orderId, gone)
    if (order && leaving.length === 0) await raiseNothingPicked(scene, order)
    else if (order && order.cancelledAt !== null) await raiseCancelled(scene, order)
  },
})

async function allPicked(scene: Scene, order: Order, units: readonly string[] | undefined): Promise<Leaving[]> {
  const picked = (await allocationsOfOrder(scene, order.id)).filter((allocation) => allocation.picked)
  return picked
    .filter((allocation) => units === undefined || units.includes(allocation.location))
    .map(({ sku, lot, quantity, location }) => ({ sku, lot, quantity, from: location }))
}

async function shipLine(scene: Scene, order: Order | undefined, leaving: Leaving): Promise<void> {
  await lockItem(scene, leaving.sku)
  const item = await scene.ground.item(leaving.sku)
  if (item) await meetLot(scene, item, leaving.lot)
  await raiseUnfit(scene, {
    sku: leaving.sku,
    lot: leaving.lot,
    location: leaving.from,
    orderId: order?.id,
    what: 'has left with a shipment',
  })
  let left = leaving.quantity
  for (const allocation of order ? await pickedFirst(scene, order, leaving) : []) {
    const quantity = Math.min(left, allocation.quantity)
    if (quantity === 0) continue
    await leave(scene, order, { ...leaving, quantity }, allocation.location)
    await changeAllocation(scene, allocation, -quantity)
    const line = await readLine(scene, allocation.lineId)
    if (line) await changeLine(scene, line, { picked: -quantity, shipped: quantity })
    const putBack = await openPutBack(scene, allocation)
    if (putBack) await changeTask(scene, putBack, { quantity: -Math.min(quantity, putBack.quantity - putBack.done) })
    left -= quantity
  }
  if (left > 0) await shipUnpicked(scene, order, { ...leaving, quantity: left })
}

/** What of this item and lot the order has standing ready; at the stated place first. */
async function pickedFirst(scene: Scene, order: Order, leaving: Leaving): Promise<AllocationRow[]> {
  const all = await allocationsOfOrder(scene, order.id)
  return all
    .filter(
      (a) =>
        a.picked &&
        a.sku === leaving.sku &&
        a.lot === leaving.lot &&
        (leaving.from === undefined || a.location === leaving.from),
    )
    .sort((a, b) => a.lineId.localeCompare(b.lineId))
}

const leave = (
  scene: Scene,
  order: Order | undefined,
  { sku, lot, quantity }: Leaving,
  location: string,
): Promise<void> =>
  move(scene, {
    sku,
    lot,
    quantity,
    from: { location, status: 'available' },
    to: { location: CUSTOMER, status: 'available' },
    order: order && { id: order.id, channel: order.channel },
  })

/** It left all the same: the ledger follows, and what the order was still due of it counts as shipped. */
async function shipUnpicked(scene: Scene, order: Order | undefined, leaving: Leaving): Promise<void> {
  const from = leaving.from ?? (await firstStaging(scene))
  await leave(scene, order, leaving, from)
  if (!order) return
  let left = leaving.quantity
  for (const line of (await linesOfOrder(scene, order.id)).filter((line) => line.sku === leaving.sku)) {
    left -= await takeCommitted(scene, line, left)
  }
  if (left === 0) return
  await raise(scene, {
    type: 'over-shipment',
    subject: `${order.id}/${leaving.sku}/${leaving.lot}`,
    detail: `${left} of ${leaving.sku} left with order ${order.externalId} beyond what was picked for it.`,
    sku: leaving.sku,
    lot: leaving.lot,
    location: from,
    orderId: order.id,
  })
}

async function takeCommitted(scene: Scene, line: OrderLine, most: number): Promise<number> {
  const quantity = Math.min(most, line.committed)
  if (quantity > 0) await changeLine(scene, line, { committed: -quantity, shipped: quantity })
  return quantity
}

const raiseUnknownOrder = (scene: Scene, payload: Payload<'ship'>, stated: boolean): Promise<void> =>
  raise(scene, {
    type: 'unknown-reference',
    subject: scene.posted.transactionId,
    detail: `A shipment names the order ${payload.orderExternalId ?? payload.orderId}, which is not known here. ${stated ? 'Its lines were posted.' : 'It names no lines, so no stock was posted.'}`,
    orderId: payload.orderId,
  })

const raiseCancelled = (scene: Scene, order: Order): Promise<void> =>
  raise(scene, {
    type: 'over-shipment',
    subject: `${order.id}/cancelled`,
    detail: `Order ${order.externalId} left although it had been cancelled. Call it back, or bill it.`,
    orderId: order.id,
  })

const raiseNothingPicked = (scene: Scene, order: Order): Promise<void> =>
  raise(scene, {
    type: 'over-shipment',
    subject: `${order.id}/nothing-picked`,
    detail: `Order ${order.externalId} was reported shipped, but nothing of it was picked. No stock was posted.`,
    orderId: order.id,
  })
