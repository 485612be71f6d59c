/** What is sent to a retailer: shipments as they left, and what its acknowledgements say. */
import { describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { newSscc, setUpEdi } from './edi-floor.ts'
import { type Floor, ok } from './floor.ts'
import { orderSet, type TradingPartner } from './trading-partner.ts'

describe.each(EDGE_DIALECTS)('EDI on %s', (dialect) => {
  let floor: Floor
  let lane: string
  let retail: TradingPartner
  const { shipped, only } = setUpEdi(dialect, (given) => {
    ;({ floor, lane, retail } = given)
  })

  describe('a shipment', () => {
    it('of goods in no carton is told when the profile lets it be', async () => {
      const { listing } = await retail.listed(40)
      retail.send(orderSet('PO-W', [[listing, 4]]))
      await retail.step()
      retail.collect()
      const order = await retail.orderOf('PO-W')
      await shipped(order?.id ?? '', [])
      await retail.step()
      expect(retail.collect().map(({ id }) => id)).toEqual(['810'])
      expect((await retail.openFailures()).map(({ detail }) => detail).join()).toContain('stand in no carton or pallet')
      expect(await only('856')).toMatchObject({ state: 'failed' })
      await retail.connect({ shipNotice: { packStructure: 'none' } })
      await retail.step()
      expect(retail.collect().map(({ id }) => id)).toEqual(['856'])
      expect(await retail.openFailures()).toEqual([])
    })

    it('on a pallet tells its cartons below it', async () => {
      await retail.connect({ shipNotice: { packStructure: 'tare-pack' } })
      const { sku, listing } = await retail.listed(40)
      retail.send(orderSet('PO-T', [[listing, 6]]))
      await retail.step()
      retail.collect()
      const orderId = (await retail.orderOf('PO-T'))?.id ?? ''
      const { tasks } = await floor.release(orderId)
      for (const task of tasks) await floor.pick(task, { to: lane, orderId })
      const [one, two, pallet] = [newSscc(), newSscc(), newSscc()]
      for (const sscc of [one, two])
        await floor.stream.push('pack', { orderId, sscc, lines: [{ sku, lot: 'L1', quantity: 3, from: lane }] })
      for (const unit of [one, two]) await floor.stream.push('moveUnit', { unit, to: pallet })
      await floor.stream.push('ship', { orderId, units: [pallet] })
      await retail.step()
      const notice = retail.collect().find(({ id }) => id === '856')
      expect(notice?.lines.filter((line) => /^(HL|MAN|SN1)/.test(line))).toEqual([
        'HL*1**S',
        'HL*2*1*O',
        'HL*3*2*T',
        `MAN*GM*00${pallet}`,
        'HL*4*3*P',
        expect.stringMatching(/^MAN\*GM\*00/),
        'HL*5*4*I',
        'SN1*1*3*EA',
        'HL*6*3*P',
        expect.stringMatching(/^MAN\*GM\*00/),
        'HL*7*6*I',
        'SN1*1*3*EA',
      ])
    })

    it('that is undone after it was told is said; one that is undone before is not told', async () => {
      const { sku, listing } = await retail.listed(40)
      retail.send(orderSet('PO-Y', [[listing, 2]]))
      retail.send(orderSet('PO-Z', [[listing, 2]]))
      await retail.step()
      retail.collect()
      const y = await shipped((await retail.orderOf('PO-Y'))?.id ?? '', [[sku, 'L1', 2]])
      await retail.step()
      const notice = retail.collect().find(({ id }) => id === '856')
      const z = await shipped((await retail.orderOf('PO-Z'))?.id ?? '', [[sku, 'L1', 2]])
      for (const { transaction } of [y, z]) await floor.stream.push('reverse', { transaction })
      await retail.step()
      expect(retail.collect()).toEqual([])
      expect((await retail.openFailures()).map(({ code }) => code)).toEqual(['shipment-undone', 'shipment-undone'])
      if (notice) retail.acknowledge(notice)
      await retail.step()
      expect(await retail.openFailures()).toHaveLength(2)
      for (const { id } of await retail.openFailures())
        await ok(floor.server, 'POST', `/connectors/${retail.id}/failures/${id}/ignore`)
      expect(await retail.openFailures()).toEqual([])
    })
  })

  describe('acknowledgements of the partner', () => {
    async function ordered(number: string) {
      const { sku, listing } = await retail.listed(40)
      retail.send(orderSet(number, [[listing, 4]]))
      await retail.step()
      const got = retail.collect().find(({ id }) => id === '855')
      if (!got) throw new Error('no 855')
      return { sku, listing, got }
    }

    it('that reject say why in words; what is sent again has other numbers, and closes it', async () => {
      const { got } = await ordered('PO-J')
      retail.acknowledge(got, 'R', ['AK3*ACK*5**8', 'AK4*1**7*ZZ'])
      await retail.step()
      const rejected = await only('855')
      expect(rejected).toMatchObject({ state: 'rejected' })
      const [failure] = await retail.openFailures()
      expect(failure).toMatchObject({ about: 'document', code: 'rejected', subject: rejected.id })
      expect(failure?.detail).toContain('segment 5 (ACK), ACK01 "ZZ" has a code that is not known')
      const { id } = await ok<{ id: string }>(
        floor.server,
        'POST',
        `/connectors/${retail.id}/documents/${rejected.id}/resend`,
      )
      await retail.step()
      const [again] = retail.collect()
      expect(again?.lines).toEqual(got.lines)
      expect([again?.interchange, again?.group, again?.control]).not.toContain(got.interchange)
      expect(again?.group).not.toBe(got.group)
      expect(await retail.openFailures()).toEqual([])
      expect(await ok(floor.server, 'GET', `/connectors/${retail.id}/documents/${id}`)).toMatchObject({
        again: rejected.id,
        state: 'sent',
      })
    })

    it('that accept with errors are told apart; one for what was never sent is put aside', async () => {
      const { got } = await ordered('PO-K')
      retail.acknowledge(got, 'E', ['AK3*PO1*3**8', 'AK4*6**1'])
      retail.acknowledge({ ...got, group: '999999' })
      await retail.step()
      expect(await only('855')).toMatchObject({
        state: 'accepted-with-errors',
        detail: expect.stringContaining('segment 3 (PO1), PO106 is missing'),
      })
      expect(await retail.openFailures()).toMatchObject([{ code: 'acknowledges-nothing' }])
      expect(retail.collect()).toEqual([])
    })

    it('of an interchange that could not be taken apart are heard, too', async () => {
      const { got } = await ordered('PO-TA')
      const [isa = ''] = retail.interchange([]).split('~\n')
      const control = isa.slice(90, 99)
      retail.put(`${[isa, `TA1*${got.interchange}*260101*1200*R*006`, `IEA*0*${control}`].join('~\n')}~\n`)
      await retail.step()
      expect(await only('855')).toMatchObject({
        state: 'rejected',
        detail: expect.stringContaining('code 006 of a TA1'),
      })
      expect(await retail.openFailures()).toMatchObject([{ code: 'rejected' }])
      expect(retail.left('done')).toHaveLength(2)
    })

    it('that do not come in time are missed; one that comes late is heard all the same', async () => {
      const { got } = await ordered('PO-M')
      floor.clock.offset += 23 * 3_600_000
      await retail.step()
      expect(await only('855')).toMatchObject({ state: 'sent' })
      floor.clock.offset += 2 * 3_600_000
      await retail.step()
      expect(await only('855')).toMatchObject({ state: 'unanswered' })
      expect(await retail.openFailures()).toMatchObject([{ code: 'unanswered' }])
      retail.acknowledge(got)
      await retail.step()
      expect(await only('855')).toMatchObject({ state: 'accepted', detail: null })
      expect(await retail.openFailures()).toEqual([])
      expect((await retail.documents('&direction=out&set=997')).map(({ state }) => state)).toEqual(['sent'])
    })
  })
})
