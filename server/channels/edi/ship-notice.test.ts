import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ssccOf } from '../../../shared/rules/sscc.ts'
import { linesOf, textOfDraft } from '../../../tests/support/x12-draft.ts'
import { profileOf } from '../../../tests/support/x12-sets.ts'
import { x12Problems } from '../../../tests/support/x12-structure.ts'
import type { PartnerProfileInput } from './profile.ts'
import { draftShipNotice, type ShipNotice, type ShippedContent, type ShippedUnit } from './ship-notice.ts'

const sscc = (serial: number) => ssccOf({ extensionDigit: 0, companyPrefix: '0614141', serial })
const profileWith = (shipNotice: PartnerProfileInput['shipNotice']) => profileOf({ shipNotice })
const profile = profileOf()

const content = (more: Partial<ShippedContent> = {}): ShippedContent => ({
  line: '1',
  item: { sku: 'MUESLI-500', gtin: '00614141000036' },
  quantity: 6,
  unit: 'EA',
  lot: 'L-1',
  expiry: '2026-12-31',
  ...more,
})
const carton = (serial: number, ...contents: ShippedContent[]): ShippedUnit => ({
  kind: 'carton',
  sscc: sscc(serial),
  contents,
})
const pallet = (serial: number, ...units: ShippedUnit[]): ShippedUnit => ({ kind: 'pallet', sscc: sscc(serial), units })

const notice = (units: ShippedUnit[], more: Partial<ShipNotice> = {}): ShipNotice => ({
  number: 'SHIP-1',
  date: '2026-01-31',
  time: '14:05',
  shippedOn: '2026-01-31',
  parties: [
    { role: 'ST', name: 'DC 7', id: '0007' },
    {
      role: 'SF',
      name: 'LOTLINE',
      address: { lines: ['1 Dock Road'], city: 'Reno', state: 'NV', postalCode: '89501' },
    },
  ],
  orders: [{ number: 'PO-1', date: '2026-01-05', units }],
  ...more,
})
const levels = (lines: string[]) => lines.filter((line) => line.startsWith('HL'))

