import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstSetOf, profileOf, setOf } from '../../../tests/support/x12-sets.ts'
import { readOrder } from './order.ts'
import { readX12 } from './x12/read.ts'

const sample = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
const profile = profileOf()

const HEAD = ['BEG*00*SA*PO-1**20260105']
const LINE = 'PO1*1*12*EA*9.25**VN*MUESLI-500'
const read = (...segments: string[]) => readOrder(setOf('850', segments), profile)
const ordered = (...segments: string[]) => {
  const reading = read(...HEAD, ...segments)
  if (!reading.ok) throw new Error(reading.faults.map(({ message }) => message).join('\n'))
  return reading
}

describe('the sample', () => {
  const order = readOrder(firstSetOf(sample('node-x12-850.edi')), profile)

  it('is read whole: its head', () => {
    if (!order.ok) throw new Error('not read')
    const { lines, ...head } = order.value
    expect(order.notes).toEqual([])
    expect(lines.length).toBe(6)
    const shipTo = {
      role: 'ST',
      name: 'XYZ RETAIL',
      idQualifier: '9',
      id: '0003947268292',
      names: [],
      address: { lines: ['31875 SOLON RD'], city: 'SOLON', state: 'OH', postalCode: '44139' },
    }
    expect(head).toEqual({
      purpose: '00',
      type: 'SA',
      number: '08292233294',
      date: '2010-11-27',
      currency: 'USD',
      references: [
        { qualifier: 'DP', id: '038' },
        { qualifier: 'PS', id: 'R' },
      ],
      dates: [{ qualifier: '002', date: '2010-12-14' }],
      shipBy: '2010-12-14',
      deliverBy: '2010-12-14',
      carrier: { code: 'P3', routing: 'SEE XYZ RETAIL ROUTING GUIDE' },
      parties: [shipTo],
      shipTo,
    })
  })

  it('is read whole: its lines', () => {
    if (!order.ok) throw new Error('not read')
    expect(
      order.value.lines.map(({ line, sku, quantity, unit, unitPrice, description }) => [
        line,
        sku,
        quantity,
        unit,
        unitPrice?.amount,
        description,
      ]),
    ).toEqual([
      ['1', 'AB3542', 120, 'EA', 925, 'SMALL WIDGET'],
      ['2', 'RD5322', 220, 'EA', 1379, 'MEDIUM WIDGET'],
      ['3', 'XY5266', 126, 'EA', 1099, 'LARGE WIDGET'],
      ['4', 'VX2332', 76, 'EA', 435, 'NANO WIDGET'],
      ['5', 'RV0524', 72, 'EA', 750, 'BLUE WIDGET'],
      ['6', 'DX1875', 696, 'EA', 955, 'ORANGE WIDGET'],
    ])
    expect(order.value.lines[0]).toEqual({
      line: '1',
      ids: [
        { qualifier: 'CB', id: '065322-117' },
        { qualifier: 'PR', id: 'RO' },
        { qualifier: 'VN', id: 'AB3542' },
      ],
      sku: 'AB3542',
      quantity: 120,
      unit: 'EA',
      unitPrice: { amount: 925, currency: 'USD' },
      description: 'SMALL WIDGET',
      pack: { pack: 4, size: '4', unit: 'EA' },
      stores: [],
      references: [],
      dates: [],
      parties: [],
    })
  })

  it('is the same in both interchanges of the other file', () => {
    const sets = readX12(sample('node-x12-850-two-interchanges.edi')).interchanges.flatMap(({ groups }) =>
      groups.flatMap((group) => group.sets),
    )
    expect(sets.map((set) => readOrder(set, profile))).toEqual([order, order])
  })
})

