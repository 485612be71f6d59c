/** Files exchanged with a retailer: each order, change, chargeback and shipment once, whatever comes twice or breaks off. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkDigit } from '../../shared/barcode/check-digit.ts'
import { DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor } from './floor.ts'
import { connectPartner, orderSet, type TradingPartner } from './trading-partner.ts'

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
})
