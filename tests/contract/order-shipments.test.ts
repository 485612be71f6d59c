/** What has left with an order, and by which carrier, is told with the order. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor } from './floor.ts'

interface WithShipments {
  shipments: Record<string, unknown>[]
}

describe.each(DIALECTS)('shipments of an order on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const shipmentsOf = async (id: string) =>
    (await ok<WithShipments>(floor.server, 'GET', `/orders/${id}`)).shipments as { transactionId: string }[]

  it('are none before it leaves, and each one afterwards, the first on top', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 10, 'A-01')
    const order = await floor.order(sku, 5)
    expect(await shipmentsOf(order.id)).toEqual([])
    const { tasks } = await floor.release(order.id)
    const [task] = tasks
    if (!task) throw new Error('There is no task.')
    await floor.pick(task)
    const line = { sku, lot: 'L1', from: 'STAGING' }
    const first = await floor.stream.push(
      'ship',
      {
        orderId: order.id,
        lines: [{ ...line, quantity: 2 }],
        carrier: 'UPS',
        service: 'Ground',
        zone: '4',
        trackingNumber: '1Z999AA10123456784',
        shippingCost: { amount: 1290, currency: 'USD' },
        documentType: 'BOL',
        documentNumber: 'BOL-77',
      },
      { v: 2 },
    )
    const second = await floor.stream.push('ship', { orderId: order.id, lines: [{ ...line, quantity: 3 }] }, { v: 2 })
    expect(await shipmentsOf(order.id)).toEqual([
      {
        transactionId: first.id,
        carrier: 'UPS',
        service: 'Ground',
        zone: '4',
        trackingNumber: '1Z999AA10123456784',
        cost: { amount: 1290, currency: 'USD' },
        units: [],
        documentType: 'BOL',
        documentNumber: 'BOL-77',
        shippedAt: first.sent.occurredAt,
      },
      expect.objectContaining({ transactionId: second.id, carrier: null, trackingNumber: null, cost: null }),
    ])
    await floor.stream.push('reverse', { transaction: second.id })
    expect((await shipmentsOf(order.id)).map(({ transactionId }) => transactionId)).toEqual([first.id])
  })
})
