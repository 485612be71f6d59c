/** Several people at one return: they inspect, decide, give documents and undo at the same moment, on one server or on two. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Floor, openFloor } from '../contract/floor.ts'
import { type ReturnsFloor, returnsFloor } from '../contract/returns-floor.ts'
import { DIALECTS } from '../support/database.ts'
import { startBeside, type TestServer, testStream } from '../support/server.ts'
import { IS_WHOLE } from '../support/whole.ts'

const ROUNDS = IS_WHOLE ? 5 : 1
const REST = {
  category: 'damage',
  amount: { amount: 500, currency: 'USD' },
  disputeBy: '2035-01-01',
  photos: ['a'.repeat(64)],
}

describe.each(DIALECTS)('returns at once on %s', (dialect) => {
  let floor: Floor
  let returns: ReturnsFloor
  let servers: TestServer[]
  beforeAll(async () => {
    floor = await openFloor(dialect)
    returns = await returnsFloor(floor)
    servers = dialect === 'postgres' ? [floor.server, await startBeside(floor.server)] : [floor.server]
  })
  afterEach(async () => {
    for (const server of servers) expect(server.faults.splice(0)).toEqual([])
    await floor.cleanAudit()
  })
  afterAll(async () => {
    for (const server of servers.slice(1)) await server.close().catch(() => {})
    await floor.close()
  })

  const serverOf = (index: number) => servers[index % servers.length] as TestServer

  async function push(index: number, type: string, payload: Record<string, unknown>) {
    const stream = testStream(serverOf(index), `HH-${index}`)
    const { id, result } = await stream.push(type, payload)
    expect(result.problem).toBeUndefined()
    return { id, result }
  }

  async function came(units: number, over: Record<string, unknown> = {}) {
    const second = await floor.item()
    const [sku, bin] = [await floor.item({ secondarySku: second }), await floor.bin()]
    await floor.receive(sku, 'L1', 20, bin, 5)
    const order = await returns.shipped(sku, 15)
    const { id } = await returns.receive(sku, 'L1', units, { orderExternalId: order.externalId, ...over })
    return { sku, second, bin, order, id }
  }

  const inspect = (index: number, sku: string, quantity: number, disposition: string, over = {}) =>
    push(index, 'inspect', {
      sku,
      lot: 'L1',
      location: returns.cage,
      quantity,
      condition: 'new',
      disposition,
      ...over,
    })

  it('two inspect the same goods: each unit is through once, and more waits for more', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { sku, bin, order } = await came(4)
      await Promise.all([0, 1, 2].map((index) => inspect(index, sku, 3, 'restock', { to: bin })))
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 9, sellable: 9, byStatus: { uninspected: 0 } })
      expect(await returns.ofOrder(order.externalId)).toMatchObject({ units: { uninspected: 0, waiting: 2, done: 4 } })
      await returns.receive(sku, 'L1', 5, { orderExternalId: order.externalId })
      expect(await returns.ofOrder(order.externalId)).toMatchObject({ state: 'closed', units: { waiting: 0, done: 9 } })
    }
  })

  it('documents, a decision and an inspection come together', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { sku, bin, order } = await came(6)
      const { id } = await returns.ofOrder(order.externalId)
      await floor.server.call('PUT', `/returns/${id}/documents`, { reference: 'CB' })
      await inspect(0, sku, 2, 'restock', { to: bin })
      await inspect(0, sku, 2, 'secondary', { to: bin })
      const stopped = await returns.open('documents-missing', sku)
      const replies = await Promise.all([
        serverOf(0).call('PUT', `/returns/${id}/documents`, REST),
        serverOf(1).call('PUT', `/returns/${id}/documents`, { note: 'Again' }),
        inspect(2, sku, 2, 'restock', { to: bin }),
        ...stopped.map((one, index) =>
          serverOf(index).call('POST', `/exceptions/${one.id}/resolve`, { remedy: 'restock', note: 'Fine' }),
        ),
        push(3, 'move', { sku, lot: 'L1', from: bin, to: returns.cage, quantity: 1 }),
      ])
      for (const reply of replies) if ('status' in reply) expect([200, 409]).toContain(reply.status)
      await floor.server.call('PUT', `/returns/${id}/documents`, {})
      expect(await returns.read(id)).toMatchObject({ state: 'closed', units: { waiting: 0, done: 6 } })
      expect(await floor.inventory(sku)).toMatchObject({ sellable: 9, byStatus: { uninspected: 0 } })
    }
  })

  it('a remedy is carried out once, however many click', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { sku, bin } = await came(4)
      await inspect(0, sku, 4, 'keep')
      const [open] = await returns.open('disposition-stopped', sku)
      const bodies = [
        { remedy: 'dispose', disposition: 'restock', location: bin, note: 'Sell' },
        { remedy: 'dispose', disposition: 'scrap', note: 'Throw away' },
        { remedy: 'inspect-again' },
        { remedy: 'dispose', disposition: 'restock', location: bin, note: 'Sell' },
      ]
      const replies = await Promise.all(
        bodies.map((body, index) => serverOf(index).call('POST', `/exceptions/${open?.id}/resolve`, body)),
      )
      expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
      expect(replies.filter(({ status }) => status === 409)).toHaveLength(3)
      const { onHand, sellable } = await floor.inventory(sku)
      expect([onHand, sellable].join()).toMatch(/^(9,9|5,5|9,5)$/)
    }
  })

  it('an inspection is undone while it is decided, and its goods come while they are undone', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { sku, bin, id } = await came(4)
      const inspection = await inspect(0, sku, 4, 'keep')
      const [open] = await returns.open('disposition-stopped', sku)
      const dispose = { remedy: 'dispose', disposition: 'restock', location: bin, note: 'Sell' }
      await Promise.all([
        serverOf(0).call('POST', `/exceptions/${open?.id}/resolve`, dispose),
        push(1, 'reverse', { transaction: inspection.id }),
        push(2, 'reverse', { transaction: inspection.id }),
      ])
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 9, sellable: 5, byStatus: { uninspected: 4 } })
      await Promise.all([push(0, 'reverse', { transaction: id }), inspect(1, sku, 4, 'restock', { to: bin })])
      const { onHand, byStatus } = await floor.inventory(sku)
      expect({ onHand, uninspected: byStatus.uninspected <= 0 }).toEqual({ onHand: 5, uninspected: true })
    }
  })

  it('parcels of one order come in at several docks, and are one return', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { sku, order } = await came(1)
      await Promise.all(
        [0, 1, 2, 3].map((index) =>
          push(index, 'returnReceive', {
            channel: 'shop',
            sku,
            lot: 'L1',
            quantity: 1,
            reason: 'unwanted',
            location: returns.cage,
            ...(index % 2 ? { orderId: order.id } : { orderExternalId: order.externalId }),
          }),
        ),
      )
      expect(await returns.ofOrder(order.externalId)).toMatchObject({ units: { received: 5, uninspected: 5 } })
    }
  })

  it('much of everything crosses, and nothing stays stuck or fails', { timeout: 60_000 }, async () => {
    const { sku, second, bin, order } = await came(10)
    const other = await came(10)
    const { id } = await returns.ofOrder(order.externalId)
    await Promise.all(
      Array.from({ length: 24 }, (_, index) => {
        const goods = index % 2 ? sku : other.sku
        const kinds = [
          () => inspect(index, goods, 1, 'restock', { to: bin }),
          () => inspect(index, goods, 1, 'secondary', { to: bin }),
          () =>
            push(index, 'move', {
              sku: goods,
              lot: 'L1',
              from: returns.cage,
              to: bin,
              quantity: 1,
              status: 'uninspected',
            }),
          () => inspect(index, goods, 2, 'rework', { location: bin }),
          () =>
            push(index, 'returnReceive', {
              channel: 'shop',
              sku: goods,
              lot: 'L1',
              quantity: 1,
              reason: 'damaged',
              location: bin,
              orderId: order.id,
            }),
          () => serverOf(index).call('PUT', `/returns/${id}/documents`, index % 4 ? REST : { reference: 'CB' }),
          () => serverOf(index).call('POST', `/lots/${goods}/L1/hold`, { reason: 'Seen' }),
          () => serverOf(index).call('POST', `/lots/${goods}/L1/release`, { reason: 'Seen' }),
        ]
        return (kinds[index % kinds.length] as () => Promise<unknown>)()
      }),
    )
    expect((await floor.inventory(second)).onHand).toBeGreaterThanOrEqual(0)
  })
})
