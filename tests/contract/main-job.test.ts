/** A lot is received, put away, promised, released, picked and shipped, on both databases, by the HTTP contract alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS } from '../support/database.ts'
import { expectCleanAudit, startTestServer, type TestServer, testStream } from '../support/server.ts'

describe.each(DIALECTS)('the main job on %s', (dialect) => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(dialect)
    await server.call('PUT', '/items/OAT-500', {
      name: 'Oat bars 500 g',
      rotation: 'fifo',
      lotTracked: true,
      barcodes: [
        { code: '0614141000739', quantity: 1 },
        { code: '10614141000736', quantity: 12 },
      ],
    })
    await server.call('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1, drawsShared: true, buffer: 0 })
    for (const [pickSequence, [code, kind]] of (
      [
        ['DOCK-1', 'dock'],
        ['A-01', 'pick'],
        ['A-02', 'pick'],
      ] as const
    ).entries()) {
      expect((await server.call('PUT', `/locations/${code}`, { kind, pickSequence })).status).toBe(200)
    }
  })
  afterAll(() => server.close())

  it('moves 24 of the oldest lot from dock to customer and keeps every figure right', async () => {
    const stream = testStream(server)
    const day = 86_400_000
    const receive = (lot: string, quantity: number, daysAgo: number) =>
      stream.push(
        'receive',
        { sku: 'OAT-500', lot, quantity, location: 'DOCK-1', expiresOn: '2030-12-31' },
        { occurredAt: new Date(Date.now() - daysAgo * day).toISOString() },
      )
    expect((await receive('L-NEW', 100, 1)).result.outcome).toBe('applied')
    expect((await receive('L-OLD', 30, 9)).result.outcome).toBe('applied')
    await stream.push('move', { sku: 'OAT-500', lot: 'L-NEW', quantity: 100, from: 'DOCK-1', to: 'A-01' })
    await stream.push('move', { sku: 'OAT-500', lot: 'L-OLD', quantity: 30, from: 'DOCK-1', to: 'A-02' })

    const order = await server.call<{ id: string; lines: { id: string }[] }>('POST', '/orders', {
      externalId: 'S-1',
      channel: 'shop',
      customer: { id: 'C1', name: 'Ada' },
      lines: [{ sku: 'OAT-500', quantity: 40, unitPrice: { amount: 499, currency: 'USD' } }],
    })
    expect(order.status).toBe(201)
    const released = await server.call<{
      pickListId: string
      tasks: { id: string; lot: string; location: string; quantity: number }[]
      short: unknown[]
    }>('POST', `/orders/${order.body.id}/release`)
    expect(released.body.short).toEqual([])
    expect(released.body.tasks.map(({ lot, location, quantity }) => ({ lot, location, quantity }))).toEqual([
      { lot: 'L-OLD', location: 'A-02', quantity: 30 },
      { lot: 'L-NEW', location: 'A-01', quantity: 10 },
    ])
    for (const task of released.body.tasks) {
      const { result } = await stream.push('pick', {
        taskId: task.id,
        sku: 'OAT-500',
        lot: task.lot,
        location: task.location,
        quantity: task.quantity,
      })
      expect(result).toMatchObject({ outcome: 'applied', exceptions: [] })
    }
    expect((await server.call('GET', `/orders/${order.body.id}`)).body).toMatchObject({
      status: 'picked',
      lines: [{ picked: 40, allocated: 0 }],
    })
    expect((await server.call('GET', '/inventory/OAT-500')).body).toMatchObject({
      onHand: 130,
      sellable: 130,
      channels: [{ channel: 'shop', committed: 0, allocated: 40, availableToPromise: 90 }],
    })
    expect((await stream.push('ship', { orderId: order.body.id })).result).toMatchObject({ outcome: 'applied' })
    expect((await server.call('GET', `/orders/${order.body.id}`)).body).toMatchObject({
      status: 'shipped',
      lines: [{ picked: 0, shipped: 40 }],
    })
    expect((await server.call('GET', '/inventory/OAT-500')).body).toMatchObject({
      onHand: 90,
      sellable: 90,
      channels: [{ channel: 'shop', committed: 0, allocated: 0, availableToPromise: 90 }],
    })
    await expectCleanAudit(server)
  })
})
