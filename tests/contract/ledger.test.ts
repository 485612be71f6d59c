/** What each transaction does to the ledger, and what happens where floor and ledger contradict each other. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { hireSupervisor } from '../support/supervisor.ts'
import { daysAgo, type Floor, feedSettled, ok, openFloor, pullAll } from './floor.ts'

describe.each(DIALECTS)('the ledger on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const DAY = 86_400_000
  const near = (instant: number | undefined, days: number) =>
    expect(Math.abs((instant ?? 0) - (Date.now() - days * DAY))).toBeLessThan(60_000)

  describe('movements of each type', () => {
    it('receive: from the supplier', async () => {
      const sku = await floor.item()
      const { id, result } = await floor.receive(sku, 'L1', 5, 'DOCK-1')
      expect(result).toMatchObject({ outcome: 'applied', exceptions: [] })
      expect(await floor.lines(id)).toEqual(['5 L1 @supplier > DOCK-1'])
    })

    it('move: whatever the status, the same at both ends', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 9, 'DOCK-1')
      const { id } = await floor.stream.push('move', { sku, lot: 'L1', quantity: 5, from: 'DOCK-1', to: 'A-01' })
      expect(await floor.lines(id)).toEqual(['5 L1 DOCK-1 > A-01'])
      const status = {
        sku,
        lot: 'L1',
        location: 'DOCK-1',
        quantity: 4,
        from: 'available',
        to: 'damaged',
        reason: 'Wet',
      }
      await floor.stream.push('changeStatus', status)
      const damaged = { sku, lot: 'L1', quantity: 4, from: 'DOCK-1', to: 'A-02', status: 'damaged' }
      const moved = await floor.stream.push('move', damaged)
      expect(await floor.lines(moved.id)).toEqual(['4 L1 DOCK-1:damaged > A-02:damaged'])
      expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 5, 'L1@A-02:damaged': 4 })
    })

    it('moveUnit: the unit stands elsewhere, what is in it stays in it', async () => {
      const sku = await floor.item()
      const tote = await floor.bin({ kind: 'unit', within: 'A-01' })
      await floor.receive(sku, 'L1', 5, tote)
      await feedSettled(floor.server)
      const { cursor } = await pullAll(floor.server)
      const { id, result } = await floor.stream.push('moveUnit', { unit: tote, to: 'A-02' })
      expect(result.outcome).toBe('applied')
      expect(await floor.lines(id)).toEqual([])
      expect(await floor.stock(sku)).toEqual({ [`L1@${tote}`]: 5 })
      await feedSettled(floor.server)
      const { changes } = await pullAll(floor.server, cursor)
      expect(changes.find(({ table }) => table === 'locations')?.value).toMatchObject({ code: tote, within: 'A-02' })
      const bin = await floor.stream.push('moveUnit', { unit: 'A-01', to: 'A-02' })
      expect(bin.result.problem).toMatchObject({ code: 'not-a-unit', field: 'payload.unit' })
      const inner = await floor.bin({ kind: 'unit', within: tote })
      const circle = await floor.stream.push('moveUnit', { unit: tote, to: inner })
      expect(circle.result.problem).toMatchObject({ code: 'circular-unit', field: 'payload.to' })
      for (const { sent } of [bin, circle]) await ok(floor.server, 'POST', `/refused/${sent.id}/dismiss`)
    })

    it('changeStatus: in place, and never out of uninspected', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 5, 'A-01')
      const payload = { sku, lot: 'L1', location: 'A-01', quantity: 2, reason: 'Torn' }
      const { id } = await floor.stream.push('changeStatus', { ...payload, from: 'available', to: 'rework' })
      expect(await floor.lines(id)).toEqual(['2 L1 A-01 > A-01:rework'])
      expect(await floor.inventory(sku)).toMatchObject({
        onHand: 5,
        sellable: 3,
        byStatus: { available: 3, uninspected: 0, rework: 2, damaged: 0 },
      })
      const out = await floor.stream.push('changeStatus', { ...payload, from: 'uninspected', to: 'available' })
      expect(out.result).toMatchObject({ outcome: 'refused', problem: { code: 'malformed' } })
      await ok(floor.server, 'POST', `/refused/${out.id}/dismiss`)
    })

    it('adjust: found and gone, against the adjustment location', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 5, 'A-01')
      const payload = { sku, lot: 'L1', location: 'A-01', status: 'available', reason: 'Recounted' }
      const found = await floor.stream.push('adjust', { ...payload, quantity: 4 })
      expect(await floor.lines(found.id)).toEqual(['4 L1 @adjustment > A-01'])
      const gone = await floor.stream.push('adjust', { ...payload, quantity: -6 })
      expect(await floor.lines(gone.id)).toEqual(['6 L1 A-01 > @adjustment'])
      expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 3 })
      expect((await floor.movements({ sku })).map((line) => line.device)).toEqual(['HH-1', 'HH-1', 'HH-1'])
    })

    it('pick and ship: to staging and to the customer, for their order', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 9, 'A-01')
      const order = await floor.order(sku, 5)
      const { tasks } = await floor.release(order.id)
      const [task] = tasks
      if (!task) throw new Error('There is no task.')
      const tote = await floor.bin({ kind: 'unit', within: 'A-01' })
      const picked = await floor.pick({ ...task, quantity: 2 }, { to: tote })
      expect(await floor.lines(picked.id)).toEqual([`2 L1 A-01 > ${tote}`])
      const rest = await floor.pick({ ...task, quantity: 3 })
      expect(await floor.lines(rest.id)).toEqual(['3 L1 A-01 > STAGING'])
      const shipped = await floor.stream.push('ship', { orderId: order.id })
      expect(shipped.result).toMatchObject({ outcome: 'applied' })
      expect((await floor.lines(shipped.id)).sort()).toEqual(
        ['3 L1 STAGING > @customer', `2 L1 ${tote} > @customer`].sort(),
      )
      const lines = await floor.movements({ order: order.id })
      expect(lines.map((line) => line.channel)).toEqual(['shop', 'shop', 'shop', 'shop'])
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'shipped', lines: [{ shipped: 5, picked: 0 }] })
    })

    it('ship: a part by units, a part by lines', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 9, 'A-01')
      const order = await floor.order(sku, 9)
      const [task] = (await floor.release(order.id)).tasks
      if (!task) throw new Error('There is no task.')
      const tote = await floor.bin({ kind: 'unit' })
      await floor.pick({ ...task, quantity: 4 }, { to: tote })
      await floor.pick({ ...task, quantity: 5 })
      await floor.stream.push('ship', { orderId: order.id, units: [tote] })
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'picked', lines: [{ shipped: 4, picked: 5 }] })
      const lines = [{ sku, lot: 'L1', quantity: 2 }]
      await floor.stream.push('ship', { orderId: order.id, lines })
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'picked', lines: [{ shipped: 6, picked: 3 }] })
      await floor.stream.push('ship', { orderId: order.id })
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'shipped', lines: [{ shipped: 9, picked: 0 }] })
    })

    it('ship: by the number that the channel gave, where the id is another after a restore', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 3, 'A-01')
      const order = await floor.order(sku, 3, { externalId: `RESTORED-${sku}` })
      const [task] = (await floor.release(order.id)).tasks
      if (task) await floor.pick(task)
      const { result } = await floor.stream.push('ship', {
        orderId: '01890a5d-ac96-774b-bcce-b302099a8057',
        channel: 'shop',
        orderExternalId: `RESTORED-${sku}`,
        lines: [{ sku, lot: 'L1', quantity: 3, from: 'STAGING' }],
      })
      expect(result.outcome).toBe('applied')
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'shipped' })
    })

    it('ship: refused for want of a staging lane without a fault of ours', async () => {
      const sku = await floor.item()
      await ok(floor.server, 'PUT', '/warehouses/BARE', { name: 'Bare', timeZone: 'UTC', currency: 'USD' })
      await ok(floor.server, 'PUT', '/locations/STAGING?warehouse=BARE', { kind: 'staging', blocked: true })
      const stream = testStream(floor.server)
      const lines = [{ sku, lot: 'L1', quantity: 3 }]
      const sent = stream.envelope('ship', { orderId: '01890a5d-ac96-774b-bcce-b302099a8058', lines })
      const body = { deviceId: 'HH-1', streamId: stream.streamId, transactions: [sent] }
      const answer = await ok(floor.server, 'POST', '/sync/push?warehouse=BARE', body)
      expect(answer).toMatchObject({ results: [{ outcome: 'refused', problem: { code: 'no-staging' } }] })
      await ok(floor.server, 'POST', `/refused/${sent.id}/dismiss?warehouse=BARE`)
    })

    it('shortPick: missing moves nothing and is suspect, damaged changes the status', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      const payload = { taskId: '01890a5d-ac96-774b-bcce-b302099a8057', sku, lot: 'L1', location: 'A-01' }
      const missing = await floor.stream.push('shortPick', { ...payload, found: 8, reason: 'missing' })
      expect(await floor.lines(missing.id)).toEqual([])
      expect(await floor.stockRows(sku)).toMatchObject([{ quantity: 10, suspect: 2 }])
      const damaged = await floor.stream.push('shortPick', { ...payload, found: 5, reason: 'damaged' })
      expect(await floor.lines(damaged.id)).toEqual(['3 L1 A-01 > A-01:damaged'])
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 10, sellable: 5, suspect: 2 })
    })

    it('names items by barcode as well, whatever length the GTIN was printed in', async () => {
      const sku = await floor.item({ barcodes: [{ code: '0614141000791', quantity: 1 }] })
      const payload = { lot: 'L1', quantity: 2, location: 'A-01' }
      for (const barcode of ['0614141000791', '614141000791', '00614141000791']) {
        const { result } = await floor.stream.push('receive', { ...payload, barcode })
        expect(result, barcode).toMatchObject({ outcome: 'applied' })
      }
      expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 6 })
    })

    it('keeps items without lots under the empty lot, whatever a label says', async () => {
      const sku = await floor.item({ lotTracked: false })
      await floor.receive(sku, null, 5, 'A-01')
      await floor.receive(sku, 'PRINTED', 4, 'A-01')
      const { result } = await floor.stream.push('move', { sku, lot: null, quantity: 9, from: 'A-01', to: 'A-02' })
      expect(result.outcome).toBe('applied')
      expect(await floor.stock(sku)).toEqual({ '@A-02': 9 })
      expect(await floor.inventory(sku)).toMatchObject({ sellable: 9 })
      const order = await floor.order(sku, 9)
      expect((await floor.release(order.id)).tasks).toMatchObject([{ lot: null, location: 'A-02', quantity: 9 }])
    })
  })

  describe('contradictions', () => {
    it('opens negative-stock, and closes it when the cause arrives', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 1, 'A-04')
      const taken = await floor.stream.push('move', { sku, lot: 'L1', quantity: 5, from: 'A-01', to: 'A-02' })
      expect(taken.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'negative-stock' }] })
      const [open] = await floor.exceptions({ type: 'negative-stock', sku })
      expect(open).toMatchObject({
        severity: 'high',
        lot: 'L1',
        location: 'A-01',
        remedies: ['count', 'write-off', 'reverse'],
      })
      const settled = await floor.server.call('POST', `/exceptions/${open?.id}/resolve`, { remedy: 'count' })
      // A count is asked for; that alone makes it no less true.
      expect(settled).toMatchObject({ status: 200, body: { state: 'open' } })
      await floor.receive(sku, 'L1', 3, 'A-01')
      expect(await floor.exceptions({ type: 'negative-stock', sku })).toHaveLength(1)
      await floor.receive(sku, 'L1', 2, 'A-01')
      expect(await floor.exceptions({ type: 'negative-stock', sku })).toEqual([])
      expect(await floor.exceptions({ type: 'negative-stock', sku }, 'resolved')).toHaveLength(1)
      expect(await floor.stock(sku)).toEqual({ 'L1@A-02': 5, 'L1@A-04': 1 })
    })

    it('does not take one contradiction for another whose names run together alike', async () => {
      const tag = (await floor.item()).slice(4)
      const bin = await floor.bin()
      await ok(floor.server, 'PUT', `/locations/${encodeURIComponent(`X${tag}/${bin}`)}`, { kind: 'pick' })
      const sku = await floor.item()
      // L/X at BIN and L at X/BIN.
      const [first, second] = [
        { lot: `L/X${tag}`, from: bin },
        { lot: 'L', from: `X${tag}/${bin}` },
      ]
      for (const { lot, from } of [first, second]) {
        await floor.receive(sku, lot, 1, 'A-04')
        await floor.stream.push('move', { sku, lot, quantity: 5, from, to: 'A-02' })
      }
      expect(await floor.exceptions({ type: 'negative-stock', sku })).toHaveLength(2)
      await floor.receive(sku, first.lot, 5, first.from)
      expect(await floor.exceptions({ type: 'negative-stock', sku })).toMatchObject([{ location: second.from }])
    })

    it('opens over-receipt beyond what was expected, and closes the receipt when all is in', async () => {
      const sku = await floor.item()
      const other = await floor.item()
      const body = {
        supplier: 'Mill',
        reference: `PO-${sku}`,
        lines: [
          { sku, quantity: 6 },
          { sku, quantity: 4 },
        ],
      }
      const { id: receiptId } = await ok<{ id: string }>(floor.server, 'POST', '/receipts', body)
      await feedSettled(floor.server)
      const { cursor } = await pullAll(floor.server)
      const receive = (what: string, quantity: number) =>
        floor.stream.push('receive', { receiptId, sku: what, lot: 'L1', quantity, location: 'DOCK-1' })
      expect((await receive(sku, 9)).result).toMatchObject({ outcome: 'applied' })
      expect((await receive(sku, 1)).result).toMatchObject({ outcome: 'applied' })
      const more = await receive(sku, 2)
      expect(more.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'over-receipt' }] })
      expect((await receive(other, 1)).result).toMatchObject({ exceptions: [{ type: 'over-receipt' }] })
      await feedSettled(floor.server)
      const { changes } = await pullAll(floor.server, cursor)
      const last = (table: string) => changes.filter((change) => change.table === table).at(-1)?.value
      expect(last('receiptLines')).toMatchObject({ receiptId, expected: 10, received: 12 })
      expect(last('receipts')).toMatchObject({ id: receiptId, state: 'closed' })
      expect(await floor.stock(sku)).toEqual({ 'L1@DOCK-1': 12 })
    })

    it('opens lot-conflict where two labels disagree, and keeps the first statement', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 5, 'DOCK-1', 0, { expiresOn: '2031-05-01' })
      const { result } = await floor.receive(sku, 'L1', 5, 'DOCK-1', 0, { expiresOn: '2031-06-01' })
      expect(result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'lot-conflict' }] })
      const again = await floor.receive(sku, 'L1', 5, 'DOCK-1', 0, {
        expiresOn: '2031-05-01',
        producedOn: '2030-01-01',
      })
      expect(again.result.outcome).toBe('applied')
      expect(await floor.lot(sku, 'L1')).toMatchObject({ expiresOn: '2031-05-01', producedOn: '2030-01-01' })
    })

    it('raises what a pick of a held-back, expired or younger lot means', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'OLD', 5, 'A-01', 9)
      await floor.receive(sku, 'YOUNG', 5, 'A-02', 2)
      await floor.receive(sku, 'EXPIRED', 5, 'A-03', 30, { expiresOn: '2020-01-01' })
      const order = await floor.order(sku, 4)
      const [task] = (await floor.release(order.id)).tasks
      if (!task) throw new Error('There is no task.')
      const younger = await floor.pick({ ...task, lot: 'YOUNG', location: 'A-02', quantity: 2 })
      expect(younger.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'rotation-bypassed' }] })
      const expired = await floor.pick({ ...task, lot: 'EXPIRED', location: 'A-03', quantity: 2 })
      expect(expired.result.exceptions.map(({ type }) => type)).toContain('expired-lot-picked')
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'picked', lines: [{ picked: 4, allocated: 0 }] })
    })

    it('takes a younger lot that a supervisor allowed, and says who', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'OLD', 5, 'A-01', 9)
      await floor.receive(sku, 'YOUNG', 5, 'A-02', 2)
      const order = await floor.order(sku, 5)
      const [task] = (await floor.release(order.id)).tasks
      if (!task) throw new Error('There is no task.')
      const sam = await hireSupervisor(floor.server, 'Sam')
      const reason = 'Pallet blocked'
      const proof = await sam.sign({ taskId: task.id, sku, lot: 'YOUNG', reason })
      const override = { supervisor: sam.id, reason, proof }
      const { result } = await floor.pick({ ...task, lot: 'YOUNG', location: 'A-02' }, { override })
      expect(result).toMatchObject({ exceptions: [{ type: 'rotation-bypassed' }] })
      expect(JSON.stringify(await floor.exceptions({ sku }))).toContain('Sam allowed it: Pallet blocked')
    })

    it.each([
      ['made for another lot', { lot: 'OLD' }, 'supervisor'],
      ['of somebody who may not give it', {}, 'picker'],
      ['that is no signature', null, 'supervisor'],
    ] as const)('posts a younger lot with a proof %s, as severe', async (_, change, role) => {
      const sku = await floor.item()
      await floor.receive(sku, 'OLD', 5, 'A-01', 9)
      await floor.receive(sku, 'YOUNG', 5, 'A-02', 2)
      const order = await floor.order(sku, 5)
      const [task] = (await floor.release(order.id)).tasks
      if (!task) throw new Error('There is no task.')
      const sam = await hireSupervisor(floor.server, 'Sam')
      const claim = { taskId: task.id, sku, lot: 'YOUNG', reason: 'Pallet blocked' }
      const proof = change === null ? 'x' : await sam.sign({ ...claim, ...change })
      if (role === 'picker')
        await floor.server.call('PUT', '/users/TEST-BADGE-SAM-0123456789', { name: 'Sam', roles: [role], pin: '4711' })
      const override = { supervisor: sam.id, reason: claim.reason, proof }
      const { result } = await floor.pick({ ...task, lot: 'YOUNG', location: 'A-02' }, { override })
      expect(result.exceptions.map(({ type }) => type)).toEqual(['unproven-author', 'rotation-bypassed'])
    })

    it('books what was picked beyond the order on nobody, and says so', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 9, 'A-01')
      const order = await floor.order(sku, 4)
      const [task] = (await floor.release(order.id)).tasks
      if (!task) throw new Error('There is no task.')
      const { result } = await floor.pick({ ...task, quantity: 6 })
      expect(result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'over-pick' }] })
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'picked', lines: [{ picked: 4 }] })
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 9, channels: [{ availableToPromise: 5 }] })
    })

    it('says that an order left of which nothing was picked', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 9, 'A-01')
      const order = await floor.order(sku, 4)
      const { result } = await floor.stream.push('ship', { orderId: order.id })
      expect(result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'over-shipment' }] })
      const lines = [{ sku, lot: 'L1', quantity: 4, from: 'A-01' }]
      const stated = await floor.stream.push('ship', { orderId: order.id, lines })
      expect(stated.result.outcome).toBe('applied')
      expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 5 })
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'shipped' })
    })
  })

  describe('lots', () => {
    it('dates a lot by its first receipt, also when that arrives later', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'X', 5, 'A-01', 5)
      await floor.receive(sku, 'Y', 5, 'A-02', 2)
      near((await floor.lot(sku, 'Y'))?.receivedAt, 2)
      await floor.receive(sku, 'Y', 5, 'A-03', 9)
      near((await floor.lot(sku, 'Y'))?.receivedAt, 9)
      await floor.receive(sku, 'Y', 5, 'A-03', 1)
      near((await floor.lot(sku, 'Y'))?.receivedAt, 9)
      const order = await floor.order(sku, 17)
      const { tasks } = await floor.release(order.id)
      expect(tasks.map(({ lot, location, quantity }) => [lot, location, quantity])).toEqual([
        ['Y', 'A-02', 5],
        ['Y', 'A-03', 10],
        ['X', 'A-01', 2],
      ])
    })

    it('corrects the date for a clock that is wrong', async () => {
      const sku = await floor.item()
      const stream = testStream(floor.server)
      const slow = stream.envelope(
        'receive',
        { sku, lot: 'L1', quantity: 1, location: 'A-01' },
        { occurredAt: daysAgo(12) },
      )
      await stream.send([slow], { sentAt: daysAgo(10) })
      near((await floor.lot(sku, 'L1'))?.receivedAt, 2)
    })

    it('weighs the cost of a lot by quantity', async () => {
      const sku = await floor.item()
      const unitCost = (amount: number, currency = 'USD') => ({ unitCost: { amount, currency } })
      await floor.receive(sku, 'L1', 10, 'A-01', 0, unitCost(100))
      await floor.receive(sku, 'L1', 30, 'A-01', 0, unitCost(200))
      await floor.receive(sku, 'L1', 5, 'A-01')
      expect(await floor.lot(sku, 'L1')).toMatchObject({ costTotal: 7000, costQuantity: 40, costCurrency: 'USD' })
      const other = await floor.receive(sku, 'L1', 5, 'A-01', 0, unitCost(90, 'EUR'))
      expect(other.result).toMatchObject({ exceptions: [{ type: 'lot-conflict' }] })
      expect(await floor.lot(sku, 'L1')).toMatchObject({ costTotal: 7000, costQuantity: 40 })
    })

    it('weighs no receipt that was undone, and is not dated by it', async () => {
      const sku = await floor.item()
      const unitCost = (amount: number) => ({ unitCost: { amount, currency: 'USD' } })
      await floor.receive(sku, 'L1', 10, 'A-01', 2, unitCost(100))
      const wrong = await floor.receive(sku, 'L1', 30, 'A-01', 9, unitCost(900))
      await floor.stream.push('reverse', { transaction: wrong.id })
      expect(await floor.lot(sku, 'L1')).toMatchObject({ costTotal: 1000, costQuantity: 10 })
      near((await floor.lot(sku, 'L1'))?.receivedAt, 2)
    })

    it('does not sell a lot that was never received, until it is', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 1, 'A-04')
      const met = await floor.stream.push('adjust', {
        sku,
        lot: 'STRAY',
        location: 'A-01',
        status: 'available',
        quantity: 8,
        reason: 'Found',
      })
      expect(met.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'unconfirmed-lot' }] })
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 9, sellable: 1, unconfirmed: 8 })
      expect((await floor.placing(sku, 5)).status).toBe(409)
      await floor.receive(sku, 'STRAY', 2, 'A-02', 3, { expiresOn: '2031-05-01' })
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 11, sellable: 11, unconfirmed: 0 })
      near((await floor.lot(sku, 'STRAY'))?.receivedAt, 3)
      // Its cause has arrived: the exception closes by itself.
      expect(await floor.exceptions({ type: 'unconfirmed-lot', sku })).toEqual([])
    })

    it('never sells an unknown lot of a lot-tracked item', async () => {
      const sku = await floor.item()
      const { result } = await floor.receive(sku, null, 8, 'A-01')
      expect(result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'unconfirmed-lot' }] })
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 8, sellable: 0, unconfirmed: 8 })
      expect((await floor.placing(sku, 1)).status).toBe(409)
    })

    it('follows an item that becomes lot-tracked, or another rotation', async () => {
      const sku = await floor.item({ lotTracked: false })
      await floor.receive(sku, null, 8, 'A-01')
      await ok(floor.server, 'PUT', `/items/${sku}`, { name: sku, lotTracked: true })
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 8, sellable: 0 })
      await ok(floor.server, 'PUT', `/items/${sku}`, { name: sku, lotTracked: false })
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 8, sellable: 8 })
    })

    it('follows a location that is blocked and freed', async () => {
      const sku = await floor.item()
      const bin = await floor.bin()
      await floor.receive(sku, 'L1', 8, bin)
      await ok(floor.server, 'PUT', `/locations/${bin}`, { kind: 'pick', blocked: true })
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 8, sellable: 0, blocked: 8 })
      await floor.receive(sku, 'L1', 2, bin)
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 10, sellable: 0, blocked: 10 })
      await ok(floor.server, 'PUT', `/locations/${bin}`, { kind: 'pick', blocked: false })
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 10, sellable: 10, blocked: 0 })
    })
  })
})
