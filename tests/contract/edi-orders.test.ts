/** A retailer's orders and changes of them: units, listings, stores, and what comes again or out of turn. */
import { describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { setUpEdi } from './edi-floor.ts'
import { type Floor, ok } from './floor.ts'
import { changeSet, orderSet, type TradingPartner } from './trading-partner.ts'

describe.each(EDGE_DIALECTS)('EDI on %s', (dialect) => {
  let floor: Floor
  let retail: TradingPartner
  const { shipped, lines, only } = setUpEdi(dialect, (given) => {
    ;({ floor, retail } = given)
  })

  describe('an order', () => {
    it('in another unit of measure is taken by what the line, the profile or a listing of that unit says', async () => {
      const { sku, listing } = await retail.listed(400)
      retail.mappings.push({ listing: `${listing}@PL`, sku, packQuantity: 48 })
      await retail.map()
      await retail.connect({ units: { CA: 6 } })
      retail.send(
        orderSet('PO-U1', [
          [listing, 2, '12.00', 'CA'],
          [listing, 1, '90.00', 'PL'],
          [listing, 1, '5.00', 'DZ'],
        ]),
      )
      await retail.step()
      expect(await lines('PO-U1')).toEqual([12, 48, 12])
      const answer = retail.collect().find(({ id }) => id === '855')
      expect(answer?.lines.filter((line) => /^(PO1|ACK)/.test(line))).toEqual([
        `PO1*1*2*CA*12.00*PE*VN*${listing}`,
        'ACK*IA*2*CA*068*20270120',
        `PO1*2*1*PL*90.00*PE*VN*${listing}`,
        'ACK*IA*1*PL*068*20270120',
        `PO1*3*1*DZ*5.00*PE*VN*${listing}`,
        'ACK*IA*1*DZ*068*20270120',
      ])
      const rows = await floor.server.database.work.read(({ db, t }) => db.select().from(t.orderLines))
      const paid = rows
        .filter((row) => row.sku === sku)
        .map(({ unitPrice, quantity, discount }) => unitPrice.amount * quantity - (discount?.amount ?? 0))
      expect(paid.sort()).toEqual([2_400, 500, 9_000].sort())
    })

    it('of cases that are shipped in part is told in pieces', async () => {
      const { sku, listing } = await retail.listed(18)
      await retail.connect({ units: { CA: 12 }, shipNotice: { packStructure: 'none' } })
      retail.send(orderSet('PO-U2', [[listing, 2, '12.00', 'CA']]))
      await retail.step()
      expect(retail.collect().find(({ id }) => id === '855')?.lines).toEqual(
        expect.arrayContaining([`PO1*1*24*EA***VN*${listing}`, 'ACK*IA*18*EA*068*20270120', 'ACK*IB*6*EA']),
      )
      const order = await retail.orderOf('PO-U2')
      await shipped(order?.id ?? '', [[sku, 'L1', 18]])
      await retail.step()
      const told = retail.collect()
      expect(told.find(({ id }) => id === '856')?.lines).toContain('SN1*1*18*EA')
      expect(told.find(({ id }) => id === '810')?.lines).toContain(`IT1*1*18*EA*1.00*PE*VN*${listing}`)
    })

    it('in a unit that nobody explained waits, says which listing is missing, and is answered when it is there', async () => {
      const { sku, listing } = await retail.listed(40)
      retail.send(orderSet('PO-U3', [[listing, 2, '12.00', 'CA']]))
      await retail.step()
      expect(await retail.orderOf('PO-U3')).toBeUndefined()
      expect(retail.collect().map(({ id }) => id)).toEqual(['997'])
      const [failure] = await retail.openFailures()
      expect(failure).toMatchObject({ about: 'order', subject: 'PO-U3', code: 'listing-not-mapped' })
      expect(failure?.detail).toContain(`${listing}@CA`)
      retail.mappings.push({ listing: `${listing}@CA`, sku, packQuantity: 12 })
      await retail.map()
      await retail.step()
      expect(await lines('PO-U3')).toEqual([24])
      expect(retail.collect().find(({ id }) => id === '855')?.lines).toContain('ACK*IA*2*CA*068*20270120')
      expect(await retail.openFailures()).toEqual([])
    })

    it('is found by its GTIN, and by the number of the buyer, in that order behind ours', async () => {
      const gtin = '00614141000036'
      const [a, b] = [await floor.item(), await floor.item()]
      await floor.receive(a, 'L1', 10, 'A-01')
      await floor.receive(b, 'L1', 10, 'A-01')
      retail.mappings.push(
        { listing: '614141000036', sku: a, packQuantity: 1 },
        { listing: 'BUY-7', sku: b, packQuantity: 1 },
      )
      await retail.map()
      retail.send({
        id: '850',
        segments: [
          'BEG*00*SA*PO-G**20260105',
          `PO1*1*2*EA*1**BP*BUY-7*UK*${gtin}*VN*NOBODY`,
          'PO1*2*3*EA*1**BP*BUY-7',
          'CTT*2',
        ],
      })
      await retail.step()
      expect((await retail.orderOf('PO-G'))?.lines).toMatchObject([
        { sku: a, quantity: 2 },
        { sku: b, quantity: 3 },
      ])
      expect(retail.collect().find(({ id }) => id === '855')?.lines).toContain(
        'PO1*1*2*EA*1.00*PE*VN*NOBODY*UP*614141000036*BP*BUY-7',
      )
    })

    it('for stores is one order that keeps who gets what', async () => {
      const { listing } = await retail.listed(40)
      retail.send(orderSet('PO-S', [[listing, 10]], ['SDQ*EA*92*0101*4*0102*6']))
      await retail.step()
      const order = await retail.orderOf('PO-S')
      expect(await ok(floor.server, 'GET', `/orders/${order?.id}`)).toMatchObject({
        shipTo: {
          stores: [
            { store: '0101', line: '1', quantity: 4, unit: 'EA' },
            { store: '0102', line: '1', quantity: 6, unit: 'EA' },
          ],
        },
      })
    })

    it('that comes again is the same one; with other content it is refused, unless it says that it replaces', async () => {
      const { listing } = await retail.listed(40)
      retail.send(orderSet('PO-R', [[listing, 4]]))
      await retail.step()
      retail.send(orderSet('PO-R', [[listing, 4]], [], '07'))
      retail.send(orderSet('PO-R', [[listing, 9]]))
      retail.send(orderSet('PO-R', [[listing, 6]], [], '05'))
      await retail.step()
      expect(await lines('PO-R')).toEqual([6])
      const states = (await retail.documents('&set=850')).map(({ state }) => state)
      expect(states.sort()).toEqual(['applied', 'applied', 'applied', 'failed'])
      expect(await retail.openFailures()).toMatchObject([{ about: 'document', code: 'order-differs' }])
      expect(retail.collect().filter(({ id }) => id === '855')).toHaveLength(1)
    })

    it('that its 850 cancels is given up', async () => {
      const { listing } = await retail.listed(40)
      retail.send(orderSet('PO-X', [[listing, 4]]))
      retail.send(orderSet('PO-X', [[listing, 4]], [], '01'))
      await retail.step()
      expect(await retail.orderOf('PO-X')).toMatchObject({ status: 'cancelled' })
    })
  })

  describe('a change', () => {
    it('of quantities and lines is followed, and answered where the profile says so', async () => {
      await retail.connect({ orders: { changesAcknowledged: true } })
      const [a, b] = [await retail.listed(40), await retail.listed(40)]
      retail.send(
        orderSet('PO-C', [
          [a.listing, 5],
          [a.listing, 3],
        ]),
      )
      await retail.step()
      retail.collect()
      retail.send(
        changeSet('PO-C', [
          ['1', 'QI', 8],
          ['2', 'DI', 0],
          ['3', 'AI', 4, b.listing],
        ]),
      )
      await retail.step()
      expect(await lines('PO-C')).toEqual([8, 0, 4])
      const answer = retail.collect().find(({ id }) => id === '855')
      expect(answer?.lines.filter((line) => line.startsWith('ACK'))).toEqual([
        'ACK*IA*8*EA*068*20270120',
        'ACK*ID*0*EA',
        'ACK*IA*4*EA*068*20270120',
      ])
      retail.send(changeSet('PO-C', [], { purpose: '01' }))
      await retail.step()
      expect(await retail.orderOf('PO-C')).toMatchObject({ status: 'cancelled' })
      expect(retail.collect().find(({ id }) => id === '855')?.lines[0]).toMatch(/^BAK\*00\*RD\*PO-C/)
    })

    it('that comes before its order waits for it; an older one does not undo a newer', async () => {
      const { listing } = await retail.listed(40)
      retail.send(changeSet('PO-E', [['1', 'CA', 7]], { sequence: '2' }))
      await retail.step()
      expect(await retail.openFailures()).toMatchObject([{ code: 'order-unknown' }])
      retail.send(orderSet('PO-E', [[listing, 5]]))
      retail.send(changeSet('PO-E', [['1', 'CA', 6]], { sequence: '1' }))
      await retail.step()
      expect(await lines('PO-E')).toEqual([7])
      expect(await retail.openFailures()).toEqual([])
    })

    it('that takes off what has left says so, and the order stands', async () => {
      const { sku, listing } = await retail.listed(40)
      retail.send(orderSet('PO-L', [[listing, 5]]))
      await retail.step()
      const order = await retail.orderOf('PO-L')
      await shipped(order?.id ?? '', [[sku, 'L1', 5]])
      retail.send(changeSet('PO-L', [['1', 'QD', 2]]))
      await retail.step()
      expect(await lines('PO-L')).toEqual([5])
      expect(await retail.openFailures()).toMatchObject([{ about: 'order', code: 'shipped-already' }])
      expect((await only('860')).detail).toContain('have left already')
      expect(
        retail
          .collect()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(['810', '855', '856', '997', '997'])
    })

    it('moves the day on which the order is to leave', async () => {
      const { listing } = await retail.listed(40)
      retail.send(orderSet('PO-D', [[listing, 5]]))
      await retail.step()
      retail.send({ id: '860', segments: ['BCH*04*SA*PO-D***20260105', 'DTM*038*20270110'] })
      await retail.step()
      const order = await retail.orderOf('PO-D')
      expect(await ok(floor.server, 'GET', `/orders/${order?.id}`)).toMatchObject({ shipBy: '2027-01-10' })
    })

    it('of a line that the order does not have is put aside', async () => {
      const { listing } = await retail.listed(40)
      retail.send(orderSet('PO-N', [[listing, 5]]))
      retail.send(changeSet('PO-N', [['9', 'CA', 2]]))
      await retail.step()
      expect(await lines('PO-N')).toEqual([5])
      expect(await only('860')).toMatchObject({ state: 'failed', externalId: null })
      expect(await retail.openFailures()).toMatchObject([{ code: 'line-unknown' }])
    })
  })
})
