/** Returns that do not fit: too many, never sent, unknown, held, undocumented, dear, late. Nothing is lost, and somebody is told. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { enrolDevice, type Floor, ok, openFloor, pullAll, signInWorker } from './floor.ts'
import { type ReturnsFloor, returnsFloor } from './returns-floor.ts'

const USD = 'USD'
const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

for (const dialect of EDGE_DIALECTS) {
  describe(`odd returns on ${dialect}`, () => {
    let floor: Floor
    let returns: ReturnsFloor

    beforeAll(async () => {
      floor = await openFloor(dialect)
      returns = await returnsFloor(floor)
      const terms = { kind: 'retail', priority: 2, drawsShared: true, buffer: 0 }
      await ok(floor.server, 'PUT', '/channels/bigmart', { name: 'BigMart', ...terms })
    })
    afterAll(() => floor.close())
    afterEach(() => floor.cleanAudit())

    const stocked = async (quantity: number, over: Record<string, unknown> = {}, receipt = {}) => {
      const sku = await floor.item(over)
      const bin = await floor.bin()
      await floor.receive(sku, over.lotTracked === false ? null : 'L1', quantity, bin, 20, receipt)
      return { sku, bin }
    }

    describe('more than was sent', () => {
      it('is carried by whoever inspected it then, though it could not be posted: a count beside it is asked again', async () => {
        const { sku } = await stocked(20)
        const bin = await floor.bin()
        const order = await returns.shipped(sku, 8, { channel: 'bigmart' })
        const lines = [{ sku, quantity: 6, reason: 'damaged' }]
        const chargeback = { reference: 'CB', category: 'damage' }
        const expected = { channel: 'bigmart', orderExternalId: order.externalId, lines, chargeback }
        await ok(floor.server, 'POST', '/returns', expected)
        const from = { channel: 'bigmart', orderExternalId: order.externalId }
        await returns.receive(sku, 'L1', 5, from)
        const cursor = (await pullAll(floor.server)).cursor
        const [inspector, counter] = [testStream(floor.server, 'HH-8'), testStream(floor.server, 'HH-9')]
        const seen = {
          sku,
          lot: 'L1',
          location: returns.cage,
          quantity: 8,
          condition: 'damaged',
          disposition: 'restock',
        }
        await inspector.push('inspect', { ...seen, to: bin }, { cursor })
        // Eight lie in the bin by now, and the ledger knows of five, in the cage.
        await counter.push(
          'count',
          { location: bin, scope: 'location', lines: [{ sku, lot: 'L1', quantity: 8 }] },
          { cursor },
        )
        await returns.receive(sku, 'L1', 3, from)
        expect(await floor.exceptions({ type: 'count-disturbed', sku })).toHaveLength(1)
      })

      it('is taken in, and told', async () => {
        const { sku } = await stocked(10)
        const order = await returns.shipped(sku, 3)
        expect((await returns.receive(sku, 'L1', 2, { orderExternalId: order.externalId })).result.outcome).toBe(
          'applied',
        )
        const { result } = await returns.receive(sku, 'L1', 2, { orderExternalId: order.externalId })
        expect(result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'over-return' }] })
        const [open] = await returns.open('over-return', sku)
        const { id: returnId } = await returns.ofOrder(order.externalId)
        expect(open).toMatchObject({ lot: 'L1', location: returns.cage, order: order.id, returnId })
        expect(await floor.inventory(sku)).toMatchObject({ onHand: 11, sellable: 7, byStatus: { uninspected: 4 } })
        const back = await returns.resolve(open?.id ?? '', { remedy: 'send-back' })
        expect(back.status, JSON.stringify(back.body)).toBe(200)
        expect(await floor.inventory(sku)).toMatchObject({ byStatus: { uninspected: 3 } })
        expect((await returns.ofOrder(order.externalId)).units).toMatchObject({ received: 3, uninspected: 3 })
      })

      it('of an item, or of a lot, that the order never had', async () => {
        const { sku, bin } = await stocked(10)
        const other = await stocked(5)
        const order = await returns.shipped(sku, 3)
        await floor.receive(sku, 'L2', 10, bin, 5)
        await returns.receive(other.sku, 'L1', 1, { orderExternalId: order.externalId })
        await returns.receive(sku, 'L2', 1, { orderExternalId: order.externalId })
        expect((await floor.exceptions({ type: 'over-return', sku: other.sku })).length).toBe(1)
        expect((await floor.exceptions({ type: 'over-return', sku })).length).toBe(1)
      })

      it('of what was never sold over the channel, without an order', async () => {
        const { sku } = await stocked(10)
        const { result } = await returns.receive(sku, 'L1', 1, { channel: 'bigmart' })
        expect(result.exceptions.map(({ type }) => type)).toEqual(['over-return'])
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 10, byStatus: { uninspected: 1 } })
      })

      it('of a lot that was never here', async () => {
        const { sku } = await stocked(10)
        await returns.shipped(sku, 4)
        const { result } = await returns.receive(sku, 'GHOST', 1)
        expect(result.exceptions.map(({ type }) => type).sort()).toEqual(['over-return', 'unconfirmed-lot'])
        const seen = await returns.inspect(sku, 'GHOST', 1, 'restock')
        expect(seen.result.outcome).not.toBe('refused')
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 6, unconfirmed: 1 })
      })
    })

    describe('an unknown return', () => {
      it('names an order or a return that nobody knows', async () => {
        const { sku } = await stocked(10)
        await returns.shipped(sku, 5)
        const order = await returns.receive(sku, 'L1', 1, { orderExternalId: 'NOBODY-KNOWS' })
        expect(order.result.exceptions.map(({ type }) => type)).toEqual(['unknown-reference'])
        const named = await returns.receive(sku, 'L1', 1, { returnId: v7() })
        expect(named.result.exceptions.map(({ type }) => type)).toEqual(['unknown-reference'])
        expect(await floor.inventory(sku)).toMatchObject({ byStatus: { uninspected: 2 } })
        expect((await returns.list()).filter(({ skus }) => skus.includes(sku))).toHaveLength(2)
      })

      it('keeps what cannot be understood, whole', async () => {
        const { sku } = await stocked(1)
        for (const over of [
          { sku: 'NO-SUCH' },
          { location: 'NO-SUCH' },
          { quantity: 0 },
          { reason: '' },
          { channel: undefined },
        ]) {
          const { result, id } = await returns.receive(sku, 'L1', 1, over)
          expect(result.outcome, JSON.stringify(over)).toBe('refused')
          await ok(floor.server, 'POST', `/refused/${id}/dismiss`, { note: 'test' })
        }
      })
    })

    describe('a lot that cannot be sold again', () => {
      it('on hold or expired is not restocked, wherever it is put', async () => {
        const { sku, bin } = await stocked(10)
        await returns.shipped(sku, 6)
        await returns.receive(sku, 'L1', 6)
        await ok(floor.server, 'POST', `/lots/${sku}/L1/hold`, { reason: 'Glass' })
        const { id, result } = await returns.inspect(sku, 'L1', 4, 'restock', { to: bin })
        expect(result.exceptions.map(({ type }) => type)).toEqual(['disposition-stopped'])
        await ok(floor.server, 'POST', `/lots/${sku}/L1/release`, { reason: 'No glass' })
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 4, byStatus: { uninspected: 6 } })
        expect(await floor.stock(sku)).toMatchObject({
          [`L1@${bin}:uninspected`]: 4,
          [`L1@${returns.cage}:uninspected`]: 2,
        })
        const [open] = await returns.open('disposition-stopped', sku)
        expect(open?.transaction).toBe(id)
        const decided = await returns.resolve(open?.id ?? '', {
          remedy: 'dispose',
          disposition: 'restock',
          note: 'Released',
        })
        expect(decided.status, JSON.stringify(decided.body)).toBe(200)
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 8, byStatus: { uninspected: 2 } })
        await floor.stream.push('reverse', { transaction: id })
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 4, byStatus: { uninspected: 6 } })
      })

      it('cannot be waved through while it is held', async () => {
        const { sku } = await stocked(10)
        await returns.shipped(sku, 6)
        await returns.receive(sku, 'L1', 6)
        await ok(floor.server, 'POST', `/lots/${sku}/L1/hold`, { reason: 'Glass' })
        await returns.inspect(sku, 'L1', 6, 'restock')
        const [open] = await returns.open('disposition-stopped', sku)
        const again = await returns.resolve(open?.id ?? '', { remedy: 'dispose', disposition: 'restock', note: 'Now' })
        expect(again).toMatchObject({ status: 409, body: { code: 'still-stopped' } })
        const scrap = await returns.resolve(open?.id ?? '', {
          remedy: 'dispose',
          disposition: 'scrap',
          note: 'Glass in it',
        })
        expect(scrap.status, JSON.stringify(scrap.body)).toBe(200)
        expect(await floor.inventory(sku)).toMatchObject({ onHand: 4 })
      })

      it('expired since it was shipped', async () => {
        const { sku } = await stocked(10, {}, { expiresOn: soon(1) })
        await returns.shipped(sku, 6)
        await returns.receive(sku, 'L1', 6)
        floor.clock.offset += 3 * 86_400_000
        const { result } = await returns.inspect(sku, 'L1', 6, 'restock', {})
        expect(result.exceptions.map(({ type }) => type)).toEqual(['disposition-stopped'])
        const [open] = await returns.open('disposition-stopped', sku)
        expect(await returns.resolve(open?.id ?? '', { remedy: 'inspect-again', note: '' })).toMatchObject({
          status: 200,
        })
        await returns.inspect(sku, 'L1', 6, 'scrap')
        expect(await floor.inventory(sku)).toMatchObject({ byStatus: { uninspected: 0 } })
      })

      it('that nobody knows is scrapped, reworked or kept', async () => {
        const { sku } = await stocked(10)
        await returns.shipped(sku, 8)
        const { result } = await returns.receive(sku, null, 8)
        expect(result.outcome).toBe('applied')
        for (const disposition of ['restock', 'secondary', 'supplier']) {
          const stopped = await returns.inspect(sku, null, 1, disposition)
          expect(
            stopped.result.exceptions.map(({ type }) => type),
            disposition,
          ).toEqual(['disposition-stopped'])
        }
        expect((await returns.inspect(sku, null, 1, 'scrap')).result.outcome).toBe('applied')
        expect((await returns.inspect(sku, null, 2, 'rework')).result.outcome).toBe('applied')
        expect((await returns.inspect(sku, null, 2, 'keep')).result.outcome).toBe('exception')
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 2, byStatus: { uninspected: 5, rework: 2 } })
        const consumed = [{ sku, lot: null, location: returns.cage, status: 'rework', quantity: 2 }]
        const produced = [{ sku, lot: 'RW-1', location: returns.cage, quantity: 2 }]
        await floor.stream.push('transform', { kind: 'rework', consumed, produced })
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 4, byStatus: { rework: 0 } })
      })

      it('has no secondary SKU', async () => {
        const { sku } = await stocked(4)
        await returns.shipped(sku, 2)
        await returns.receive(sku, 'L1', 2)
        const { result } = await returns.inspect(sku, 'L1', 2, 'secondary')
        expect(result.exceptions.map(({ type }) => type)).toEqual(['disposition-stopped'])
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 2, byStatus: { uninspected: 2 } })
      })
    })

    describe('a chargeback', () => {
      const announced = async (chargeback: Record<string, unknown>) => {
        const { sku, bin } = await stocked(30)
        const order = await returns.shipped(sku, 12, { channel: 'bigmart' })
        const lines = [{ sku, quantity: 5, reason: 'refused' }]
        const body = { channel: 'bigmart', orderExternalId: order.externalId, lines, chargeback }
        const { id, warnings } = await returns.announce(body)
        expect(warnings).toEqual([])
        return { sku, bin, id, order }
      }
      const FULL = { reference: 'CB-1', category: 'ASN missing', amount: { amount: 12_500, currency: USD } }
      const photo = 'a'.repeat(64)

      it('keeps goods from being sold again until its documents are there', async () => {
        const { sku, bin, id, order } = await announced({ ...FULL, disputeBy: soon(20) })
        expect((await returns.read(id)).lines).toMatchObject([{ expected: 5, lots: [{ lot: 'L1', quantity: 12 }] }])
        await returns.receive(sku, 'L1', 5, {
          channel: 'bigmart',
          orderExternalId: order.externalId,
          reason: 'refused',
        })
        const { result } = await returns.inspect(sku, 'L1', 5, 'restock', { to: bin })
        expect(result.exceptions.map(({ type }) => type)).toEqual(['documents-missing'])
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 18, byStatus: { uninspected: 5 } })
        expect(await returns.read(id)).toMatchObject({
          state: 'received',
          documents: 'missing',
          missing: ['photos'],
          chargeback: { category: 'asn-missing', state: 'open' },
          waitingFor: ['documents'],
        })
        const after = await ok<{ documents: string; state: string }>(floor.server, 'PUT', `/returns/${id}/documents`, {
          photos: [photo],
        })
        expect(after).toMatchObject({ documents: 'complete', state: 'closed' })
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 23, byStatus: { uninspected: 0 } })
        expect(await returns.open('documents-missing', sku)).toEqual([])
        expect(await floor.stock(sku)).toMatchObject({ [`L1@${bin}`]: 23 })
      })

      it('has its photos from the inspection itself', async () => {
        const { sku, id, order } = await announced({})
        expect((await returns.read(id)).missing).toEqual(['reference', 'category', 'amount', 'disputeBy', 'photos'])
        await returns.receive(sku, 'L1', 5, { channel: 'bigmart', returnId: id, orderExternalId: order.externalId })
        await returns.inspect(sku, 'L1', 5, 'restock', { photos: [photo] })
        expect(await floor.inventory(sku)).toMatchObject({ byStatus: { uninspected: 5 } })
        await ok(floor.server, 'PUT', `/returns/${id}/documents`, { chargeback: FULL })
        expect((await returns.read(id)).missing).toEqual(['disputeBy'])
        await ok(floor.server, 'PUT', `/returns/${id}/documents`, { disputeBy: soon(30) })
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 23, byStatus: { uninspected: 0 } })
      })

      it('does not keep them from being scrapped, and a supervisor may sell them without', async () => {
        const { sku, id, order } = await announced(FULL)
        await returns.receive(sku, 'L1', 5, { channel: 'bigmart', returnId: id, orderExternalId: order.externalId })
        expect((await returns.inspect(sku, 'L1', 2, 'scrap')).result.outcome).toBe('applied')
        await returns.inspect(sku, 'L1', 3, 'restock')
        const [open] = await returns.open('documents-missing', sku)
        expect(await returns.resolve(open?.id ?? '', { remedy: 'restock' })).toMatchObject({ status: 422 })
        const sold = await returns.resolve(open?.id ?? '', { remedy: 'restock', note: 'Too small to dispute' })
        expect(sold.status, JSON.stringify(sold.body)).toBe(200)
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 21 })
      })

      it('is told when its last day is near, until it is answered', async () => {
        const { sku, id } = await announced({ ...FULL, disputeBy: soon(3) })
        const due = async () =>
          (await floor.exceptions({ type: 'chargeback-due' })).filter((one) => one.detail.includes('CB-1'))
        const before = await due()
        expect(before.length).toBeGreaterThan(0)
        await ok(floor.server, 'POST', `/returns/${id}/chargeback`, { state: 'disputed', note: 'Sent to BigMart' })
        expect(await due()).toHaveLength(before.length - 1)
        expect(await returns.read(id)).toMatchObject({ chargeback: { state: 'disputed' }, note: 'Sent to BigMart' })
        expect(sku).toBeTruthy()
      })

      it('refuses what no chargeback can have', async () => {
        const { id } = await announced(FULL)
        for (const body of [
          { category: 'vibes' },
          { amount: { amount: -1, currency: USD } },
          { disputeBy: '2026-02-30' },
          { photos: ['xyz'] },
        ])
          expect((await floor.server.call('PUT', `/returns/${id}/documents`, body)).status, JSON.stringify(body)).toBe(
            422,
          )
        expect((await floor.server.call('PUT', `/returns/${v7()}/documents`, FULL)).status).toBe(404)
      })
    })

    describe('a dear scrap', () => {
      it('waits for a second person, who is not the inspector', async () => {
        const { sku } = await stocked(50, { standardCost: { amount: 5_000, currency: USD } })
        await returns.shipped(sku, 20)
        await returns.receive(sku, 'L1', 20)
        await enrolDevice(floor.server, 'HH-SCRAP')
        const inspector = await signInWorker(floor.server, 'HH-SCRAP', ['supervisor'])
        const stream = testStream(floor.server, 'HH-SCRAP')
        const seen = await stream.push(
          'inspect',
          { sku, lot: 'L1', location: returns.cage, quantity: 20, condition: 'damaged', disposition: 'scrap' },
          { session: inspector.session, occurredAt: new Date(Date.now() + floor.clock.offset).toISOString() },
        )
        expect(seen.result.exceptions.map(({ type }) => type)).toEqual(['scrap-approval'])
        expect(await floor.inventory(sku)).toMatchObject({ onHand: 50, byStatus: { uninspected: 20 } })
        const [open] = await returns.open('scrap-approval', sku)
        const own = await returns.resolve(open?.id ?? '', { remedy: 'approve' }, { token: inspector.token })
        expect(own).toMatchObject({ status: 409, body: { code: 'same-person' } })
        const other = await signInWorker(floor.server, 'HH-SCRAP', ['supervisor'])
        const allowed = await returns.resolve(open?.id ?? '', { remedy: 'approve' }, { token: other.token })
        expect(allowed.status, JSON.stringify(allowed.body)).toBe(200)
        expect(await floor.inventory(sku)).toMatchObject({ onHand: 30, byStatus: { uninspected: 0 } })
      })
    })

    describe('more inspected than came', () => {
      it('waits for the rest, which may be on its way', async () => {
        const { sku, bin } = await stocked(10)
        const order = await returns.shipped(sku, 8)
        await returns.receive(sku, 'L1', 5, { orderExternalId: order.externalId })
        const { result } = await returns.inspect(sku, 'L1', 8, 'restock', { to: bin })
        expect(result.exceptions.map(({ type }) => type)).toEqual(['disposition-stopped'])
        expect(await floor.inventory(sku)).toMatchObject({ onHand: 7, sellable: 7, byStatus: { uninspected: 0 } })
        const late = await returns.receive(sku, 'L1', 3, { orderExternalId: order.externalId })
        expect(late.result.outcome).toBe('applied')
        expect(await floor.inventory(sku)).toMatchObject({ onHand: 10, sellable: 10, byStatus: { uninspected: 0 } })
        expect(await returns.open('disposition-stopped', sku)).toEqual([])
      })

      it('before anything came at all', async () => {
        const { sku, bin } = await stocked(10)
        await returns.shipped(sku, 8)
        await returns.inspect(sku, 'L1', 4, 'restock', { to: bin })
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 2, onHand: 2 })
        await returns.receive(sku, 'L1', 4, { location: bin })
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 2, byStatus: { uninspected: 4 } })
        await floor.stream.push('move', {
          sku,
          lot: 'L1',
          quantity: 4,
          from: bin,
          to: returns.cage,
          status: 'uninspected',
        })
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 6, byStatus: { uninspected: 0 } })
      })
    })

    it('stay uninspected where somebody counts the place and does not tell them apart', async () => {
      const { sku, bin } = await stocked(10)
      await returns.shipped(sku, 6)
      await returns.receive(sku, 'L1', 5, { location: bin })
      const lines = [{ sku, lot: 'L1', quantity: 9 }]
      const occurredAt = new Date(Date.now() + floor.clock.offset).toISOString()
      await floor.stream.push('count', { location: bin, scope: { sku }, lines }, { occurredAt })
      expect(await floor.inventory(sku)).toMatchObject({ sellable: 4, byStatus: { available: 4, uninspected: 5 } })
      const apart = [...lines, { sku, lot: 'L1', status: 'uninspected', quantity: 0 }]
      await floor.stream.push('count', { location: bin, scope: { sku }, lines: apart }, { occurredAt })
      const [variance] = await floor.exceptions({ type: 'count-variance', sku })
      expect(variance?.location ?? bin).toBe(bin)
    })

    it('sends what a customer damaged through quality inspection', async () => {
      const { sku } = await stocked(10)
      await returns.shipped(sku, 6)
      await returns.receive(sku, 'L1', 6, { reason: 'customer-damage' })
      const quick = await returns.inspect(sku, 'L1', 3, 'restock')
      expect(quick.result.exceptions.map(({ type }) => type)).toEqual(['disposition-stopped'])
      const checklist = [
        { code: 'seal', ok: true },
        { code: 'label', ok: true },
      ]
      const close = await returns.inspect(sku, 'L1', 3, 'restock', { checklist, photos: ['b'.repeat(64)] })
      expect(close.result.outcome).toBe('applied')
      expect(await floor.inventory(sku)).toMatchObject({ sellable: 7, byStatus: { uninspected: 3 } })
    })

    it('suspects a lot that comes back more often than others', async () => {
      const sku = await floor.item()
      const bin = await floor.bin()
      await floor.receive(sku, 'GOOD', 100, bin, 30)
      await returns.shipped(sku, 100)
      await floor.receive(sku, 'BAD', 100, bin, 10)
      await returns.shipped(sku, 100)
      await returns.receive(sku, 'GOOD', 2, { reason: 'defective' })
      for (let n = 0; n < 8; n++) await returns.receive(sku, 'GOOD', 2, { reason: 'unwanted' })
      expect(await returns.open('quality-suspect', sku)).toEqual([])
      for (let n = 0; n < 9; n++) await returns.receive(sku, 'BAD', 1, { reason: 'defective' })
      const [open] = await returns.open('quality-suspect', sku)
      expect(open).toMatchObject({ lot: 'BAD', severity: 'high' })
      const held = await returns.resolve(open?.id ?? '', { remedy: 'hold', note: 'Sour' })
      expect(held.status).toBe(200)
      expect((await floor.lot(sku, 'BAD'))?.holdReason).toBe('Sour')
      const byLot = await returns.figures({ groupBy: 'sku,lot' })
      expect(byLot.filter((row) => row.sku === sku)).toMatchObject([
        { lot: 'GOOD', shipped: 100, returned: 18, rate: 0.18, waiting: 18 },
        { lot: 'BAD', shipped: 100, returned: 9, rate: 0.09, waiting: 9 },
      ])
      const byReason = await returns.figures({ groupBy: 'sku,reason' })
      expect(byReason.filter((row) => row.sku === sku)).toMatchObject([
        { reason: 'unwanted', shipped: 200, returned: 16 },
        { reason: 'defective', shipped: 200, returned: 11 },
      ])
    })

    it('knows of a shipment undone before it came that nothing was sent and nothing came back', async () => {
      const { sku, bin } = await stocked(10)
      const order = await floor.order(sku, 4)
      const lines = [{ sku, lot: 'L1', quantity: 4, from: bin }]
      const ship = floor.stream.envelope('ship', { orderId: order.id, lines })
      const undo = floor.stream.envelope('reverse', { transaction: ship.id })
      await floor.stream.send([{ ...undo, seq: ship.seq }])
      await floor.stream.send([{ ...ship, seq: undo.seq }])
      const [row] = (await returns.figures({ groupBy: 'sku' })).filter((one) => one.sku === sku)
      expect(row).toBeUndefined()
      const trace = await ok<{ shipped: unknown[]; returned: number }>(floor.server, 'GET', `/lots/${sku}/L1/trace`)
      expect(trace).toMatchObject({ shipped: [], returned: 0 })
    })
  })
}
