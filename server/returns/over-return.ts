/** More came back than was sent, or than was announced, or what was never sent: it is taken in all the same, and told. */
import type { Payload } from '../../shared/transactions/index.ts'
import { lotWords, raise, type Scene } from '../ledger/scene.ts'
import type { OrderRow } from '../orders/named-order.ts'
import { linesOfReturn, type ReturnRow } from './cases.ts'
import { outstanding, sentOver, sentWithOrder } from './shipped.ts'

interface Came {
  sku: string
  lot: string
  channel: string
  order: OrderRow | undefined
  row: ReturnRow
}

/** Before the goods are booked. */
export async function raiseOverReturn(scene: Scene, payload: Payload<'returnReceive'>, came: Came): Promise<void> {
  const found = [
    came.order
      ? await beyondOrder(scene, payload.quantity, came, came.order)
      : await beyondChannel(scene, payload.quantity, came),
    came.row.blind ? null : await beyondAnnounced(scene, payload.quantity, came),
  ].filter((one) => one !== null)
  if (found.length === 0) return
  await raise(scene, {
    type: 'over-return',
    subject: scene.posted.transactionId,
    detail: `${payload.quantity} of ${came.sku}${lotWords(came.lot)} came back. ${found.join(' ')} They were put at ${payload.location}, to be inspected.`,
    sku: came.sku,
    lot: came.lot,
    location: payload.location,
    orderId: came.order?.id,
  })
}

async function beyondOrder(
  scene: Scene,
  quantity: number,
  { sku, lot }: Came,
  order: OrderRow,
): Promise<string | null> {
  const sent = await sentWithOrder(scene.tx, order.id, sku)
  const shipped = sent.reduce((units, one) => units + one.shipped, 0)
  if (shipped <= 0) return `Order ${order.externalId} was never sent any of it.`
  const left = outstanding(sent)
  if (quantity > left)
    return `Order ${order.externalId} was sent ${shipped}, of which ${Math.max(0, left)} had not come back.`
  const ofLot = sent.find((one) => one.lot === lot)
  if (lot === '' || (ofLot !== undefined && quantity <= outstanding([ofLot]))) return null
  return `Order ${order.externalId} was sent ${ofLot && ofLot.shipped > 0 ? `${ofLot.shipped} of this lot, some of which came back before` : `other lots: ${lotsOf(sent)}`}.`
}

const lotsOf = (sent: readonly { lot: string; shipped: number }[]): string =>
  sent
    .filter(({ shipped }) => shipped > 0)
    .map(({ lot, shipped }) => `${shipped} of ${lot === '' ? 'no known lot' : lot}`)
    .join(', ')

async function beyondChannel(scene: Scene, quantity: number, { sku, lot, channel }: Came): Promise<string | null> {
  const sent = await sentOver(scene.tx, { channel, sku, lot })
  if (sent.shipped <= 0) return `None of it was ever sent over ${channel}.`
  const left = outstanding([sent])
  return quantity > left
    ? `${sent.shipped} were sent over ${channel}, of which ${Math.max(0, left)} had not come back.`
    : null
}

async function beyondAnnounced(scene: Scene, quantity: number, { sku, row }: Came): Promise<string | null> {
  const name = row.reference ?? row.orderExternalId ?? 'this return'
  const line = (await linesOfReturn(scene.tx, row.id)).find((one) => one.sku === sku)
  if (!line || line.expected === 0) return `Nobody announced it with ${name}.`
  if (line.received + quantity <= line.expected) return null
  return `${line.expected} were announced with ${name}, and ${line.received} had come.`
}
