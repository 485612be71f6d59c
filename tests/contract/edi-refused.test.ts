/** Files and documents that cannot be understood: each is refused with the reason, and keeps no other back. */
import { describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { setUpEdi } from './edi-floor.ts'
import { type Floor, ok } from './floor.ts'
import { changeSet, orderSet, type TradingPartner } from './trading-partner.ts'

describe.each(EDGE_DIALECTS)('EDI on %s', (dialect) => {
  let floor: Floor
  let retail: TradingPartner
  const { lines } = setUpEdi(dialect, (given) => {
    ;({ floor, retail } = given)
  })

  describe('what cannot be understood', () => {
    const good = (listing: string, number = 'PO-OK') => orderSet(number, [[listing, 1]])

    it('keeps no document beside or behind it from being followed, and the 997 says which it was', async () => {
      const { listing } = await retail.listed(40)
      const broken = { id: '850', segments: ['BEG*00*SA***20260105', `PO1*1*1*EA*1**VN*${listing}`] }
      retail.put(retail.interchange([good(listing, 'PO-B1'), broken, good(listing, 'PO-B2')]))
      retail.put('no X12 at all')
      retail.send(good(listing, 'PO-B3'))
      await retail.step()
      for (const number of ['PO-B1', 'PO-B2', 'PO-B3']) expect(await lines(number)).toEqual([1])
      expect(retail.left('in')).toEqual([])
      expect(retail.left('failed')).toHaveLength(2)
      expect(retail.left('done')).toHaveLength(1)
      const answer = retail.collect().find(({ id, lines: said }) => id === '997' && said.includes('AK9*P*3*3*2'))
      expect(answer?.lines).toEqual([
        'AK1*PO*10',
        'AK2*850*0001',
        'AK5*A',
        'AK2*850*0002',
        'AK3*BEG*2**8',
        'AK4*3**1',
        'AK5*R*5',
        'AK2*850*0003',
        'AK5*A',
        'AK9*P*3*3*2',
      ])
      const refused = await retail.documents('&state=refused')
      expect(refused).toHaveLength(2)
      const [order] = refused.filter(({ set }) => set === '850')
      expect(order?.detail).toMatch(/^Segment 4 \(BEG03\): /)
      expect((await retail.openFailures()).map(({ about }) => about)).toEqual(['document', 'document'])
      const types = (await floor.exceptions({ type: 'intake-failed' })).filter(({ detail }) =>
        detail.includes(retail.id),
      )
      expect(types).toHaveLength(2)
    })

    const cases: [string, (listing: string) => string, string, RegExp][] = [
      [
        'a stranger',
        (listing) => retail.interchange([good(listing)], { sender: 'STRANGER' }),
        'envelope',
        /Segment 1 \(ISA06\): It is from 08 STRANGER/,
      ],
      [
        'a message for another',
        (listing) => retail.interchange([good(listing)], { receiver: 'ANOTHER' }),
        'envelope',
        /Segment 1 \(ISA08\): It is for ZZ ANOTHER/,
      ],
      [
        'a production order among tests',
        (listing) => retail.interchange([good(listing)], { usage: 'P' }),
        'envelope',
        /Segment 1 \(ISA15\): ISA15 is P/,
      ],
      [
        'a set that is not read',
        () => retail.interchange([{ id: '830', segments: ['BFR*00'] }]),
        'set-unsupported',
        /Segment 3 \(ST01\): Transaction set 830/,
      ],
      ['an empty file', () => '', 'empty-file', /The file is empty/],
      [
        'a header that is cut off',
        () => 'ISA*00*  ',
        'isa-too-short',
        /Segment 1 \(ISA\): The file ends within the ISA/,
      ],
      [
        'a wrong count of segments',
        (listing) => retail.interchange([good(listing)]).replace('SE*9*', 'SE*10*'),
        'segment-count',
        /\(SE01\): SE01 says 10/,
      ],
      [
        'a file that is cut off',
        (listing) => retail.interchange([good(listing)]).replace(/SE\*9.*/s, ''),
        'set-trailer-missing',
        /\(IEA\): Interchange/,
      ],
      [
        'an order that contradicts itself',
        (listing) => retail.interchange([good(listing)]).replace('CTT*1', 'CTT*3'),
        'total',
        /\(CTT01\): CTT01 says 3/,
      ],
      [
        'a purpose that nobody knows',
        (listing) => retail.interchange([orderSet('PO-P', [[listing, 1]], [], '22')]),
        'purpose-unknown',
        /BEG01 is 22/,
      ],
      [
        'a cancellation of an order that nobody knows',
        (listing) => retail.interchange([orderSet('PO-?', [[listing, 1]], [], '01')]),
        'order-unknown',
        /PO-\? of this partner is not known/,
      ],
    ]
    it('a document that was cut off behind its last word is taken when it comes whole', async () => {
      const { listing } = await retail.listed(40)
      retail.send(orderSet('PO-CUT', [[listing, 10]]))
      await retail.step()
      const whole = retail.interchange([changeSet('PO-CUT', [['1', 'DI', 10]], { sequence: '1' })])
      retail.put(whole.replace(/SE\*\d.*/s, ''))
      await retail.step()
      expect(await retail.orderOf('PO-CUT')).toMatchObject({ lines: [{ quantity: 10, cancelled: 0 }] })
      retail.put(whole)
      await retail.step()
      expect(await retail.orderOf('PO-CUT')).toMatchObject({ lines: [{ quantity: 10, cancelled: 10 }] })
    })

    it.each(cases)('%s is refused, with the segment and the reason', async (_name, text, code, detail) => {
      const { listing } = await retail.listed(40)
      retail.put(text(listing))
      retail.send(orderSet('PO-AFTER', [[listing, 1]]))
      await retail.step()
      const bad = (await retail.documents('&state=open')).filter(
        (one) => one.set !== '850' || one.number !== 'PO-AFTER',
      )
      expect(bad.map((one) => one.detail).join('\n')).toMatch(detail)
      expect((await retail.openFailures()).map((one) => one.code)).toContain(code)
      expect(await lines('PO-AFTER')).toEqual([1])
      expect((await retail.documents('&set=850&state=applied')).map(({ number }) => number)).toEqual(['PO-AFTER'])
      expect(retail.left('in')).toEqual([])
    })

    it('because of the profile is understood when that is put right', async () => {
      const { listing } = await retail.listed(40)
      const name = retail.put(retail.interchange([good(listing)], { usage: 'P' }))
      await retail.step()
      expect(retail.collect()).toEqual([])
      await retail.connect({ isProduction: true })
      const [failure] = await retail.openFailures()
      await ok(floor.server, 'POST', `/connectors/${retail.id}/failures/${failure?.id}/retry`)
      await retail.step()
      expect(await lines('PO-OK')).toEqual([1])
      expect(retail.left('failed')).toEqual([name])
      expect(await retail.openFailures()).toEqual([])
    })

    it('reads what nobody here wrote, or says the segment and the reason', async () => {
      const { readFileSync } = await import('node:fs')
      const folder = new URL('../../server/channels/edi/fixtures/', import.meta.url)
      for (const name of [
        'node-x12-850.edi',
        'node-x12-850-two-interchanges.edi',
        'node-x12-855.edi',
        'node-x12-856.edi',
        'stedi-855-5010.edi',
      ])
        retail.put(readFileSync(new URL(name, folder)), name)
      await retail.step()
      const found = await retail.documents()
      expect([...new Set(found.map(({ set }) => set))].sort()).toEqual(['850', '855', '856'])
      for (const one of found)
        expect(one).toMatchObject({ state: 'refused', detail: expect.stringMatching(/^Segment 1 \(ISA0\d\): /) })
      const us = { qualifier: '01', id: '999999999' }
      await retail.connect({ us, partner: { qualifier: '12', id: '4405197800' }, isProduction: true })
      for (const one of found) await ok(floor.server, 'POST', `/connectors/${retail.id}/documents/${one.id}/retry`)
      await retail.step()
      const orders = await retail.documents('&set=850')
      expect(new Set(orders.map(({ state }) => state))).toEqual(new Set(['applied']))
      for (const one of await retail.documents('&state=refused'))
        expect(one.detail).toMatch(/^Segment \d+ \((ISA0\d|ST01)\): /)
      const unmapped = (await retail.openFailures()).filter(({ about }) => about === 'order')
      expect(unmapped.map(({ code }) => code)).toEqual(orders.map(() => 'listing-not-mapped'))
    })
  })
})
