/** Goods leave the house: with a shipment to a customer, or for another warehouse. */
import type { CUSTOMER, IN_TRANSIT } from '../../shared/rules/places.ts'
import type { Named } from '../../shared/transactions/fields.ts'
import { itemLock } from '../db/work.ts'
import { ledgerLot, meetLot } from '../lots/record.ts'
import { raiseUnfit } from '../lots/unfit.ts'
import { changeLine, linesOfOrder, type OrderLine, readLine } from '../orders/lines.ts'
import type { OrderRow as Order } from '../orders/named-order.ts'
import { type AllocationRow, allocationsOfOrder, changeAllocation } from '../picking/allocations.ts'
import { changeTask, openPutBack } from '../picking/tasks.ts'
import { firstStaging } from './pick.ts'
import { lockItem, move, raise, type Scene } from './scene.ts'

export interface Leaving {
  sku: string
  lot: string
  quantity: number
  /** Undefined: wherever the order's units stand, else the staging lane. */
  from: string | undefined
}

export interface Left extends Leaving {
  from: string
}

interface Departure {
  scene: Scene
  /** Undefined: no order is known that they leave for. */
  order: Order | undefined
  to: typeof CUSTOMER | typeof IN_TRANSIT
}

/** The lines that a payload states. Throws a Refusal for an item or place that is not known. */
export async function statedLines(
  { ground }: Scene,
  lines: readonly (Named & { lot: string | null; quantity: number; from?: string | undefined })[],
  unit?: string,
): Promise<Leaving[]> {
  const leaving: Leaving[] = []
  for (const [index, line] of lines.entries()) {
    const item = await ground.namedItem(line)
    if (line.from !== undefined) await ground.namedLocation(line.from, `lines[${index}].from`)
    const { quantity, from = unit } = line
    leaving.push({ sku: item.sku, lot: ledgerLot(item, line.lot), quantity, from })
  }
  return leaving
}

/** All that is picked for the order; `units`: of that what stands in them. */
export async function allPicked(scene: Scene, order: Order, units: readonly string[] | undefined): Promise<Leaving[]> {
  const picked = (await allocationsOfOrder(scene, order.id)).filter((allocation) => allocation.picked)
  return picked
    .filter((allocation) => units === undefined || units.includes(allocation.location))
    .map(({ sku, lot, quantity, location }) => ({ sku, lot, quantity, from: location }))
}

/** Returns what left from where. */
export async function leaveHouse(departure: Departure, leaving: readonly Leaving[]): Promise<Left[]> {
  const { tx, warehouse } = departure.scene
  await tx.lock(...leaving.map((line) => itemLock(warehouse, line.sku)))
  const left: Left[] = []
  for (const line of leaving) left.push(...(await leaveLine(departure, line)))
  return left
}

async function leaveLine(departure: Departure, leaving: Leaving): Promise<Left[]> {
  const { scene, order } = departure
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
  const gone: Left[] = []
  let left = leaving.quantity
  for (const allocation of order ? await pickedFirst(scene, order, leaving) : []) {
    const quantity = Math.min(left, allocation.quantity)
    if (quantity === 0) continue
    gone.push(await leave(departure, { ...leaving, quantity, from: allocation.location }))
    await changeAllocation(scene, allocation, -quantity)
    const line = await readLine(scene, allocation.lineId)
    if (line) await changeLine(scene, line, { picked: -quantity, shipped: quantity })
    const putBack = await openPutBack(scene, allocation)
    if (putBack) await changeTask(scene, putBack, { quantity: -Math.min(quantity, putBack.quantity - putBack.done) })
    left -= quantity
  }
  if (left > 0) gone.push(await leaveUnpicked(departure, { ...leaving, quantity: left }))
  return gone
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

async function leave({ scene, order, to }: Departure, left: Left): Promise<Left> {
  const { sku, lot, quantity, from } = left
  await move(scene, {
    sku,
    lot,
    quantity,
    from: { location: from, status: 'available' },
    to: { location: to, status: 'available' },
    order: order && { id: order.id, channel: order.channel },
  })
  return left
}

/** It left all the same: the ledger follows, and what the order was still due of it counts as shipped. */
async function leaveUnpicked(departure: Departure, leaving: Leaving): Promise<Left> {
  const { scene, order } = departure
  const gone = await leave(departure, { ...leaving, from: leaving.from ?? (await firstStaging(scene)) })
  if (!order) return gone
  let left = leaving.quantity
  for (const line of (await linesOfOrder(scene, order.id)).filter((line) => line.sku === leaving.sku)) {
    left -= await takeCommitted(scene, line, left)
  }
  if (left > 0) await raiseBeyond(scene, order, gone, left)
  return gone
}

async function takeCommitted(scene: Scene, line: OrderLine, most: number): Promise<number> {
  const quantity = Math.min(most, line.committed)
  if (quantity > 0) await changeLine(scene, line, { committed: -quantity, shipped: quantity })
  return quantity
}

const raiseBeyond = (scene: Scene, order: Order, { sku, lot, from }: Left, units: number): Promise<void> =>
  raise(scene, {
    type: 'over-shipment',
    subject: `${order.id}/${sku}/${lot}`,
    detail: `${units} of ${sku} left with order ${order.externalId} beyond what was picked for it.`,
    sku,
    lot,
    location: from,
    orderId: order.id,
  })

/** Of an order that has left, or was said to have. */
export async function raiseOddDeparture(scene: Scene, order: Order, nothing: boolean): Promise<void> {
  if (nothing) return raiseNothingPicked(scene, order)
  if (order.cancelledAt !== null) await raiseCancelled(scene, order)
}

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
