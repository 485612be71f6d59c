import { CUSTOMER } from '../../shared/rules/places.ts'
import type { Payload } from '../../shared/transactions/index.ts'
import { namedOrder } from '../orders/named-order.ts'
import { recordShipment } from '../orders/shipments.ts'
import { defineHandler } from './handler.ts'
import { allPicked, type Leaving, leaveHouse, raiseOddDeparture, statedLines } from './leave.ts'
import { raise, type Scene } from './scene.ts'
import { sendOnTransfer } from './transfer-ship.ts'
import { sendUnits, unitsWithin } from './units.ts'

export const ship = defineHandler('ship', {
  permission: 'floor:ship',
  resolve: async (scene, payload): Promise<Leaving[] | undefined> => payload.lines && statedLines(scene, payload.lines),
  async post(scene, payload, stated) {
    const order = await namedOrder(scene, payload)
    if (!order) await raiseUnknownOrder(scene, payload, stated !== undefined)
    const units = payload.units && (await unitsWithin(scene, payload.units))
    const leaving = stated ?? (order ? await allPicked(scene, order, units) : [])
    // An app that does not know of transfers ships them as any order.
    const gone =
      order?.transferTo == null
        ? await sendToCustomer(scene, order, leaving, units)
        : await sendOnTransfer(scene, order, { id: order.id, to: order.transferTo }, leaving, units)
    if (leaving.length > 0) await recordShipment(scene, payload, order?.id ?? payload.orderId, gone)
    if (order) await raiseOddDeparture(scene, order, leaving.length === 0)
  },
})

async function sendToCustomer(
  scene: Scene,
  order: Awaited<ReturnType<typeof namedOrder>>,
  leaving: readonly Leaving[],
  units: readonly string[] | undefined,
): Promise<string[]> {
  await leaveHouse({ scene, order, to: CUSTOMER }, leaving)
  return sendUnits(scene, units ?? leaving.flatMap((line) => line.from ?? []), CUSTOMER)
}

const raiseUnknownOrder = (scene: Scene, payload: Payload<'ship'>, stated: boolean): Promise<void> =>
  raise(scene, {
    type: 'unknown-reference',
    subject: scene.posted.transactionId,
    detail: `A shipment names the order ${payload.orderExternalId ?? payload.orderId}, which is not known here. ${stated ? 'Its lines were posted.' : 'It names no lines, so no stock was posted.'}`,
    orderId: payload.orderId,
  })
