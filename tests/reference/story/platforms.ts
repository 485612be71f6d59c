/** Connected platforms: an ERP by REST, a retailer by EDI, and a shop. */

import { TOPICS } from '../../../server/channels/rest/event.ts'
import { connectAmazon } from '../../contract/connected-amazon.ts'
import { connectShop } from '../../contract/connected-shop.ts'
import { newSscc } from '../../contract/edi-floor.ts'
import { connectRest } from '../../contract/rest-shop.ts'
import { connectPartner, orderSet } from '../../contract/trading-partner.ts'
import { MUG } from './company.ts'
import { first, type Listed, type Scene, usd } from './scene.ts'

export async function connectErp(scene: Scene): Promise<void> {
  const { told, refused } = scene
  await told('PUT', '/connectors/erp', {
    kind: 'rest',
    channel: 'web',
    baseUrl: 'https://erp.example/lotline',
    settings: { topics: ['availability', 'orders', 'shipments'] },
    credentials: { signingSecret: 'an example secret of 32 letters.' },
  })
  await refused('unknown-channel', 'PUT', '/connectors/other', { kind: 'rest', channel: 'no-such-channel' })
  await told('PUT', '/connectors/erp/mappings', [{ listing: 'MUG-2', sku: MUG, packQuantity: 2 }])
  await told('POST', '/connectors/erp/mappings', { put: [{ listing: 'MUG-1', sku: MUG }], remove: [] })
  const order = (externalId: string, version: number, quantity: number) => ({
    externalId,
    version,
    customer: { id: 'C-9', name: 'Grace Hopper' },
    lines: [{ listing: 'MUG-2', quantity, unitPrice: usd(1_800) }],
  })
  await told('POST', '/connectors/erp/orders', order('4711', 1, 2), { key: 'order-4711-1' })
  await told('POST', '/connectors/erp/orders/batch', { orders: [order('4711', 2, 3), order('4712', 1, 1)] })
  await told('GET', '/connectors/erp/orders/4711')
  await tellReceiver(scene)
  await told('GET', '/connectors/erp/outgoing?limit=2')
  await told('POST', '/connectors/erp/outgoing/replay', { from: 0 })
  await told('GET', '/connectors')
}

/** Somebody's server is told what happens in its channel; then it refuses what it is told about two listings. */
async function tellReceiver({ floor, told, heard }: Scene): Promise<void> {
  const erp = await connectRest(floor, 'erp-2')
  const { sku } = await erp.listed(20, 2)
  const order = await floor.order(sku, 4, { externalId: 'ERP-500', channel: 'erp-2' })
  const { tasks } = await floor.release(order.id)
  for (const task of tasks) await floor.pick(task, { to: 'LANE-1', orderId: order.id })
  await floor.stream.push('pack', {
    orderId: order.id,
    sscc: newSscc(),
    lines: [{ sku, lot: 'L1', quantity: 4, from: 'LANE-1' }],
  })
  await floor.stream.push('ship', { orderId: order.id, carrier: 'UPS', trackingNumber: '1Z-ERP-500' })
  await erp.settle()
  for (const topic of TOPICS) heard(topic, erp.receiver.of(topic).at(-1)?.body)
  erp.receiver.says(() => new Response('no such listing', { status: 400 }))
  for (const quantity of [3, 4]) await erp.listed(quantity)
  const { items } = await told<Listed<{ id: string }>>('GET', '/connectors/erp-2/failures')
  const [one, other] = items
  await told('POST', `/connectors/erp-2/failures/${one?.id}/retry`)
  await told('POST', `/connectors/erp-2/failures/${other?.id}/ignore`)
  await erp.pause()
}

export async function openShop({ told, refused, floor }: Scene): Promise<void> {
  const shop = await connectShop(floor, 'shop-1')
  const { listing } = await shop.listed(9)
  // Somebody changes the number there; within the hour it is found.
  shop.shop.setAvailable(listing, 7)
  shop.pass(3_600_000)
  for (let rounds = 0; rounds < 8; rounds++) {
    await shop.settle()
    shop.pass(10_000)
  }
  await told('GET', '/connectors/shop-1/listings')
  await told('GET', '/connectors/shop-1/drift')
  await refused('not-by-rest', 'GET', '/connectors/shop-1/outgoing')
  await shop.pause()
}

/** What Amazon holds and sends by itself. */
export async function joinMarketplace({ told, floor }: Scene): Promise<void> {
  const market = await connectAmazon(floor, 'amazon-1')
  market.amazon.addListing({ sku: 'MUG-FBA', quantity: 25, fba: true })
  for (let seconds = 0; seconds < 5; seconds++) {
    await market.pools.step()
    market.pass(1_000)
  }
  await told('GET', '/connectors/amazon-1/pools')
  await market.pause()
}

export async function tradeByEdi({ told, floor }: Scene): Promise<void> {
  const retail = await connectPartner(floor, 'big-retail')
  const { listing } = await retail.listed(40)
  retail.send(orderSet('PO-77', [[listing, 4]]))
  await retail.step()
  const acknowledgement = retail.collect().find(({ id }) => id === '855')
  if (!acknowledgement) throw new Error('no 855')
  retail.acknowledge(acknowledgement, 'R', ['AK3*ACK*5**8', 'AK4*1**7*ZZ'])
  await retail.step()
  const { items } = await told<Listed<{ id: string; set: string }>>('GET', '/connectors/big-retail/documents?limit=20')
  const of = (set: string) => first(items.filter((one) => one.set === set)).id
  await told('GET', `/connectors/big-retail/documents/${of('850')}`)
  await told('POST', `/connectors/big-retail/documents/${of('855')}/resend`)
  await retail.step()
  retail.collect()
  retail.send(orderSet('PO-78', [['P-UNKNOWN', 1]]))
  await retail.step()
  retail.collect()
  await told('POST', `/connectors/big-retail/documents/${of('850')}/retry`)
  await retail.end()
}
