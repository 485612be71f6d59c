/** Goods come in, are set aside, promised, released, picked and sent. */
import { GIFT, MUG, TEA } from './company.ts'
import { dayFrom, first, pushOf, type Scene, usd } from './scene.ts'

interface Order {
  id: string
  version: number
  lines: { id: string }[]
}

interface Release {
  pickListId: string
  tasks: { id: string; sku: string; lot: string | null; location: string; quantity: number; lineId: string }[]
}

export async function receive({ told, floor, now }: Scene): Promise<void> {
  const { id: receiptId } = await told<{ id: string }>('POST', '/receipts', {
    supplier: 'Uji Tea Growers',
    reference: 'PO-2026-017',
    expectedOn: dayFrom(now(), 0),
    lines: [{ sku: TEA, quantity: 240 }],
  })
  await told(
    'POST',
    '/sync/push',
    pushOf(
      'receive',
      {
        receiptId,
        sku: TEA,
        lot: 'U2601',
        quantity: 240,
        location: 'A-12-3',
        expiresOn: dayFrom(now(), 400),
        supplier: 'Uji Tea Growers',
        supplierLot: 'UJI-881',
        unitCost: usd(305),
      },
      now(),
    ),
  )
  await floor.stream.push('receive', {
    sku: TEA,
    lot: 'U2602',
    quantity: 120,
    location: 'B-01-1',
    expiresOn: dayFrom(now(), 460),
  })
  await floor.stream.push('receive', { sku: MUG, lot: null, quantity: 80, location: 'A-12-4' })
  await floor.stream.push('receive', {
    sku: GIFT,
    lot: 'G1',
    quantity: 30,
    location: 'A-12-4',
    expiresOn: dayFrom(now(), 380),
  })
  await told('GET', '/sync/pull?limit=2')
  await told('GET', `/stock?sku=${TEA}`)
  await told('GET', `/movements?sku=${TEA}&limit=2`)
  await told('GET', `/inventory/${TEA}`)
  await told('GET', '/inventory?limit=2')
  await told('GET', '/lots?limit=2')
}

export async function setAside({ told, refused }: Scene): Promise<void> {
  await told('PUT', `/protections/${TEA}/retail`, { quantity: 120, expected: 0, target: 150 })
  await refused('insufficient-shared', 'PUT', `/protections/${TEA}/retail`, { quantity: 9_000 })
  await told('POST', '/protections/transfer', { sku: TEA, from: 'retail', to: 'web', quantity: 20 })
  await told('POST', '/protections/preview', { sku: TEA, channel: 'web', quantity: 60 })
  await told('GET', `/protections?sku=${TEA}`)
  await told('GET', `/inventory/${TEA}/explain?channel=web`)
  await told('GET', `/inventory/${TEA}/curve?channel=web&days=30`)
  const { id } = await told<{ id: string }>('PUT', '/rules', { sku: MUG, channel: 'web', kind: 'share', value: 0.25 })
  await told('GET', '/rules')
  await told('POST', '/rules/preview')
  await told('POST', '/rules/apply')
  await told('DELETE', `/rules/${id}`)
  await told('GET', `/inventory/${TEA}/split?days=30`)
  await told('POST', `/inventory/${TEA}/split`, {
    protections: [
      { channel: 'retail', quantity: 110, expected: 100 },
      { channel: 'web', quantity: 30, expected: 20 },
    ],
  })
  await told('GET', `/items/${TEA}/timeline?limit=2`)
  await told('GET', `/inventory/${TEA}/curve?channel=retail&days=2`)
}

/** An order that has left, and its lines. */
export async function sell({ told, refused, floor, now }: Scene): Promise<{ shipped: Order; shipment: string }> {
  const placing = (externalId: string, quantity: number, more: object = {}) => ({
    externalId,
    channel: 'web',
    customer: { id: 'C-77', name: 'Ada Byron', email: 'ada@example.com' },
    shipBy: dayFrom(now(), 2),
    shipTo: {
      name: 'Ada Byron',
      street: '12 Analytical Way',
      city: 'Springfield',
      region: 'IL',
      postalCode: '62701',
      country: 'US',
    },
    shippingPaid: usd(590),
    lines: [{ sku: TEA, quantity, unitPrice: usd(1_290), discount: usd(100), tax: usd(98) }],
    ...more,
  })
  const place = (externalId: string, quantity: number, more: object = {}) =>
    told<Order>('POST', '/orders', placing(externalId, quantity, more), { key: `key-${externalId}` })
  const order = await place('WEB-1001', 6)
  await refused('order-differs', 'POST', '/orders', placing('WEB-1001', 7))
  await refused('insufficient-atp', 'POST', '/orders', placing('WEB-1002', 100_000))
  await told('GET', '/orders?channel=web&limit=2')
  await told('GET', `/orders/${order.id}`)
  const changed = await told<Order>('POST', `/orders/${order.id}/change`, {
    version: (await told<Order>('GET', `/orders/${order.id}`)).version,
    lines: [{ id: first(order.lines).id, quantity: 5 }],
  })
  await refused('order-changed', 'POST', `/orders/${order.id}/change`, {
    version: changed.version - 1,
    lines: [{ sku: TEA, quantity: 4 }],
  })
  const release = await told<Release>('POST', `/orders/${order.id}/release`)
  await told('GET', `/pick-lists/${release.pickListId}`)
  await told('GET', '/tasks?kind=pick&state=open')
  await told('POST', `/pick-lists/${release.pickListId}/lease`, { deviceId: 'HH-07' })
  await told('POST', `/pick-lists/${release.pickListId}/return`, { deviceId: 'HH-07' })
  for (const task of release.tasks) await floor.pick(task)
  const { id: shipment } = await floor.stream.push('ship', {
    orderId: order.id,
    carrier: 'UPS',
    service: 'Ground',
    trackingNumber: '1Z999AA10123456784',
    shippingCost: usd(745),
  })
  await refused('order-closed', 'POST', `/orders/${order.id}/release`)
  const given = await place('WEB-1003', 2)
  await told('POST', `/orders/${given.id}/cancel`)
  await refused('order-closed', 'POST', `/orders/${given.id}/change`, {
    version: 1,
    lines: [{ sku: TEA, quantity: 1 }],
  })
  const { id: late } = await place('WEB-1004', 3)
  await told('POST', '/orders/release', { orders: [late] })
  return { shipped: order, shipment }
}

export async function moveBetweenWarehouses({ told }: Scene): Promise<void> {
  const { id } = await told<{ id: string }>('POST', '/transfers', {
    to: 'EAST',
    reference: 'T-2026-03',
    lines: [{ sku: MUG, quantity: 12 }],
  })
  await told('GET', '/transfers?direction=out')
  await told('GET', `/transfers/${id}`)
}

/** Another sale like the first, for whoever needs one. */
export async function sellAgain({ floor, now }: Scene, externalId: string, sku = TEA, quantity = 4): Promise<string> {
  const order = await floor.order(sku, quantity, { externalId, channel: 'web', shipBy: dayFrom(now(), 2) })
  const { tasks } = await floor.release(order.id)
  for (const task of tasks) await floor.pick(task)
  await floor.stream.push('ship', { orderId: order.id, trackingNumber: `1Z-${externalId}` })
  return order.id
}
