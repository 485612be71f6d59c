/** What is open about returns, settled in each way that there is. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { exceptionKinds } from '../../server/exceptions/types.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor } from './floor.ts'
import { OF_RETURNS, type ReturnsFloor, returnsFloor } from './returns-floor.ts'

const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

for (const dialect of EDGE_DIALECTS) {
  describe(`remedies of returns on ${dialect}`, () => {
    let floor: Floor
    let returns: ReturnsFloor
    const done = new Set<string>()

    beforeAll(async () => {
      floor = await openFloor(dialect)
      returns = await returnsFloor(floor)
      const terms = { name: 'BigMart', kind: 'retail', priority: 2, drawsShared: true, buffer: 0 }
      await ok(floor.server, 'PUT', '/channels/bigmart', terms)
    })
    afterAll(() => floor.close())
    afterEach(() => floor.cleanAudit())

    /** Ten are here, so many were shipped. */
    const sold = async (shipped: number, over: Record<string, unknown> = {}) => {
      const sku = await floor.item({ standardCost: { amount: 9_000, currency: 'USD' } })
      await floor.receive(sku, 'L1', 20, await floor.bin(), 20)
      return { sku, order: await returns.shipped(sku, shipped, over) }
    }

    /** Settles the only open one of the type about the item. */
    async function settle(type: string, sku: string, body: Record<string, unknown>, status = 200) {
      const [open, ...others] = await returns.open(type, sku)
      expect(others).toEqual([])
      const reply = await returns.resolve(open?.id ?? '', body)
      expect(reply.status, JSON.stringify(reply.body)).toBe(status)
      if (status === 200) done.add(`${type} ${body.remedy}`)
      return reply.body
    }
    const byStatus = async (sku: string) => (await floor.inventory(sku)).byStatus

    describe('over-return', () => {
      const tooMany = async () => {
        const { sku } = await sold(3)
        const { id } = await returns.receive(sku, 'L1', 5)
        return { sku, id }
      }
      it('is accepted with a note', async () => {
        const { sku } = await tooMany()
        await settle('over-return', sku, { remedy: 'accept' }, 422)
        await settle('over-return', sku, { remedy: 'accept', note: 'A gift' })
        expect(await byStatus(sku)).toMatchObject({ uninspected: 5 })
      })
      it('sends the surplus back, from where it stands', async () => {
        const { sku } = await tooMany()
        await settle('over-return', sku, { remedy: 'send-back', location: 'STAGING' }, 422)
        await settle('over-return', sku, { remedy: 'send-back', quantity: 6 }, 422)
        const { did } = await settle('over-return', sku, { remedy: 'send-back' })
        expect(did).toContain('2 left')
        expect(await byStatus(sku)).toMatchObject({ uninspected: 3 })
      })
      it('holds the lot, and waits', async () => {
        const { sku } = await tooMany()
        await settle('over-return', sku, { remedy: 'hold', note: 'Counterfeit?' })
        expect(await returns.open('over-return', sku)).toHaveLength(1)
        expect((await floor.lot(sku, 'L1'))?.holdReason).toBe('Counterfeit?')
      })
      it('is undone', async () => {
        const { sku } = await tooMany()
        await settle('over-return', sku, { remedy: 'reverse', note: 'Another warehouse' })
        expect(await byStatus(sku)).toMatchObject({ uninspected: 0 })
        expect(await returns.open('over-return', sku)).toEqual([])
      })
    })

    describe('disposition-stopped', () => {
      const kept = async () => {
        const { sku } = await sold(6)
        await returns.receive(sku, 'L1', 4)
        const { id } = await returns.inspect(sku, 'L1', 4, 'keep', { note: 'Odd smell' })
        return { sku, id }
      }
      it.each(['restock', 'rework', 'scrap', 'supplier'])('is decided: %s', async (disposition) => {
        const { sku } = await kept()
        const bin = await floor.bin()
        await settle('disposition-stopped', sku, { remedy: 'dispose', disposition }, 422)
        await settle('disposition-stopped', sku, { remedy: 'dispose', note: 'x', disposition: 'keep' }, 422)
        await settle(
          'disposition-stopped',
          sku,
          { remedy: 'dispose', note: 'x', disposition, location: 'NOWHERE' },
          422,
        )
        await settle('disposition-stopped', sku, {
          remedy: 'dispose',
          note: 'Looked at it',
          disposition,
          location: bin,
        })
        expect(await byStatus(sku)).toMatchObject({ uninspected: 0 })
        expect(await returns.open('disposition-stopped', sku)).toEqual([])
      })
      it('is told its lot, where the dock could not read it', async () => {
        const { sku } = await sold(6)
        const bin = await floor.bin()
        await returns.receive(sku, null, 4)
        const { id } = await returns.inspect(sku, null, 4, 'keep', { note: 'Label is gone' })
        const body = { remedy: 'dispose', disposition: 'restock', location: bin, note: 'Found it on the base' }
        await settle('disposition-stopped', sku, { ...body, lot: 'NEVER-HERE' }, 422)
        await settle('disposition-stopped', sku, { ...body, lot: 'L1' })
        expect(await floor.stock(sku)).toMatchObject({ [`L1@${bin}`]: 4 })
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 18, byStatus: { uninspected: 0 } })
        const [one] = (await returns.list()).filter(({ skus }) => skus.includes(sku))
        expect((await returns.read(one?.id ?? '')).goods).toMatchObject([{ lot: 'L1', inspected: 4 }])
        await floor.stream.push('reverse', { transaction: id })
        expect(await floor.inventory(sku)).toMatchObject({ sellable: 14, byStatus: { uninspected: 4 } })
      })
      it('whose lot is known is not told another', async () => {
        const { sku } = await kept()
        const body = { remedy: 'dispose', disposition: 'scrap', note: 'x', lot: 'L1' }
        await settle('disposition-stopped', sku, body, 409)
      })
      it('is inspected again', async () => {
        const { sku } = await kept()
        await settle('disposition-stopped', sku, { remedy: 'inspect-again' })
        expect((await returns.inspect(sku, 'L1', 4, 'restock')).result.outcome).toBe('applied')
        expect(await byStatus(sku)).toMatchObject({ uninspected: 0, available: 18 })
      })
      it('holds the lot, and waits', async () => {
        const { sku } = await kept()
        await settle('disposition-stopped', sku, { remedy: 'hold', note: 'Smell' })
        expect(await returns.open('disposition-stopped', sku)).toHaveLength(1)
      })
      it('is undone', async () => {
        const { sku } = await kept()
        await settle('disposition-stopped', sku, { remedy: 'reverse', note: 'Wrong box' })
        expect((await returns.list({ state: 'received' })).find(({ skus }) => skus.includes(sku))?.units).toMatchObject(
          {
            uninspected: 4,
            waiting: 0,
          },
        )
      })

      const short = async (came: number) => {
        const { sku } = await sold(8)
        if (came > 0) await returns.receive(sku, 'L1', came)
        const bin = await floor.bin()
        await returns.inspect(sku, 'L1', 6, 'restock', { to: bin })
        return { sku, bin }
      }
      it('knows that no more came than is here', async () => {
        const { sku, bin } = await short(4)
        await settle('disposition-stopped', sku, { remedy: 'inspect-again' }, 409)
        await settle('disposition-stopped', sku, { remedy: 'accept', note: 'There were four' })
        expect(await floor.stock(sku)).toMatchObject({ [`L1@${bin}`]: 4 })
        const [one] = (await returns.list()).filter(({ skus }) => skus.includes(sku))
        expect(one).toMatchObject({ state: 'closed', units: { done: 4, waiting: 0 } })
      })
      it('knows that nothing came', async () => {
        const { sku } = await short(0)
        await settle('disposition-stopped', sku, { remedy: 'inspect-again' }, 409)
        await settle('disposition-stopped', sku, { remedy: 'accept', note: 'Another item' })
        await returns.receive(sku, 'L1', 2)
        expect(await byStatus(sku)).toMatchObject({ uninspected: 2 })
      })
      it('that is all here is not said to be fewer', async () => {
        const { sku } = await kept()
        await settle('disposition-stopped', sku, { remedy: 'accept', note: 'Fine' }, 409)
      })
    })

    describe('scrap-approval', () => {
      const dear = async () => {
        const { sku } = await sold(8)
        await returns.receive(sku, 'L1', 7)
        await returns.inspect(sku, 'L1', 7, 'scrap', { condition: 'damaged' })
        return sku
      }
      it('is given by a second person, not by the inspector', async () => {
        const sku = await dear()
        await settle('scrap-approval', sku, { remedy: 'approve' }, 409)
        const second = await floor.server.token('supervisor')
        const [open] = await returns.open('scrap-approval', sku)
        const reply = await returns.resolve(open?.id ?? '', { remedy: 'approve' }, { token: second })
        expect(reply.status, JSON.stringify(reply.body)).toBe(200)
        done.add('scrap-approval approve')
        expect(await floor.inventory(sku)).toMatchObject({ onHand: 12 })
      })
      it('is asked for small parts as for the whole', async () => {
        const { sku } = await sold(8)
        await returns.receive(sku, 'L1', 7)
        expect((await returns.inspect(sku, 'L1', 4, 'scrap')).result.outcome).toBe('applied')
        expect((await returns.inspect(sku, 'L1', 3, 'scrap')).result.exceptions.map(({ type }) => type)).toEqual([
          'scrap-approval',
        ])
      })
      it('is not needed once it is inspected again', async () => {
        const sku = await dear()
        await settle('scrap-approval', sku, { remedy: 'inspect-again' })
        expect((await returns.inspect(sku, 'L1', 7, 'rework')).result.outcome).toBe('applied')
      })
      it('goes with its inspection', async () => {
        const sku = await dear()
        await settle('scrap-approval', sku, { remedy: 'reverse', note: 'Not damaged' })
        expect(await byStatus(sku)).toMatchObject({ uninspected: 7 })
      })
    })

    describe('documents-missing', () => {
      const undocumented = async () => {
        const { sku, order } = await sold(8, { channel: 'bigmart' })
        const lines = [{ sku, quantity: 4, reason: 'refused' }]
        const chargeback = { reference: 'CB-9' }
        const { id } = await returns.announce({
          channel: 'bigmart',
          orderExternalId: order.externalId,
          lines,
          chargeback,
        })
        await returns.receive(sku, 'L1', 4, { channel: 'bigmart', returnId: id, orderExternalId: order.externalId })
        await returns.inspect(sku, 'L1', 4, 'restock')
        return sku
      }
      it('is sold without them', async () => {
        const sku = await undocumented()
        await settle('documents-missing', sku, { remedy: 'restock', note: 'Not worth it' })
        expect(await byStatus(sku)).toMatchObject({ available: 16 })
      })
      it('is inspected again', async () => {
        const sku = await undocumented()
        await settle('documents-missing', sku, { remedy: 'inspect-again' })
        expect(await byStatus(sku)).toMatchObject({ uninspected: 4 })
      })
      it('is undone', async () => {
        const sku = await undocumented()
        await settle('documents-missing', sku, { remedy: 'reverse', note: 'Wrong' })
        expect(await byStatus(sku)).toMatchObject({ uninspected: 4 })
      })
    })

    it('says what is at stake', async () => {
      const { sku } = await sold(8)
      await returns.receive(sku, 'L1', 4)
      await returns.inspect(sku, 'L1', 3, 'keep')
      const [kept] = await returns.open('disposition-stopped', sku)
      expect(kept?.endangers?.money).toEqual({ amount: 27_000, currency: 'USD' })
      const chargeback = { reference: 'CB-STAKE', disputeBy: soon(1), amount: { amount: 1_234, currency: 'USD' } }
      await returns.announce({ lines: [{ sku, quantity: 1, reason: 'refused' }], chargeback })
      const due = (await floor.exceptions({ type: 'chargeback-due' })).find(({ detail }) => detail.includes('CB-STAKE'))
      expect(due?.endangers?.money).toEqual({ amount: 1_234, currency: 'USD' })
    })

    describe('chargeback-due', () => {
      it.each([
        ['dispute', 'disputed'],
        ['accept', 'accepted'],
      ])('is answered: %s', async (remedy, state) => {
        const { sku } = await sold(4)
        const chargeback = { reference: `CB-${remedy}`, disputeBy: soon(2) }
        const { id } = await returns.announce({ lines: [{ sku, quantity: 1, reason: 'refused' }], chargeback })
        const [open] = (await floor.exceptions({ type: 'chargeback-due' })).filter(({ detail }) =>
          detail.includes(`CB-${remedy}`),
        )
        expect((await returns.resolve(open?.id ?? '', { remedy })).status).toBe(422)
        expect((await returns.resolve(open?.id ?? '', { remedy, note: 'By mail' })).status).toBe(200)
        done.add(`chargeback-due ${remedy}`)
        expect(await returns.read(id)).toMatchObject({ chargeback: { state } })
      })
    })

    describe('quality-suspect', () => {
      const suspected = async () => {
        const { sku } = await sold(20)
        await returns.receive(sku, 'L1', 12, { reason: 'defective' })
        return sku
      }
      it('holds the lot', async () => {
        const sku = await suspected()
        await settle('quality-suspect', sku, { remedy: 'hold', note: 'Off taste' })
        expect((await floor.lot(sku, 'L1'))?.holdReason).toBe('Off taste')
      })
      it('is looked at', async () => {
        const sku = await suspected()
        await settle('quality-suspect', sku, { remedy: 'review', note: 'Careless carrier' })
        expect(await returns.open('quality-suspect', sku)).toEqual([])
      })
    })

    it('has done each remedy of each type', () => {
      const all = OF_RETURNS.flatMap((type) => exceptionKinds[type].remedies.map((remedy) => `${type} ${remedy}`))
      expect(all.filter((one) => !done.has(one))).toEqual([])
    })
  })
}
