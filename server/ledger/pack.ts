/** Picked stock goes into a carton or onto a pallet: its allocations go with it, and the unit is known from then on. */
import type { Payload } from '../../shared/transactions/index.ts'
import { ledgerLot, meetLot } from '../lots/record.ts'
import { raiseUnfit } from '../lots/unfit.ts'
import { namedOrder, type OrderRow } from '../orders/named-order.ts'
import { type AllocationRow, allocationsOfOrder, changeAllocation } from '../picking/allocations.ts'
import type { Location } from './ground.ts'
import { defineHandler } from './handler.ts'
import { firstStaging } from './pick.ts'
import { Refusal } from './refusal.ts'
import { move, raise, type Scene } from './scene.ts'
import { addUnit, setLabel, unitLabelled } from './units.ts'

interface Packed {
  sku: string
  lot: string
  quantity: number
  from: string | undefined
}

interface Packing {
  lines: Packed[]
  /** Undefined: this carton is met for the first time. */
  unit: Location | undefined
  /** Where a carton that is new stands. */
  staging: string
}

export const pack = defineHandler('pack', {
  permission: 'floor:ship',
  async resolve(scene, payload): Promise<Packing> {
    const lines: Packed[] = []
    for (const [index, line] of payload.lines.entries()) {
      const item = await scene.ground.namedItem(line)
      if (line.from !== undefined) await scene.ground.namedLocation(line.from, `lines[${index}].from`)
      lines.push({ sku: item.sku, lot: ledgerLot(item, line.lot), quantity: line.quantity, from: line.from })
    }
    const unit = await knownUnit(scene, payload)
    if (unit && unit.kind !== 'unit')
      throw new Refusal(
        'not-a-unit',
        `${unit.code} is a ${unit.kind} location: nothing is packed into it.`,
        'payload.unit',
      )
    return { lines, unit, staging: await firstStaging(scene) }
  },
  async post(scene, payload, { lines, unit, staging }) {
    const order = await namedOrder(scene, payload)
    if (!order) await raiseUnknownOrder(scene, payload)
    await scene.tx.lock(...lines.map((line) => `item ${scene.warehouse} ${line.sku}`))
    const met = unit ?? (await addUnit(scene, payload.unit ?? payload.sscc ?? '', staging))
    const into = await labelled(scene, payload, met)
    for (const line of lines) await packLine(scene, order, line, into.code, staging)
  },
})

/** The unit by its own name, else by the SSCC on its label. */
async function knownUnit(scene: Scene, { unit, sscc }: Payload<'pack'>): Promise<Location | undefined> {
  if (unit !== undefined) return scene.ground.location(unit)
  return (await scene.ground.location(sscc ?? '')) ?? (await unitLabelled(scene, sscc ?? ''))
}

/** Puts the SSCC on the unit; a label that is on another one already, or a second label, is for a person to settle. */
async function labelled(scene: Scene, { sscc }: Payload<'pack'>, unit: Location): Promise<Location> {
  if (sscc === undefined || unit.sscc === sscc) return unit
  const other = await unitLabelled(scene, sscc)
  if (other || unit.sscc !== null) {
    await raise(scene, {
      type: 'label-conflict',
      subject: `${unit.code}/${sscc}`,
      detail: other
        ? `The label ${sscc} was put on ${unit.code}, but it is on ${other.code} already. Print ${unit.code} another one.`
        : `${unit.code} was labelled ${sscc}, but it has the label ${unit.sscc} already. Take one of them off.`,
      location: unit.code,
    })
    return unit
  }
  return setLabel(scene, unit, sscc)
}

async function packLine(
  scene: Scene,
  order: OrderRow | undefined,
  line: Packed,
  into: string,
  staging: string,
): Promise<void> {
  const item = await scene.ground.item(line.sku)
  if (item) await meetLot(scene, item, line.lot)
  await raiseUnfit(scene, { sku: line.sku, lot: line.lot, location: into, orderId: order?.id, what: 'was packed' })
  let left = line.quantity
  for (const allocation of order ? await standingReady(scene, order, line, into) : []) {
    const quantity = Math.min(left, allocation.quantity)
    if (quantity === 0) continue
    await changeAllocation(scene, allocation, -quantity)
    await carry(scene, order, { ...line, quantity }, allocation.location, into)
    await changeAllocation(scene, { ...allocation, location: into }, quantity)
    left -= quantity
  }
  if (left === 0) return
  const from = line.from ?? staging
  if (from !== into) await carry(scene, order, { ...line, quantity: left }, from, into)
  if (order) await raiseOverPack(scene, order, line, into, left)
}

/** What of this item and lot the order has picked and not yet in this unit. */
async function standingReady(scene: Scene, order: OrderRow, line: Packed, into: string): Promise<AllocationRow[]> {
  return (await allocationsOfOrder(scene, order.id)).filter(
    (one) =>
      one.picked &&
      one.sku === line.sku &&
      one.lot === line.lot &&
      one.location !== into &&
      (line.from === undefined || one.location === line.from),
  )
}

const carry = (
  scene: Scene,
  order: OrderRow | undefined,
  { sku, lot, quantity }: Packed,
  from: string,
  to: string,
): Promise<void> =>
  move(scene, {
    sku,
    lot,
    quantity,
    from: { location: from, status: 'available' },
    to: { location: to, status: 'available' },
    order: order && { id: order.id, channel: order.channel },
  })

const raiseUnknownOrder = (scene: Scene, payload: Payload<'pack'>): Promise<void> =>
  raise(scene, {
    type: 'unknown-reference',
    subject: scene.posted.transactionId,
    detail: `A carton was packed for the order ${payload.orderExternalId ?? payload.orderId}, which is not known here. Its lines were posted.`,
    orderId: payload.orderId,
  })

const raiseOverPack = (scene: Scene, order: OrderRow, line: Packed, into: string, left: number): Promise<void> =>
  raise(scene, {
    type: 'over-pick',
    subject: `${order.id}/${line.sku}/${line.lot}/${into}`,
    detail: `${left} of ${line.sku} were packed into ${into} for order ${order.externalId} beyond what was picked for it.`,
    sku: line.sku,
    lot: line.lot,
    location: into,
    orderId: order.id,
  })
