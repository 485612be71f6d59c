/** Files exchanged with a retailer: each order, change, chargeback and shipment once, whatever comes twice or breaks off. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkDigit } from '../../shared/barcode/check-digit.ts'
import { DIALECTS } from '../support/database.ts'
import { type Floor, feedSettled, ok, openFloor } from './floor.ts'
import { changeSet, connectPartner, crashing, orderSet, type TradingPartner } from './trading-partner.ts'

let serial = 0
const newSscc = (): string => {
  serial += 1
  const body = `0952123499${String(serial).padStart(7, '0')}`
  return body + checkDigit(body)
}

describe.each(DIALECTS)('EDI on %s', (dialect) => {
  let floor: Floor
  let lane: string
  let retail: TradingPartner
  let made = 0

  beforeAll(async () => {
    floor = await openFloor(dialect)
    lane = await floor.bin({ kind: 'staging' })
  })
  afterAll(() => floor.close())
  beforeEach(async () => {
    retail = await connectPartner(floor, `retail-${++made}`)
  })
  afterEach(async () => {
    await retail.end()
    await floor.cleanAudit()
  })

  /** Picked into cartons of so many, and shipped. */
  async function shipped(orderId: string, cartons: readonly (readonly [sku: string, lot: string, quantity: number])[]) {
    const { tasks } = await floor.release(orderId)
    for (const task of tasks) await floor.pick(task, { to: lane, orderId })
    const labels: string[] = []
    for (const [sku, lot, quantity] of cartons) {
      const sscc = newSscc()
      labels.push(sscc)
      await floor.stream.push('pack', { orderId, sscc, lines: [{ sku, lot, quantity, from: lane }] })
    }
    const ship = await floor.stream.push('ship', {
      orderId,
      carrier: 'UPSN',
      service: 'GROUND',
      trackingNumber: '1Z77',
    })
    expect(ship.result).toMatchObject({ outcome: 'applied', exceptions: [] })
    return { labels, transaction: ship.id }
  }

  it('takes an order from its file to its invoice', async () => {
    await retail.connect({ inventory: { everyHours: 24, changedEveryMinutes: 15 } })
    const a = await retail.listed(40)
    await floor.receive(a.sku, 'L0', 5, 'A-02', 9, { expiresOn: '2026-12-31' })
    const b = await retail.listed(3)
    await retail.figures()
    await retail.step()
    const [first] = retail.collect()
    expect(first).toMatchObject({ id: '846' })
    expect(first?.lines).toEqual(expect.arrayContaining([`LIN*1*VN*${a.listing}`, 'QTY*33*45*EA', 'QTY*33*3*EA']))

    retail.send(
      orderSet('PO-1', [
        [a.listing, 12, '9.25'],
        [b.listing, 5, '4.00'],
      ]),
    )
    await retail.step()
    const order = await retail.orderOf('PO-1')
    expect(order).toMatchObject({
      externalId: 'PO-1',
      lines: [
        { sku: a.sku, quantity: 12, committed: 12 },
        { sku: b.sku, quantity: 5, committed: 3, backordered: 2 },
      ],
    })
    const detail = await ok<Record<string, unknown>>(floor.server, 'GET', `/orders/${order?.id}`)
    expect(detail).toMatchObject({
      shipBy: '2027-01-20',
      customer: { id: '0042', name: 'Example Retail' },
      shipTo: { name: 'Central DC', address1: '1 Depot Road', city: 'Springfield', state: 'IL', zip: '62701' },
    })
    const answers = retail.collect()
    expect(answers.map(({ id }) => id).sort()).toEqual(['855', '997'])
    expect(answers.find(({ id }) => id === '997')?.lines).toEqual(['AK1*PO*10', 'AK2*850*0001', 'AK5*A', 'AK9*A*1*1*1'])
    expect(answers.find(({ id }) => id === '855')?.lines.filter((line) => /^(BAK|PO1|ACK)/.test(line))).toEqual([
      expect.stringMatching(/^BAK\*00\*AC\*PO-1\*20260105/),
      `PO1*1*12*EA*9.25*PE*VN*${a.listing}`,
      'ACK*IA*12*EA*068*20270120',
      `PO1*2*5*EA*4.00*PE*VN*${b.listing}`,
      'ACK*IA*3*EA*068*20270120',
      'ACK*IB*2*EA',
    ])
    expect(retail.left('done')).toHaveLength(1)
    expect(retail.left('in')).toEqual([])

    const { labels } = await shipped(order?.id ?? '', [
      [a.sku, 'L0', 5],
      [a.sku, 'L1', 7],
      [b.sku, 'L1', 3],
    ])
    await retail.step()
    const told = retail.collect()
    expect(told.map(({ id }) => id).sort()).toEqual(['810', '856'])
    const notice = told.find(({ id }) => id === '856')
    expect(notice?.lines).toEqual(
      expect.arrayContaining([
        'TD1*CTN25*3',
        'TD5**2*UPSN**GROUND',
        'REF*CN*1Z77',
        'N1*ST*Central DC*92*0042',
        'PRF*PO-1***20260105',
        ...labels.map((sscc) => `MAN*GM*00${sscc}`),
        `LIN*1*VN*${a.listing}*LT*L0`,
        `LIN*1*VN*${a.listing}*LT*L1`,
        'SN1*1*5*EA',
        'SN1*1*7*EA',
        'DTM*036*20261231',
        'DTM*036*20270630',
      ]),
    )
    expect(told.find(({ id }) => id === '810')?.lines).toEqual(
      expect.arrayContaining([
        `IT1*1*12*EA*9.25*PE*VN*${a.listing}`,
        `IT1*2*3*EA*4.00*PE*VN*${b.listing}`,
        'TDS*12300',
      ]),
    )

    for (const got of [...answers.filter(({ id }) => id !== '997'), ...told]) retail.acknowledge(got)
    await retail.step()
    const states = (await retail.documents('&direction=out')).map(({ set, state }) => `${set} ${state}`).sort()
    expect(states).toEqual(['810 accepted', '846 sent', '855 accepted', '856 accepted', '997 sent'])
    expect(retail.collect()).toEqual([])

    await retail.figures()
    floor.clock.offset += 16 * 60_000
    await retail.step()
    const [advice] = retail.collect()
    expect(advice?.lines).toEqual(expect.arrayContaining(['QTY*33*33*EA', 'QTY*33*0*EA']))
    await retail.step()
    expect(retail.collect()).toEqual([])
    expect(await retail.failures()).toEqual([])
  })

  const lines = async (externalId: string) =>
    ((await retail.orderOf(externalId))?.lines ?? []).map(({ quantity, cancelled }) => quantity - cancelled)
  const only = async (set: string) => {
    const found = (await retail.documents()).filter((one) => one.set === set)
    expect(found).toHaveLength(1)
    return found[0] as (typeof found)[number]
  }

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

  describe('what comes twice', () => {
    it('as a file is known and moved away; as a document in another file, too', async () => {
      const { listing } = await retail.listed(40)
      const text = retail.interchange([orderSet('PO-2', [[listing, 4]])])
      retail.put(text, 'one.edi')
      await retail.step()
      retail.put(text, 'one.edi')
      retail.put(text, 'two.edi')
      retail.put(`\r\n${text}\r\n`, 'three.edi')
      await retail.step()
      expect(await lines('PO-2')).toEqual([4])
      expect(await only('850')).toMatchObject({ state: 'applied' })
      expect(retail.left('in')).toEqual([])
      expect(retail.left('done')).toHaveLength(4)
      expect(
        retail
          .collect()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(['855', '997'])
      const files = await floor.server.database.work.read(({ db, t }) => db.select().from(t.ediFiles))
      expect(files.filter(({ connectorId }) => connectorId === retail.id)).toHaveLength(2)
    })

    it('with numbers that came before and other content is another document, and says so', async () => {
      const { listing } = await retail.listed(40)
      retail.put(retail.interchange([orderSet('PO-3', [[listing, 4]])], { control: '77' }))
      retail.put(retail.interchange([orderSet('PO-4', [[listing, 2]])], { control: '77' }))
      await retail.step()
      expect([await lines('PO-3'), await lines('PO-4')]).toEqual([[4], [2]])
      const [second] = await retail.documents('&number=PO-4&set=850')
      expect(second?.detail).toBe('Its control numbers came before, with other content.')
    })

    it('is not read while it is being written', async () => {
      const { listing } = await retail.listed(40)
      const { writeFileSync } = await import('node:fs')
      const text = retail.interchange([orderSet('PO-5', [[listing, 4]])])
      for (const name of ['.hidden.edi', 'writing.edi.tmp', 'writing.PART'])
        writeFileSync(`${retail.folders.in}/${name}`, text)
      await retail.step()
      expect(retail.left('in')).toHaveLength(3)
      expect(await retail.documents()).toEqual([])
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

  describe('what is broken off', () => {
    /** The order taken, shipped and told; whatever was done of it before is not done again. */
    const story = async (partner: TradingPartner, sku: string, step: () => Promise<void>) => {
      await step()
      const order = await partner.orderOf('PO-CRASH')
      if (order?.lines.every(({ shipped: gone }) => gone === 0)) await shipped(order.id, [[sku, 'L1', 4]])
      await feedSettled(floor.server)
      await step()
    }

    it('between any two steps is carried on, and nothing is done twice', async () => {
      // Each point on SQLite; on PostgreSQL, whose units are the same, one of four.
      const stride = dialect === 'sqlite' ? 1 : 4
      let isBroken = true
      for (let broken = 1; isBroken; broken += stride) {
        const partner = await connectPartner(floor, `crash-${++made}`)
        const { sku, listing } = await partner.listed(40)
        partner.send(orderSet('PO-CRASH', [[listing, 4]]), changeSet('PO-CRASH', [['1', 'CA', 4]]))
        let calls = 0
        const { step } = partner.beside(crashing(floor.server.database.work, () => ++calls >= broken))
        await story(partner, sku, step)
        isBroken = calls >= broken
        floor.server.faults.splice(0)
        // The gateway has taken what it found: whoever wrote it again would send it twice.
        const before = partner.collect()
        // Whoever died still holds the lease, until it is taken for dead.
        floor.clock.offset += 61_000
        await story(partner, sku, partner.step)
        const got = [...before, ...partner.collect()].map(({ id }) => id)
        expect(got.sort(), `broken at ${broken}`).toEqual(['810', '855', '856', '997', '997'])
        const kept = (await partner.documents()).map(({ set }) => set)
        expect(kept.sort()).toEqual(['810', '850', '855', '856', '860', '997', '997'])
        expect((await partner.orderOf('PO-CRASH'))?.lines).toMatchObject([{ quantity: 4, shipped: 4 }])
        expect([partner.left('in'), partner.left('done').length]).toEqual([[], 1])
        expect(await partner.openFailures()).toEqual([])
        await partner.end()
      }
    }, 120_000)

    it('as a folder that cannot be used is told while it lasts', async () => {
      const { listing } = await retail.listed(40)
      const { renameSync } = await import('node:fs')
      retail.send(orderSet('PO-F', [[listing, 4]]))
      renameSync(retail.folders.out, `${retail.folders.out}-away`)
      await retail.step()
      expect(await lines('PO-F')).toEqual([4])
      expect(await retail.openFailures()).toMatchObject([{ about: 'connector', code: 'folder-unusable' }])
      renameSync(`${retail.folders.out}-away`, retail.folders.out)
      floor.clock.offset += 11_000
      await retail.step()
      expect(
        retail
          .collect()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(['855', '997'])
      expect(await retail.openFailures()).toEqual([])
    })

    it('by two processes at once is done once', async () => {
      const { listing } = await retail.listed(400)
      const numbers = Array.from({ length: 8 }, (_, nth) => `PO-T${nth}`)
      for (const number of numbers) retail.send(orderSet(number, [[listing, 1]]))
      const others = [retail.beside({}), retail.beside({}), retail.exchange]
      await Promise.all(others.map((one) => one.step()))
      await retail.step()
      for (const number of numbers) expect(await lines(number)).toEqual([1])
      expect(retail.collect()).toHaveLength(16)
    })
  })

  describe('set up', () => {
    const put = (body: Record<string, unknown>) =>
      floor.server.call<{ code: string; detail: string; field: string }>('PUT', '/connectors/new-one', {
        kind: 'edi',
        channel: retail.id,
        settings: { name: 'Retail', us: { qualifier: 'ZZ', id: 'US' }, partner: { qualifier: 'ZZ', id: 'THEM' } },
        folders: retail.folders,
        ...body,
      })

    it.each([
      ['no folders', { folders: undefined }, 'invalid', /folders/],
      [
        'a folder that is not there',
        { folders: { in: '/nowhere/at/all', out: '/tmp' } },
        'folder-unusable',
        /folders\.in: \/nowhere\/at\/all does not exist/,
      ],
      ['a folder that is no whole path', { folders: { in: 'in', out: '/tmp' } }, 'invalid', /whole path/],
      ['one folder for both ways', { folders: { in: '/tmp', out: '/tmp' } }, 'invalid', /another place/],
      ['a profile without a partner', { settings: { name: 'Retail' } }, 'invalid', /settings\.us/],
    ])('says plainly what is wrong with %s', async (_name, body, code, detail) => {
      const reply = await put(body)
      expect(reply.status).toBe(422)
      expect(reply.body).toMatchObject({ code })
      expect(reply.body.detail).toMatch(detail)
    })

    it('lets no two partners share the folder in which files arrive', async () => {
      const reply = await put({})
      expect(reply).toMatchObject({ status: 409, body: { code: 'folder-taken', field: 'folders.in' } })
      expect(reply.body.detail).toContain(retail.id)
    })

    it('needs no credentials, and shows none', async () => {
      const { items } = await ok<{ items: Record<string, unknown>[] }>(floor.server, 'GET', '/connectors')
      const found = items.find(({ id }) => id === retail.id)
      expect(found).toMatchObject({
        kind: 'edi',
        state: 'on',
        settings: { folders: retail.folders, version: '004010' },
      })
      expect(found).not.toHaveProperty('credentials')
    })
  })

  it('is listed by page, kind, state and number, and each document is explained beside its text', async () => {
    const { listing } = await retail.listed(40)
    for (const number of ['PO-91', 'PO-92', 'PO-93']) retail.send(orderSet(number, [[listing, 1]]))
    await retail.step()
    const path = `/connectors/${retail.id}/documents`
    const first = await ok<{ items: { id: string; set: string }[]; next: string }>(
      floor.server,
      'GET',
      `${path}?limit=5`,
    )
    const second = await ok<{ items: { id: string }[]; next: string | null }>(
      floor.server,
      'GET',
      `${path}?limit=5&cursor=${encodeURIComponent(first.next)}`,
    )
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(9)
    expect(second.next).toBeNull()
    const found = await retail.documents('&number=PO-92')
    expect(found.map(({ set }) => set).sort()).toEqual(['850', '855'])
    const order = found.find(({ set }) => set === '850')
    const detail = await ok<{
      segments: { id: string; name: string; raw: string; elements: unknown[] }[]
      orderId: string
    }>(floor.server, 'GET', `${path}/${order?.id}`)
    expect(detail).toMatchObject({
      name: 'Purchase order PO-92 (850)',
      orderId: (await retail.orderOf('PO-92'))?.id,
      acknowledgement: { status: 'A', document: expect.any(String), at: expect.any(String) },
    })
    expect(detail.segments.find(({ id }) => id === 'PO1')).toMatchObject({
      name: 'Order line',
      raw: `PO1*1*1*EA*9.25**VN*${listing}`,
      elements: expect.arrayContaining([
        { ref: 'PO103', name: 'Unit', value: 'EA', means: 'each' },
        { ref: 'PO106', name: 'Item id qualifier', value: 'VN', means: "vendor's number" },
        { ref: 'PO107', name: 'Item id', value: listing, means: null },
      ]),
    })
    const refusals = [
      ['POST', `${path}/${order?.id}/resend`, 409],
      ['GET', `${path}/nothing`, 404],
      ['GET', `/connectors/nobody/documents`, 404],
      ['GET', `${path}?cursor=x`, 422],
    ] as const
    for (const [method, url, status] of refusals)
      expect((await floor.server.call(method, url)).status, url).toBe(status)
  })
})
