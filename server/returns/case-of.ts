/** The return that goods belong to: the one they name, else an open one of their order, else a new one that nobody had announced. */
import type { Payload } from '../../shared/transactions/index.ts'
import { raise, type Scene } from '../ledger/scene.ts'
import type { OrderRow } from '../orders/named-order.ts'
import { addReturn, openReturnFor, type ReturnRow, readReturn } from './cases.ts'

interface Known {
  sku: string
  order: OrderRow | undefined
  channel: string
}

export async function caseOf(scene: Scene, payload: Payload<'returnReceive'>, known: Known): Promise<ReturnRow> {
  const named = await namedCase(scene, payload)
  if (named) return named
  const { sku, order, channel } = known
  const orderExternalId = order?.externalId ?? payload.orderExternalId ?? null
  const reference = payload.reference ?? null
  const origin = { channel, orderId: order?.id ?? null, orderExternalId, reference }
  const open = await openReturnFor(scene, { ...origin, sku })
  if (open) return open
  return addReturn(scene, {
    ...origin,
    id: scene.posted.transactionId,
    customer: order ? { id: order.customer.id, name: order.customer.name } : null,
    blind: true,
    by: scene.posted.author.userId,
  })
}

async function namedCase(
  scene: Scene,
  { returnId, location }: Payload<'returnReceive'>,
): Promise<ReturnRow | undefined> {
  if (returnId === undefined) return undefined
  const row = await readReturn(scene.tx, returnId)
  if (row?.warehouse === scene.warehouse) return row
  await raise(scene, {
    type: 'unknown-reference',
    subject: `${scene.posted.transactionId}/return`,
    detail: `Goods came back for the return ${returnId}, which is not known here. They were taken in, uninspected.`,
    location,
  })
  return undefined
}
