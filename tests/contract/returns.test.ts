/** Goods that come back: in uninspected, looked at, and on to where each disposition leads, with what that does to the pool. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor } from './floor.ts'
import { type ReturnsFloor, returnsFloor } from './returns-floor.ts'

for (const dialect of EDGE_DIALECTS) {
  describe(`returns on ${dialect}`, () => {
    let floor: Floor
    let returns: ReturnsFloor

    beforeAll(async () => {
      floor = await openFloor(dialect)
      returns = await returnsFloor(floor)
      const terms = { name: 'Wholesale', kind: 'wholesale', priority: 3, drawsShared: true, buffer: 0 }
      await ok(floor.server, 'PUT', '/channels/wholesale', terms)
    })
    afterAll(() => floor.close())
    afterEach(() => floor.cleanAudit())

    it('counts 400 uninspected of 3,000 on hand as nothing to sell', async () => {
      const sku = await floor.item()
      const bin = await floor.bin()
      await floor.receive(sku, 'L1', 3_000, bin, 9)
      const order = await returns.shipped(sku, 400)
      const { result } = await returns.receive(sku, 'L1', 400, { orderExternalId: order.externalId })
      expect(result.outcome).toBe('applied')
      const inventory = await floor.inventory(sku)
      expect(inventory).toMatchObject({ onHand: 3_000, sellable: 2_600, shared: 2_600 })
      expect(inventory.byStatus).toMatchObject({ available: 2_600, uninspected: 400 })
      expect(inventory.channels.find(({ channel }) => channel === 'shop')).toMatchObject({ availableToPromise: 2_600 })
      expect((await floor.placing(sku, 2_601)).status).toBe(409)
      expect((await floor.placing(sku, 2_600)).status).toBe(201)
    })

    it('restocks into the same lot, which keeps its place in rotation', async () => {
      const sku = await floor.item()
      const [old, young] = [await floor.bin(), await floor.bin()]
      await floor.receive(sku, 'OLD', 10, old, 30)
      const order = await returns.shipped(sku, 10)
      await floor.receive(sku, 'YOUNG', 10, young, 2)
      await returns.receive(sku, 'OLD', 4, { orderExternalId: order.externalId })
      const { id, result } = await returns.inspect(sku, 'OLD', 4, 'restock', { to: young })
      expect(result.outcome).toBe('applied')
      expect(await floor.lines(id)).toEqual([`4 OLD ${returns.cage}:uninspected > ${young}`])
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 14, sellable: 14 })
      const next = await floor.order(sku, 5)
      const { tasks } = await floor.release(next.id)
      expect(tasks.map(({ lot, quantity }) => [lot, quantity])).toEqual([
        ['OLD', 4],
        ['YOUNG', 1],
      ])
    })

    it('refills a protection up to its target with what is restocked', async () => {
      const sku = await floor.item()
      const bin = await floor.bin()
      await floor.receive(sku, 'L1', 20, bin, 5)
      await returns.shipped(sku, 12)
      await ok(floor.server, 'PUT', `/protections/${sku}/wholesale`, { quantity: 8, target: 10 })
      await returns.receive(sku, 'L1', 5)
      const before = await floor.inventory(sku)
      expect(before.channels.find(({ channel }) => channel === 'wholesale')).toMatchObject({ protected: 8 })
      await returns.inspect(sku, 'L1', 5, 'restock')
      const after = await floor.inventory(sku)
      expect(after).toMatchObject({ sellable: 13, shared: 3 })
      expect(after.channels.find(({ channel }) => channel === 'wholesale')).toMatchObject({
        protected: 10,
        availableToPromise: 13,
      })
    })

    it('gives backorders what is restocked', async () => {
      const sku = await floor.item()
      const bin = await floor.bin()
      await floor.receive(sku, 'L1', 6, bin, 5)
      await returns.shipped(sku, 6)
      const waiting = await floor.order(sku, 3, { onShort: 'backorder' })
      await returns.receive(sku, 'L1', 2)
      expect((await floor.readOrder(waiting.id)).lines[0]).toMatchObject({ backordered: 3 })
      await returns.inspect(sku, 'L1', 2, 'restock')
      expect((await floor.readOrder(waiting.id)).lines[0]).toMatchObject({ committed: 2, backordered: 1 })
    })

    it('turns what goes to the secondary channel into its secondary SKU, same lot, dates and cost', async () => {
      const second = await floor.item()
      const sku = await floor.item({ secondarySku: second })
      const [bin, shelf] = [await floor.bin(), await floor.bin()]
      const unitCost = { amount: 250, currency: 'USD' }
      await floor.receive(sku, 'L1', 10, bin, 20, { expiresOn: '2099-01-31', unitCost })
      await returns.shipped(sku, 10)
      await returns.receive(sku, 'L1', 6)
      const { id } = await returns.inspect(sku, 'L1', 6, 'secondary', { to: shelf, condition: 'opened' })
      expect(await floor.lines(id)).toEqual([
        `6 L1 ${returns.cage}:uninspected > @production`,
        `6 L1 @production > ${shelf}`,
      ])
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 0, sellable: 0 })
      expect(await floor.inventory(second)).toMatchObject({ onHand: 6, sellable: 6 })
      const [first, other] = [await floor.lot(sku, 'L1'), await floor.lot(second, 'L1')]
      expect(other).toMatchObject({ expiresOn: '2099-01-31', costTotal: 1_500, costQuantity: 6, confirmed: true })
      expect(other?.receivedAt).toBe(first?.receivedAt)
      await ok(floor.server, 'POST', `/lots/${sku}/L1/hold`, { reason: 'Glass' })
      expect(await floor.inventory(second)).toMatchObject({ sellable: 0, onHold: 6 })
    })

    it('asks for rework, and has it back through a transformation', async () => {
      const sku = await floor.item()
      const [bin, bench] = [await floor.bin(), await floor.bin()]
      await floor.receive(sku, 'L1', 10, bin, 20)
      await returns.shipped(sku, 10)
      await returns.receive(sku, 'L1', 5)
      await returns.inspect(sku, 'L1', 5, 'rework', { to: bench, condition: 'packaging' })
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 5, sellable: 0, byStatus: { rework: 5 } })
      const open = (await floor.tasks({ kind: 'rework', state: 'open' })).filter((task) => task.sku === sku)
      expect(open).toMatchObject([{ lot: 'L1', location: bench, quantity: 5 }])
      await floor.stream.push('move', { sku, lot: 'L1', quantity: 2, from: bench, to: bin, status: 'rework' })
      const moved = (await floor.tasks({ kind: 'rework', state: 'open' })).filter((task) => task.sku === sku)
      expect(moved.map(({ location, quantity }) => [location, quantity]).sort()).toEqual(
        [
          [bench, 3],
          [bin, 2],
        ].sort(),
      )
      const consumed = [{ sku, lot: 'L1', location: bench, status: 'rework', quantity: 3 }]
      const produced = [{ sku, lot: 'L1', location: bench, quantity: 3 }]
      const { id, result } = await floor.stream.push('transform', { kind: 'rework', consumed, produced })
      expect(result).toMatchObject({ outcome: 'applied' })
      expect(await floor.inventory(sku)).toMatchObject({ sellable: 3, byStatus: { available: 3, rework: 2 } })
      expect((await floor.tasks({ kind: 'rework', state: 'open' })).filter((task) => task.sku === sku)).toMatchObject([
        { location: bin, quantity: 2 },
      ])
      await floor.stream.push('reverse', { transaction: id })
      expect(await floor.inventory(sku)).toMatchObject({ byStatus: { available: 0, rework: 5 } })
    })

    it('posts the loss of what is scrapped', async () => {
      const sku = await floor.item({ standardCost: { amount: 300, currency: 'USD' } })
      const bin = await floor.bin()
      await floor.receive(sku, 'L1', 10, bin, 20)
      await returns.shipped(sku, 4)
      await returns.receive(sku, 'L1', 4, { reason: 'damaged' })
      const { id } = await returns.inspect(sku, 'L1', 4, 'scrap', { condition: 'damaged' })
      expect(await floor.lines(id)).toEqual([`4 L1 ${returns.cage}:uninspected > @scrap`])
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 6, sellable: 6 })
      const figures = await returns.figures({ groupBy: 'sku' })
      expect(figures.find((row) => row.sku === sku)).toMatchObject({
        shipped: 4,
        returned: 4,
        rate: 1,
        dispositions: { scrap: 4, restock: 0 },
        scrapped: { amount: 1_200, currency: 'USD' },
      })
    })

    it('sends goods back to their supplier at once, or sets them aside until they are fetched', async () => {
      const sku = await floor.item()
      const [bin, shelf, other] = [await floor.bin(), await floor.bin(), await floor.bin()]
      await floor.receive(sku, 'L1', 10, bin, 20)
      await returns.shipped(sku, 10)
      await returns.receive(sku, 'L1', 9)
      const { id } = await returns.inspect(sku, 'L1', 2, 'supplier')
      expect(await floor.lines(id)).toEqual([`2 L1 ${returns.cage}:uninspected > @supplier`])
      await returns.inspect(sku, 'L1', 7, 'supplier', { to: shelf })
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 7, sellable: 0, byStatus: { damaged: 7 } })
      await floor.stream.push('move', { sku, lot: 'L1', quantity: 3, from: shelf, to: other, status: 'damaged' })
      const asked = async () =>
        (await floor.tasks({ kind: 'send-back', state: 'open' }))
          .filter((task) => task.sku === sku)
          .map(({ location, quantity, done }) => [location, quantity - done])
          .sort()
      expect(await asked()).toEqual(
        [
          [other, 3],
          [shelf, 4],
        ].sort(),
      )
      const sent = await floor.stream.push('returnToSupplier', { sku, lot: 'L1', location: shelf, quantity: 4 })
      expect(sent.result.outcome).toBe('applied')
      expect(await asked()).toEqual([[other, 3]])
      await floor.stream.push('reverse', { transaction: sent.id })
      expect((await asked()).length).toBe(2)
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 7 })
    })

    it('splits a lot of mixed condition, each part its own way', async () => {
      const sku = await floor.item()
      const [bin, bench] = [await floor.bin(), await floor.bin()]
      await floor.receive(sku, 'L1', 20, bin, 20)
      const order = await returns.shipped(sku, 20)
      const { id } = await returns.receive(sku, 'L1', 10, { orderExternalId: order.externalId })
      await returns.inspect(sku, 'L1', 6, 'restock', { to: bin, returned: id })
      await returns.inspect(sku, 'L1', 3, 'rework', { to: bench, returned: id })
      expect((await returns.ofOrder(order.externalId)).state).toBe('received')
      await returns.inspect(sku, 'L1', 1, 'scrap', { returned: id })
      expect(await floor.stock(sku)).toEqual({ [`L1@${bin}`]: 6, [`L1@${bench}:rework`]: 3 })
      const one = await returns.ofOrder(order.externalId)
      expect(one).toMatchObject({ state: 'closed', units: { received: 10, uninspected: 0, waiting: 0, done: 10 } })
      expect(one.inspections.map(({ disposition, quantity }) => [disposition, quantity])).toEqual([
        ['restock', 6],
        ['rework', 3],
        ['scrap', 1],
      ])
    })

    it('undoes an inspection, and then the receipt, whole', async () => {
      const sku = await floor.item()
      const bin = await floor.bin()
      await floor.receive(sku, 'L1', 20, bin, 20)
      const order = await returns.shipped(sku, 20)
      const came = await returns.receive(sku, 'L1', 10, { orderExternalId: order.externalId })
      const seen = await returns.inspect(sku, 'L1', 10, 'restock', { to: bin })
      const early = await floor.stream.push('reverse', { transaction: seen.id })
      expect(early.result.outcome).toBe('applied')
      expect(await floor.inventory(sku)).toMatchObject({ sellable: 0, byStatus: { uninspected: 10 } })
      expect((await returns.ofOrder(order.externalId)).units).toMatchObject({ uninspected: 10 })
      await floor.stream.push('reverse', { transaction: came.id })
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 0 })
      expect(await returns.list()).not.toContainEqual(expect.objectContaining({ orderExternalId: order.externalId }))
      const figures = await returns.figures({ groupBy: 'sku' })
      expect(figures.find((row) => row.sku === sku)).toMatchObject({ shipped: 20, returned: 0 })
    })
  })
}