describe('an order', () => {
  it('names dates, currency and parties', () => {
    const { value } = ordered(
      'CUR*BY*CAD',
      'REF*IA*12345',
      'DTM*038*20260120',
      'DTM*037*20260115',
      'DTM*063*20260125',
      'DTM*001*20260131',
      'TD5**2*UPSN*U*GROUND',
      'N1*BY*EXAMPLE RETAIL*92*0042',
      'N2*STORE 42*MAIN STREET',
      'REF*ZZ*OF THE PARTY',
      'N1*ST*DC 7*UL*0614141000005',
      'N3*1 DOCK ROAD*GATE 3',
      'N4*RENO*NV*89501*US',
      LINE,
      'CTT*1*12',
    )
    expect(value).toMatchObject({
      currency: 'CAD',
      references: [{ qualifier: 'IA', id: '12345' }],
      shipBy: '2026-01-20',
      shipNotBefore: '2026-01-15',
      deliverBy: '2026-01-25',
      cancelAfter: '2026-01-31',
      carrier: { code: 'UPSN', method: 'U', routing: 'GROUND' },
      shipTo: {
        id: '0614141000005',
        address: { lines: ['1 DOCK ROAD', 'GATE 3'], city: 'RENO', state: 'NV', postalCode: '89501', country: 'US' },
      },
      lines: [{ unitPrice: { amount: 925, currency: 'CAD' } }],
    })
    expect(value.parties[0]).toMatchObject({ role: 'BY', id: '0042', names: ['STORE 42', 'MAIN STREET'] })
  })

  it('knows GTINs in any of their lengths', () => {
    const { value } = ordered(
      'PO1**5*CA***UP*614141000036*BP*77',
      'PO1**5*EA***EN*4006381333931',
      'PO1**5*EA***UP*614141000037*SK*A',
    )
    expect(value.lines.map(({ line, gtin, sku }) => [line, gtin, sku])).toEqual([
      ['1', '00614141000036', undefined],
      ['2', '04006381333931', undefined],
      ['3', undefined, 'A'],
    ])
  })

  it('takes the first of the qualifiers that the profile names', () => {
    const set = setOf('850', [...HEAD, 'PO1*1*5*EA***VN*THEIRS*BP*OURS'])
    const reading = readOrder(set, profileOf({ items: { sku: ['BP', 'VN'] } }))
    expect(reading).toMatchObject({ ok: true, value: { lines: [{ sku: 'OURS' }] } })
  })

  it('gives stores what SDQ gives them', () => {
    const { value } = ordered('PO1*1*12*EA***VN*A', 'SDQ*EA*92*0001*4*0002*5', 'SDQ*EA*92*0003*2*0001*1')
    expect(value.lines[0]?.stores).toEqual([
      { idQualifier: '92', location: '0001', quantity: 5 },
      { idQualifier: '92', location: '0002', quantity: 5 },
      { idQualifier: '92', location: '0003', quantity: 2 },
    ])
  })

  it('keeps what a line alone says of parties', () => {
    const { value } = ordered(LINE, 'REF*ZZ*1', 'N1*ST*STORE 9*92*0009', 'REF*ZZ*2')
    expect(value.lines[0]).toMatchObject({ references: [{ id: '1' }], parties: [{ role: 'ST', id: '0009' }] })
    expect(value.lines[0]?.references.length).toBe(1)
  })

  it.each([
    ['12', 12],
    ['12.00', 12],
    ['0012', 12],
  ])('asks for %s', (text, quantity) => {
    expect(ordered(`PO1*1*${text}*EA***VN*A`).value.lines[0]?.quantity).toBe(quantity)
  })

  it.each([
    ['9.25', 925],
    ['9', 900],
    ['.5', 50],
    ['0', 0],
    ['9.250', 925],
  ])('costs %s', (text, amount) => {
    const { value, notes } = ordered(`PO1*1*1*EA*${text}**VN*A`)
    expect(value.lines[0]?.unitPrice?.amount).toBe(amount)
    expect(notes).toEqual([])
  })

  it('notes what is odd and does not hinder', () => {
    const codes = (...segments: string[]) =>
      ordered(...segments).notes.map(({ code, segmentId, element }) => `${code} ${segmentId} ${element}`)
    expect(codes('PO1*1*1*EA*0.0125**VN*A')).toEqual(['price PO1 4'])
    expect(codes(LINE, 'CTT*1*13')).toEqual(['total CTT 2'])
    expect(codes(LINE, 'CTT*1', 'AMT*TT*100.00')).toEqual(['total AMT 2'])
    expect(codes(LINE, 'CTT*1', 'AMT*TT*111.00')).toEqual([])
    expect(codes(LINE, 'SCH*6*EA***038*20260120', 'SCH*6*EA***038*20260127')).toEqual(['unread SCH 1'])
    expect(codes(LINE, 'SLN*1**I*2*EA')).toEqual(['unread SLN 1'])
    expect(codes(LINE, LINE)).toEqual(['contradiction PO1 1'])
    expect(codes('REF*TOOLONG*1', LINE)).toEqual(['element-too-long REF 1'])
    expect(ordered('PO1*1*1*EA*0.0125**VN*A').value.lines[0]?.unitPrice?.amount).toBe(1)
  })
})

