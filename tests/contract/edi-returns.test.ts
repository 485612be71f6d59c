/** Returns and chargebacks that a retailer announces by files. */
import { describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { setUpEdi } from './edi-floor.ts'
import { type Floor, ok } from './floor.ts'
import { orderSet, type TradingPartner } from './trading-partner.ts'

describe.each(EDGE_DIALECTS)('EDI on %s', (dialect) => {
  let floor: Floor
  let retail: TradingPartner
  const { only } = setUpEdi(dialect, (given) => {
    ;({ floor, retail } = given)
  })

  describe('money and goods that go back', () => {
    const returns = async () =>
      (
        await ok<{ items: { id: string; reference: string; state: string }[] }>(
          floor.server,
          'GET',
          `/returns?channel=${retail.id}`,
        )
      ).items
    const detail = (id: string) => ok<Record<string, unknown>>(floor.server, 'GET', `/returns/${id}`)

    it('a return is expected once, and called off', async () => {
      const { sku, listing } = await retail.listed(40, 6)
      const announced = {
        id: '180',
        segments: ['BGN*00*RET-5*20260301', 'N9*RZ*RMA-5', 'DTM*002*20270301', `BLI*VN*${listing}*2*EA`, 'RDR**DT'],
      }
      retail.send(announced)
      retail.send(announced)
      await retail.step()
      const [found] = await returns()
      expect(await returns()).toMatchObject([{ reference: 'RMA-5', state: 'expected' }])
      expect(await detail(found?.id ?? '')).toMatchObject({
        expectedOn: '2027-03-01',
        lines: [{ sku, expected: 12, reason: 'Damaged in transit' }],
      })
      retail.send({ id: '180', segments: ['BGN*01*RET-5*20260302', 'N9*RZ*RMA-5', `BLI*VN*${listing}*2*EA`] })
      await retail.step()
      expect(await returns()).toMatchObject([{ state: 'closed' }])
      expect(await retail.openFailures()).toEqual([])
    })

    it('of an item that is not mapped is put aside, and taken when it is', async () => {
      const sku = await floor.item()
      retail.send({ id: '180', segments: ['BGN*00*RET-6*20260301', 'BLI*VN*NEW*2*EA'] })
      await retail.step()
      const [failure] = await retail.openFailures()
      expect(failure).toMatchObject({ about: 'document', code: 'listing-not-mapped' })
      retail.mappings.push({ listing: 'NEW', sku, packQuantity: 1 })
      await retail.map()
      await ok(floor.server, 'POST', `/connectors/${retail.id}/failures/${failure?.id}/retry`)
      await retail.step()
      expect(await returns()).toMatchObject([{ reference: 'RET-6' }])
      expect(await retail.openFailures()).toEqual([])
    })

    it('a debit is a chargeback: against the return of its order, or a case of its own that waits for no goods', async () => {
      await retail.connect({ chargebacks: { disputeWithinDays: 30 } })
      const { sku, listing } = await retail.listed(40)
      retail.send(orderSet('PO-CB', [[listing, 4]]))
      retail.send({ id: '812', segments: ['BCD*20270301*CB-1*I*12550*D*****PO-CB', 'CDD*59*D*2*12550'] })
      await retail.step()
      const [own] = await returns()
      expect(await detail(own?.id ?? '')).toMatchObject({
        reference: 'CB-1',
        state: 'closed',
        lines: [{ sku, expected: 4 }],
        chargeback: {
          reference: 'CB-1',
          category: 'shortage',
          code: '59',
          amount: { amount: 12_550, currency: 'USD' },
          disputeBy: '2027-03-31',
          state: 'open',
        },
      })
      retail.send({ id: '180', segments: ['BGN*00*RET-7*20260301', 'PRF*PO-CB', `BLI*VN*${listing}*1*EA`] })
      retail.send({ id: '812', segments: ['BCD*20270301*CB-2*I*-900*D*****PO-CB', 'CDD*04*D*2*900'] })
      await retail.step()
      const goods = (await returns()).find(({ reference }) => reference === 'RET-7')
      expect(await detail(goods?.id ?? '')).toMatchObject({
        state: 'expected',
        chargeback: { reference: 'CB-2', category: 'damage', amount: { amount: 900 } },
      })
    })

    it('a credit is none', async () => {
      retail.send({ id: '812', segments: ['BCD*20270301*CB-3*I*500*C', 'CDD*59*C*2*500'] })
      await retail.step()
      expect(await returns()).toEqual([])
      expect(await only('812')).toMatchObject({ state: 'applied', detail: expect.stringContaining('5.00 USD to us') })
    })

    it('a debit that names neither goods nor an order that is known is put aside', async () => {
      retail.send({ id: '812', segments: ['BCD*20270301*CB-4*I*500*D*****PO-?', 'CDD*59*D*2*500'] })
      await retail.step()
      expect(await only('812')).toMatchObject({ state: 'failed' })
      expect(await retail.openFailures()).toMatchObject([{ code: 'chargeback-without-goods' }])
    })
  })
})
