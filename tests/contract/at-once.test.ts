/** Several devices at once, on what no single item's lock covers: orders, receipts, lots, places and units. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LocationRow, PickListRow, ReceiptRow } from '../../shared/wire/pull.ts'
import { DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { type Floor, feedSettled, ok, openFloor, orderBody, pullAll, type ReleaseBody } from './floor.ts'

describe.each(DIALECTS)('at once on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
    await ok(floor.server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: 'UTC', currency: 'USD' })
    for (const code of ['DOCK-1', 'A-01', 'A-02'])
      await ok(floor.server, 'PUT', `/locations/${code}`, { kind: 'pick', warehouse: 'EAST' })
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const ROUNDS = 6

  /** A push of its own stream into a warehouse. */
  const push = (type: string, payload: Record<string, unknown>, warehouse = 'MAIN') => {
    const stream = testStream(floor.server)
    const body = { deviceId: 'HH-1', streamId: stream.streamId, transactions: [stream.envelope(type, payload)] }
    return ok<{ results: { outcome: string }[] }>(floor.server, 'POST', `/sync/push?warehouse=${warehouse}`, body)
  }

  const snapshot = async <Row>(table: string) => {
    await feedSettled(floor.server)
    const { changes } = await pullAll(floor.server)
    return changes.filter((change) => change.table === table).map((change) => change.value as Row)
  }

  it('notices that an order is picked, and shipped, where two people finish it together', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const skus = [await floor.item(), await floor.item()]
      for (const sku of skus) await floor.receive(sku, 'L1', 5, 'A-01')
      const order = await ok<{ id: string }>(
        floor.server,
        'POST',
        '/orders',
        orderBody(skus.map((sku) => ({ sku, quantity: 5 }))),
      )
      const { tasks, pickListId } = await ok<ReleaseBody>(floor.server, 'POST', `/orders/${order.id}/release`)
      const pick = (index: number) => {
        const { id, sku, lot, location, quantity } = tasks[index] ?? ({} as (typeof tasks)[number])
        return push('pick', { taskId: id, sku, lot, location, quantity })
      }
      await Promise.all([pick(0), pick(1)])
      expect(await floor.readOrder(order.id), `round ${round}`).toMatchObject({ status: 'picked' })
      const lists = await snapshot<PickListRow>('pickLists')
      expect(
        lists.find((list) => list.id === pickListId),
        `round ${round}`,
      ).toMatchObject({ state: 'done' })
      const ship = (sku: string | undefined) =>
        push('ship', { orderId: order.id, lines: [{ sku, lot: 'L1', quantity: 5, from: 'STAGING' }] })
      await Promise.all(skus.map(ship))
      expect(await floor.readOrder(order.id), `round ${round}`).toMatchObject({ status: 'shipped' })
    }
  })

  it('notices that a receipt is complete where its last two lines come in together', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const skus = [await floor.item(), await floor.item(), await floor.item()]
      const { id } = await ok<{ id: string }>(floor.server, 'POST', '/receipts', {
        supplier: 'Mill',
        reference: 'PO',
        lines: skus.map((sku) => ({ sku, quantity: 5 })),
      })
      await Promise.all(
        skus.map((sku) => push('receive', { receiptId: id, sku, lot: 'L1', quantity: 5, location: 'DOCK-1' })),
      )
      const receipts = await snapshot<ReceiptRow>('receipts')
      expect(
        receipts.find((receipt) => receipt.id === id),
        `round ${round}`,
      ).toMatchObject({ state: 'closed' })
    }
  })

  it('weighs the cost of a lot that two warehouses receive together', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 1, 'A-01')
      const receive = (index: number) =>
        push(
          'receive',
          { sku, lot: 'L1', quantity: 10, location: 'A-01', unitCost: { amount: 100, currency: 'USD' } },
          index % 2 === 0 ? 'MAIN' : 'EAST',
        )
      await Promise.all([0, 1, 2, 3, 4, 5].map(receive))
      expect(await floor.lot(sku, 'L1'), `round ${round}`).toMatchObject({ costTotal: 6000, costQuantity: 60 })
    }
  })

  it('keeps the shelf right where one warehouse learns of a lot while another moves it', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const sku = await floor.item({ rotation: 'fefo' })
      await push(
        'adjust',
        { sku, lot: 'L1', location: 'A-01', status: 'available', quantity: 50, reason: 'Found' },
        'EAST',
      )
      await Promise.all([
        ...Array.from({ length: 6 }, (_, index) =>
          push('move', { sku, lot: 'L1', quantity: 1 + index, from: 'A-01', to: 'A-02' }, 'EAST'),
        ),
        ...Array.from({ length: 6 }, () =>
          push(
            'adjust',
            { sku, lot: 'L1', location: 'A-02', status: 'available', quantity: 1, reason: 'Found' },
            'EAST',
          ),
        ),
        push('receive', { sku, lot: 'L1', quantity: 1, location: 'A-01', expiresOn: '2033-01-01' }),
        push('receive', { sku, lot: 'L1', quantity: 1, location: 'A-01', producedOn: '2029-01-01' }),
      ])
      await floor.cleanAudit()
      const east = await ok<{ sellable: number; onHand: number }>(
        floor.server,
        'GET',
        `/inventory/${sku}?warehouse=EAST`,
      )
      expect(east, `round ${round}`).toMatchObject({ onHand: 56, sellable: 56 })
    }
  })

  it('sells nothing in a place that is blocked while goods come into it', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const sku = await floor.item()
      const bin = await floor.bin()
      await Promise.all([
        ...Array.from({ length: 4 }, (_, index) =>
          push('receive', { sku, lot: `L${index}`, quantity: 5, location: bin }),
        ),
        ok(floor.server, 'PUT', `/locations/${bin}`, { kind: 'pick', blocked: true }),
      ])
      expect(await floor.inventory(sku), `round ${round}`).toMatchObject({ onHand: 20, sellable: 0, blocked: 20 })
    }
  })

  it('sells no unknown lot of an item that becomes lot-tracked while goods come in', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const sku = await floor.item({ lotTracked: false })
      await Promise.all([
        ...Array.from({ length: 4 }, (_, index) =>
          push('receive', { sku, lot: null, quantity: 5, location: `A-0${index + 1}` }),
        ),
        ok(floor.server, 'PUT', `/items/${sku}`, { name: sku, lotTracked: true }),
      ])
      expect(await floor.inventory(sku), `round ${round}`).toMatchObject({ onHand: 20, sellable: 0 })
    }
  })

  it('never puts two units into each other', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [a, b] = [
        await floor.bin({ kind: 'unit', within: 'A-01' }),
        await floor.bin({ kind: 'unit', within: 'A-01' }),
      ]
      const [first, second] = await Promise.all([
        push('moveUnit', { unit: a, to: b }),
        push('moveUnit', { unit: b, to: a }),
      ])
      const places = new Map((await snapshot<LocationRow>('locations')).map((row) => [row.code, row.within]))
      expect(places.get(a) === b && places.get(b) === a, `round ${round}`).toBe(false)
      const refused = [first, second].filter(({ results }) => results[0]?.outcome === 'refused')
      expect(refused).toHaveLength(1)
    }
  })
})
