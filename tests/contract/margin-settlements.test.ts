/** What a platform has really taken, from its own settlement: in the place of what the rules had reckoned. */
import { describe, expect, it } from 'vitest'
import { importFile } from '../../server/import/import-file.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { setUpCosting, usd } from './costing-floor.ts'
import { type Floor, ok } from './floor.ts'

describe.each(EDGE_DIALECTS)('margins on %s', (dialect) => {
  let floor: Floor
  let made = 0
  const { capture, channel, entries, kinds, picked, ship } = setUpCosting(dialect, (given) => {
    floor = given
  })

  describe('of what the platform has really taken', () => {
    const file = (rows: string[]) => ['settlement,channel,order,sku,kind,day,amount', ...rows].join('\n')
    const load = (rows: string[]) => importFile(floor.server.database.work, 'settlements', 'MAIN', file(rows))

    async function sold(of: string) {
      const sku = await floor.item({ standardCost: usd(100) })
      await floor.receive(sku, 'L1', 20, 'A-01')
      await ok(floor.server, 'PUT', `/channels/${of}/fees`, [
        { kind: 'commission', rate: 0.15, from: '2020-01-01' },
        { kind: 'payment', rate: 0.03, from: '2020-01-01' },
      ])
      const externalId = `S-${++made}`
      const order = await picked(sku, 2, { channel: of, externalId })
      return { sku, order, externalId }
    }

    it('takes the place of the estimate, once, and the difference can be seen', async () => {
      const of = await channel()
      const { order, externalId } = await sold(of)
      await ship(order.id)
      expect(kinds(await entries(`channel=${of}`))).toMatchObject({ 'platform-fee': -300, 'payment-fee': -60 })
      const rows = [`AMZ-1,${of},${externalId},,commission,2026-11-30,341 USD`]
      expect(await load(rows)).toEqual({ ok: true, rows: 1 })
      const settled = await entries(`channel=${of}`)
      expect(kinds(settled)).toMatchObject({ 'platform-fee': -341, 'payment-fee': -60 })
      expect(settled.filter(({ kind }) => kind === 'platform-fee').map(({ amount, known }) => [amount, known])).toEqual(
        expect.arrayContaining([
          [-300, 'rule'],
          [300, 'rule'],
          [-341, 'actual'],
        ]),
      )
      expect(await load(rows)).toEqual({ ok: true, rows: 1 })
      expect(await entries(`channel=${of}`)).toEqual(settled)
    })

    it('is taken still where the shipment is undone, and what was reckoned is undone once', async () => {
      const of = await channel()
      const { order, externalId } = await sold(of)
      const left = await ship(order.id)
      await capture()
      await load([`AMZ-4,${of},${externalId},,commission,2026-11-30,341 USD`])
      await floor.stream.push('reverse', { transaction: left.id })
      expect(kinds(await entries(`channel=${of}`))).toMatchObject({ 'platform-fee': -341, 'payment-fee': 0 })
      await ship(order.id)
      expect(kinds(await entries(`channel=${of}`))).toMatchObject({ 'platform-fee': -341, 'payment-fee': -60 })
    })

    it('takes the place of what stands of the estimate where a shipment was undone before', async () => {
      const of = await channel()
      const { order, externalId } = await sold(of)
      const left = await ship(order.id)
      await capture()
      await floor.stream.push('reverse', { transaction: left.id })
      await ship(order.id)
      await capture()
      await load([`AMZ-5,${of},${externalId},,commission,2026-11-30,341 USD`])
      expect(kinds(await entries(`channel=${of}`))).toMatchObject({ 'platform-fee': -341, 'payment-fee': -60 })
    })

    it('is refused with another amount, also where the first line has no share of it', async () => {
      const of = await channel()
      const sku = await floor.item({ standardCost: usd(100) })
      await floor.receive(sku, 'L1', 20, 'A-01')
      const externalId = `S-${++made}`
      const line = (price: number) => ({ sku, quantity: 1, unitPrice: usd(price) })
      await picked(sku, 1, { channel: of, externalId, lines: [line(0), line(900)] })
      expect(await load([`AMZ-6,${of},${externalId},,commission,2026-11-30,90 USD`])).toMatchObject({ ok: true })
      expect(await load([`AMZ-6,${of},${externalId},,commission,2026-11-30,95 USD`])).toMatchObject({ ok: false })
      expect(await load([`AMZ-6,${of},${externalId},,commission,2026-11-30,90 USD`])).toMatchObject({ ok: true })
      expect(kinds(await entries(`channel=${of}`))).toMatchObject({ 'platform-fee': -90 })
    })

    it('names its kind: what else the rules had reckoned stands', async () => {
      const of = await channel()
      const { order, externalId } = await sold(of)
      await ok(floor.server, 'PUT', `/channels/${of}/fees`, [
        { kind: 'commission', rate: 0.15, from: '2020-01-01' },
        { kind: 'closing', amount: 25, from: '2020-01-01' },
      ])
      await ship(order.id)
      await capture()
      await load([`AMZ-7,${of},${externalId},,commission,2026-11-30,341 USD`])
      expect(kinds(await entries(`channel=${of}`))).toMatchObject({ 'platform-fee': -341 - 25 })
      await load([`AMZ-8,${of},${externalId},,commission,2026-11-30,4 USD`])
      expect(kinds(await entries(`channel=${of}`))).toMatchObject({ 'platform-fee': -341 - 4 - 25 })
    })

    it('is not reckoned again where it came before the goods had left', async () => {
      const of = await channel()
      const { order, externalId } = await sold(of)
      await load([`AMZ-2,${of},${externalId},,commission,2026-11-30,290 USD`])
      await ship(order.id)
      expect(kinds(await entries(`channel=${of}`))).toMatchObject({ 'platform-fee': -290, 'payment-fee': -60 })
    })

    it('names what it does not know, and takes nothing of that file', async () => {
      const of = await channel()
      const { order, externalId } = await sold(of)
      await ship(order.id)
      const before = await entries(`channel=${of}`)
      const answer = await load([
        `AMZ-3,${of},${externalId},,commission,2026-11-30,290 USD`,
        `AMZ-3,${of},NOBODY-KNOWS,,commission,2026-11-30,290 USD`,
      ])
      expect(answer).toMatchObject({
        ok: false,
        errors: [{ line: 3, reason: expect.stringContaining('NOBODY-KNOWS') }],
      })
      expect(await load([`AMZ-3,${of},${externalId},,commission,2026-11-30,-5 USD`])).toMatchObject({ ok: false })
      expect(await load([`AMZ-3,${of},${externalId},,commission,2026-11-30,5 XTS`])).toMatchObject({ ok: false })
      expect(await entries(`channel=${of}`)).toEqual(before)
    })
  })
})