describe('the 856', () => {
  it('tells shipment, order, cartons and items, with lot and expiry', () => {
    const whole = notice(
      [carton(1, content()), carton(2, content({ lot: 'L-2', quantity: 4 }), content({ line: '2', lot: 'L-2' }))],
      {
        deliveryOn: '2026-02-03',
        carrier: { code: 'ABFS', method: 'M', routing: 'GROUND' },
        billOfLading: 'BOL-3',
        carrierReference: 'PRO-4',
        weight: { value: '60.31', unit: 'LB' },
      },
    )
    expect(linesOf(draftShipNotice(whole, profile))).toEqual([
      'BSN*00*SHIP-1*20260131*1405*0001',
      'HL*1**S',
      'TD1*CTN25*2****G*60.31*LB',
      'TD5**2*ABFS*M*GROUND',
      'REF*BM*BOL-3',
      'REF*CN*PRO-4',
      'DTM*011*20260131',
      'DTM*017*20260203',
      'N1*ST*DC 7*92*0007',
      'N1*SF*LOTLINE',
      'N3*1 Dock Road',
      'N4*Reno*NV*89501',
      'HL*2*1*O',
      'PRF*PO-1***20260105',
      'HL*3*2*P',
      `MAN*GM*00${sscc(1)}`,
      'HL*4*3*I',
      'LIN*1*VN*MUESLI-500*UP*614141000036*LT*L-1',
      'SN1*1*6*EA',
      'DTM*036*20261231',
      'HL*5*2*P',
      `MAN*GM*00${sscc(2)}`,
      'HL*6*5*I',
      'LIN*1*VN*MUESLI-500*UP*614141000036*LT*L-2',
      'SN1*1*4*EA',
      'DTM*036*20261231',
      'HL*7*5*I',
      'LIN*2*VN*MUESLI-500*UP*614141000036*LT*L-2',
      'SN1*2*6*EA',
      'DTM*036*20261231',
      'CTT*7',
    ])
  })

  it.each([
    ['pack', ['HL*1**S', 'HL*2*1*O', 'HL*3*2*P', 'HL*4*3*I', 'HL*5*2*P', 'HL*6*5*I', 'HL*7*2*P', 'HL*8*7*I'], '0001'],
    ['tare', ['HL*1**S', 'HL*2*1*O', 'HL*3*2*T', 'HL*4*3*I', 'HL*5*2*T', 'HL*6*5*I'], '0001'],
    [
      'tare-pack',
      ['HL*1**S', 'HL*2*1*O', 'HL*3*2*T', 'HL*4*3*P', 'HL*5*4*I', 'HL*6*3*P', 'HL*7*6*I', 'HL*8*2*P', 'HL*9*8*I'],
      '0001',
    ],
    ['none', ['HL*1**S', 'HL*2*1*O', 'HL*3*2*I'], '0004'],
  ] as const)('puts cartons on a pallet, and one beside, as %s', (packStructure, expected, structure) => {
    const own = profileWith({ packStructure })
    const draft = draftShipNotice(
      notice([pallet(1, carton(2, content()), carton(3, content())), carton(4, content())]),
      own,
    )
    expect(levels(linesOf(draft))).toEqual(expected)
    expect(linesOf(draft)[0]).toBe(`BSN*00*SHIP-1*20260131*1405*${structure}`)
    expect(x12Problems(textOfDraft('856', draft, own))).toEqual([])
  })

  it('adds up the same lot where the partner wants fewer levels', () => {
    const draft = draftShipNotice(
      notice([pallet(1, carton(2, content()), carton(3, content({ quantity: 1 })))]),
      profileWith({ packStructure: 'tare' }),
    )
    expect(linesOf(draft)).toContain('SN1*1*7*EA')
  })

  it('puts lot and dates where the partner wants them', () => {
    const lines = (shipNotice: PartnerProfileInput['shipNotice']) =>
      linesOf(draftShipNotice(notice([carton(1, content({ made: '2025-12-01' }))]), profileWith(shipNotice)))
    expect(
      lines({ lot: { segment: 'REF', qualifier: 'LT' }, made: { segment: 'DTM', qualifier: '094' } }).slice(-7),
    ).toEqual([
      'HL*4*3*I',
      'LIN*1*VN*MUESLI-500*UP*614141000036',
      'SN1*1*6*EA',
      'REF*LT*L-1',
      'DTM*036*20261231',
      'DTM*094*20251201',
      'CTT*4',
    ])
    expect(lines({ expiry: { segment: 'LIN', qualifier: 'ZZ' } })).toContain(
      'LIN*1*VN*MUESLI-500*UP*614141000036*LT*L-1*ZZ*20261231',
    )
    expect(lines({ lot: null, expiry: null }).slice(-3)).toEqual([
      'LIN*1*VN*MUESLI-500*UP*614141000036',
      'SN1*1*6*EA',
      'CTT*4',
    ])
  })

  it('ships goods without a lot and without packs where the partner wants none', () => {
    const { lot: _, expiry: __, ...plain } = content()
    const draft = draftShipNotice(
      notice([], { orders: [{ number: 'PO-1', units: [], loose: [plain] }] }),
      profileWith({ packStructure: 'none' }),
    )
    expect(linesOf(draft).slice(-3)).toEqual(['LIN*1*VN*MUESLI-500*UP*614141000036', 'SN1*1*6*EA', 'CTT*3'])
  })

  it.each<[string, string, ShipNotice]>([
    ['no order', 'PRF', notice([], { orders: [] })],
    ['an order of which nothing is shipped', 'LIN', notice([])],
    ['an empty carton', 'MAN', notice([carton(1, content()), carton(2)])],
    ['a wrong check digit', 'MAN', notice([{ kind: 'carton', sscc: '006141410000000011', contents: [content()] }])],
    ['a short SSCC', 'MAN', notice([{ kind: 'carton', sscc: '00614141000000001', contents: [content()] }])],
    ['an SSCC twice', 'MAN', notice([carton(1, content()), carton(1, content())])],
    ['nothing of a line', 'SN1', notice([carton(1, content({ quantity: 0 }))])],
    ['goods in no carton', 'MAN', notice([], { orders: [{ number: 'PO-1', units: [], loose: [content()] }] })],
    ['a number that is too short', 'BSN', notice([carton(1, content())], { number: '1' })],
  ])('is refused with %s', (_, segmentId, one) => {
    const draft = draftShipNotice(one, profile)
    if (draft.ok) throw new Error('drafted')
    expect(draft.faults.map((fault) => fault.segmentId)).toContain(segmentId)
    for (const { message } of draft.faults) expect(message).toMatch(/\.$/)
  })

  it('keeps its structure, however things are packed', () => {
    const contents = fc.array(
      fc.record({
        line: fc.constantFrom('1', '2', '3'),
        item: fc.record({
          sku: fc.constantFrom('A', 'B-1'),
          gtin: fc.constantFrom('00614141000036', '10614141000736'),
        }),
        quantity: fc.integer({ min: 1, max: 999 }),
        unit: fc.constantFrom('EA', 'CA'),
        lot: fc.constantFrom('L-1', 'L-2'),
        expiry: fc.constantFrom('2026-12-31', '2028-02-29'),
      }),
      { minLength: 1, maxLength: 4 },
    )
    const onPallet = fc.record({
      cartons: fc.array(contents, { maxLength: 3 }),
      loose: fc.oneof(contents, fc.constant([])),
    })
    const units = fc.oneof(
      contents,
      onPallet.filter(({ cartons, loose }) => cartons.length + loose.length > 0),
    )
    const orders = fc.array(fc.array(units, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
    const structure = fc.constantFrom('pack' as const, 'tare' as const, 'tare-pack' as const, 'none' as const)
    fc.assert(
      fc.property(orders, structure, fc.constantFrom('LIN' as const, 'REF' as const), (all, packStructure, segment) => {
        const own = profileWith({ packStructure, lot: { segment, qualifier: 'LT' } })
        let serial = 0
        const built = all.map((packed, index) => ({
          number: `PO-${index}`,
          units: packed.map(
            (unit): ShippedUnit =>
              Array.isArray(unit)
                ? carton(++serial, ...unit)
                : {
                    ...pallet(++serial, ...unit.cartons.map((each) => carton(++serial, ...each))),
                    contents: unit.loose,
                  },
          ),
        }))
        const draft = draftShipNotice(notice([], { orders: built }), own)
        expect(x12Problems(textOfDraft('856', draft, own))).toEqual([])
        const shipped = all
          .flat(1)
          .flatMap((unit) => (Array.isArray(unit) ? unit : [...unit.cartons.flat(), ...unit.loose]))
        const told = linesOf(draft)
          .filter((line) => line.startsWith('SN1'))
          .reduce((sum, line) => sum + Number(line.split('*')[2]), 0)
        expect(told).toBe(shipped.reduce((sum, { quantity }) => sum + quantity, 0))
      }),
    )
  })
})