describe('a faulty order', () => {
  it.each([
    ['segment-missing BEG 0', ['REF*ZZ*1', LINE]],
    ['segment-missing PO1 0', HEAD],
    ['element-missing BEG 3', ['BEG*00*SA***20260105', LINE]],
    ['element-date BEG 5', ['BEG*00*SA*PO-1**20260231', LINE]],
    ['element-date DTM 2', [...HEAD, 'DTM*038*260120', LINE]],
    ['element-characters PO1 2', [...HEAD, 'PO1*1*dozen*EA***VN*A']],
    ['element-characters CTT 1', [...HEAD, LINE, 'CTT*one']],
    ['quantity PO1 2', [...HEAD, 'PO1*1*2.5*EA***VN*A']],
    ['quantity PO1 2', [...HEAD, 'PO1*1*0*EA***VN*A']],
    ['quantity PO1 2', [...HEAD, 'PO1*1*-3*EA***VN*A']],
    ['quantity PO1 2', [...HEAD, 'PO1*1**EA***VN*A']],
    ['quantity PO1 2', [...HEAD, 'PO1*1*99999999999*EA***VN*A']],
    ['price PO1 4', [...HEAD, 'PO1*1*1*EA*-1**VN*A']],
    ['item-unnamed PO1 6', [...HEAD, 'PO1*1*1*EA*1']],
    ['contradiction PO1 2', [...HEAD, 'PO1*1*12*EA***VN*A', 'SDQ*EA*92*0001*4']],
    ['quantity SDQ 4', [...HEAD, 'PO1*1*12*EA***VN*A', 'SDQ*EA*92*0001*12.5*0002*12']],
    ['total CTT 1', [...HEAD, LINE, 'CTT*2']],
  ])('is refused: %s', (name, segments) => {
    const reading = read(...segments)
    if (reading.ok) throw new Error('read')
    expect(reading.faults.map(({ code, segmentId, element = 0 }) => `${code} ${segmentId} ${element}`)).toContain(name)
    for (const { message, segment } of reading.faults) {
      expect(message).toMatch(/^[^\n]+\. [^\n]+\.$/)
      expect(segment).toBeGreaterThan(2)
    }
  })

  it('is refused where its envelope is broken', () => {
    const set = setOf('850', [...HEAD, LINE])
    set.faults.push({ code: 'segment-count', segment: 5, segmentId: 'SE', message: 'Some are lost. Ask.' })
    expect(readOrder(set, profile)).toMatchObject({ ok: false, faults: [{ code: 'segment-count' }] })
  })

  it('lists the first hundred faults only', () => {
    const reading = read(...HEAD, ...Array.from({ length: 500 }, () => 'PO1*1*none*EA***VN*A'))
    expect(reading).toMatchObject({ ok: false, faults: { length: 101, 100: { code: 'too-many-faults' } } })
  })

  it('never throws, whatever was changed', () => {
    const lines = sample('node-x12-850.edi').trim().split('\n')
    fc.assert(
      fc.property(fc.nat(lines.length), fc.nat(40), fc.string({ maxLength: 6 }), (at, from, text) => {
        const changed = lines.map((line, index) =>
          index === at ? line.slice(0, from) + text + line.slice(from + 2) : line,
        )
        for (const { groups } of readX12(changed.join('\n')).interchanges)
          for (const set of groups.flatMap((group) => group.sets)) {
            const reading = readOrder(set, profile)
            expect(reading.ok || reading.faults.length > 0).toBe(true)
          }
      }),
    )
  })
})
