import { IN_TRANSIT } from '../../shared/rules/places.ts'
import { namedOrder, type OrderRow as Order } from '../orders/named-order.ts'
import { recordShipment } from '../orders/shipments.ts'
import { lockTransfer, meetTransfer } from '../transfers/book.ts'
import { noteSent } from '../transfers/post.ts'
import { defineHandler } from './handler.ts'
import { type Leaving, type Left, leaveHouse, raiseOddDeparture, statedLines } from './leave.ts'
import { Refusal } from './refusal.ts'
import type { Scene } from './scene.ts'
import { sendUnits, unitLabelled, unitsAround, unitsWithin } from './units.ts'

export const transferShip = defineHandler('transferShip', {
  permission: 'floor:ship',
  async resolve(scene, payload) {
    const unit = payload.unit === undefined ? undefined : await unitNamed(scene, payload.unit, 'unit')
    const units = unit === undefined ? [] : [unit]
    for (const [index, name] of (payload.units ?? []).entries())
      units.push(await unitNamed(scene, name, `units[${index}]`))
    if (payload.to !== undefined) await scene.ground.namedWarehouse(payload.to, 'to')
    if (payload.to === scene.warehouse)
      throw new Refusal('same-warehouse', `A transfer to ${payload.to} cannot leave from there.`, 'payload.to')
    return { units, leaving: await statedLines(scene, payload.lines, unit) }
  },
  async post(scene, payload, { units: named, leaving }) {
    const found = await namedOrder(scene, { orderId: payload.transferId })
    const order = found?.transferTo == null ? undefined : found
    const units = named.length === 0 ? undefined : await unitsWithin(scene, named)
    const to = order?.transferTo ?? payload.to
    const gone = await sendOnTransfer(scene, order, { id: payload.transferId, to }, leaving, units)
    await recordShipment(scene, payload, payload.transferId, gone)
    if (order) await raiseOddDeparture(scene, order, false)
  },
})

/** Its code; it may be named by the SSCC on its label. */
async function unitNamed(scene: Scene, name: string, field: string): Promise<string> {
  const labelled = await unitLabelled(scene, name)
  const unit = labelled ?? (await scene.ground.namedLocation(name, field))
  if (unit.kind === 'unit') return unit.code
  throw new Refusal('not-a-unit', `${name} is a ${unit.kind} location: only units leave whole.`, `payload.${field}`)
}

/** The goods stand in no warehouse from here on: see `transfers/book.ts`. Returns the units that left with them. */
export async function sendOnTransfer(
  scene: Scene,
  order: Order | undefined,
  { id, to }: { id: string; to: string | undefined },
  leaving: readonly Leaving[],
  units: readonly string[] | undefined,
): Promise<string[]> {
  await lockTransfer(scene.tx, id)
  const transfer = await meetTransfer(scene, id, { from: scene.warehouse, to })
  const left = await leaveHouse({ scene, order, to: IN_TRANSIT }, leaving)
  const labelOf = await labelsOf(scene, left)
  const gone = await sendUnits(scene, units ?? left.map(({ from }) => from), IN_TRANSIT)
  await noteSent(
    scene,
    transfer,
    left.map(({ sku, lot, quantity, from }) => ({ sku, lot, quantity, unit: labelOf(from, gone) })),
  )
  return gone
}

/** What stands on the outermost unit around the goods that left with them; null: they left loose. */
async function labelsOf(scene: Scene, left: readonly Left[]) {
  const around = new Map<string, { code: string; label: string }[]>()
  for (const { from } of left) if (!around.has(from)) around.set(from, await unitsAround(scene, from))
  return (from: string, gone: readonly string[]): string | null =>
    around.get(from)?.findLast(({ code }) => gone.includes(code))?.label ?? null
}
