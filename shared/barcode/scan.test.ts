import { describe, expect, it } from 'vitest'
import { interpretScan, type Scan, type ScanContext } from './scan.ts'

const context: ScanContext = { today: '2026-11-24', site: {} }
const scan = (text: string, more: Partial<ScanContext> = {}) => interpretScan(text, { ...context, ...more })
const short = ({ kind, code }: Scan) => `${kind} ${code}`

describe('the kind and code of a scan', () => {
  it.each([
    // GS1 elements
    [']C1011061414100073610LOT-A1', 'item 10614141000736'],
    [']C10310614141000736', 'item 10614141000736'],
    [']C18006106141410007360102', 'item 10614141000736'],
    [']C1021061414100073637480', 'item 10614141000736'],
    [']C100340063810000000421', 'unit 340063810000000421'],
    [']C100340063810000000421021061414100073637480', 'unit 340063810000000421'],
    [']C1800300614141000739RTI0001', 'unit 00614141000739RTI0001'],
    [']C18004A-1', 'unit A-1'],
    [']C14140614141999996', 'location 0614141999996'],
    [']C14140614141999996254B7', 'location 0614141999996.B7'],
    [']C1400PO-12345', 'order PO-12345'],
    [']C101106141410007364000PO', 'item 10614141000736'],
    [']C110LOT-A1', 'unknown 10LOT-A1'],
    [']C1', 'invalid '],
    // without identifier
    ['011061414100073610LOT-A1', 'item 10614141000736'],
    ['00340063810000000421', 'unit 340063810000000421'],
    ['10LOT-A1\u001d0110614141000736', 'item 10614141000736'],
    ['\u001d8004A-1', 'unit A-1'],
    ['8004A-1', 'unknown 8004A-1'],
    ['10LOT-A1', 'unknown 10LOT-A1'],
    ['40012345', 'unknown 40012345'],
    ['(01)10614141000736(10)L1', 'item 10614141000736'],
    ['(01)10614141000737', 'invalid (01)10614141000737'],
    ['(A)1', 'unknown (A)1'],
    // retail numbers
    [']E04006381333931', 'item 04006381333931'],
    [']E04006381333932', 'invalid 4006381333932'],
    [']E496385074', 'item 00000096385074'],
    [']E496385075', 'invalid 96385075'],
    [']E004252614', 'item 00042100005264'],
    [']E3400638133393112', 'item 04006381333931'],
    [']I110614141000736', 'item 10614141000736'],
    [']I110614141000737', 'invalid 10614141000737'],
    [']I1123457', 'unknown 123457'],
    ['4006381333931', 'item 04006381333931'],
    ['036000291452', 'item 00036000291452'],
    ['10614141000736', 'item 10614141000736'],
    ['96385074', 'item 00000096385074'],
    ['4006381333932', 'unknown 4006381333932'],
    ['00000000', 'unknown 00000000'],
    // plain symbols are read as if without identifier
    [']C0LOC:A-03-2', 'location A-03-2'],
    [']Q1LPN:T-12', 'unit T-12'],
    [']d14006381333931', 'item 04006381333931'],
    [']C0011061414100073610LOT-A1', 'item 10614141000736'],
    [']Q1', 'unknown '],
    // the site's own codes
    ['LOC:a-03-2', 'location A-03-2'],
    ['BDG:mfrggzdfmztwq2lknnwg', 'badge MFRGGZDFMZTWQ2LKNNWG'],
    ['BDG:joe', 'invalid BDG:joe'],
    ['ORD:SO-17', 'order SO-17'],
    ['LOC:', 'invalid LOC:'],
    ['a-03-2', 'location A-03-2'],
    ['SKU-7', 'unknown SKU-7'],
    [' \t SKU 7\r\n', 'unknown SKU 7'],
    // web addresses
    ['https://id.gs1.org/01/10614141000736/10/L1', 'item 10614141000736'],
    ['https://id.gs1.org/00/340063810000000421', 'unit 340063810000000421'],
    ['https://id.gs1.org/414/9520123456788/254/32a%2Fb', 'location 9520123456788.32a/b'],
    ['https://id.gs1.org/01/10614141000737', 'invalid https://id.gs1.org/01/10614141000737'],
    ['https://shop.example/shoes', 'unknown https://shop.example/shoes'],
    ['Https://shop.example', 'unknown Https://shop.example'],
    // damage
    ['', 'invalid '],
    ['  ', 'invalid '],
    [']', 'invalid ]'],
    [']C', 'invalid ]C'],
    ['10L1\u001d17271301', 'invalid 10L1\u001d17271301'],
    ['A\u001dB', 'unknown A\u001dB'],
  ])('%j is %s', (text, expected) => {
    const result = scan(text)
    expect(short(result)).toBe(expected)
    expect(result.text).toBe(text)
    if (result.kind === 'invalid') expect(result.problem).toMatch(/^[A-Z].*\.$/)
  })

  it('keeps the identifier', () => {
    expect(scan(']C0X').symbology).toBe(']C0')
    expect(scan(']E04006381333931').symbology).toBe(']E0')
    expect('symbology' in scan('X')).toBe(false)
  })
})

describe('what elements say', () => {
  it('lot, dates, serial, count', () => {
    const text = ']d2011061414100073611260901132609021527110016271115172712003012\u001d10L1\u001d21S1'
    expect(scan(text)).toEqual({
      kind: 'item',
      text,
      code: '10614141000736',
      symbology: ']d2',
      ais: [
        ['01', '10614141000736'],
        ['11', '260901'],
        ['13', '260902'],
        ['15', '271100'],
        ['16', '271115'],
        ['17', '271200'],
        ['30', '12'],
        ['10', 'L1'],
        ['21', 'S1'],
      ],
      gtin: '10614141000736',
      lot: 'L1',
      serial: 'S1',
      quantity: 12,
      producedOn: '2026-09-01',
      packedOn: '2026-09-02',
      bestBefore: '2027-11-30',
      sellBy: '2027-11-15',
      expiresOn: '2027-12-31',
      warnings: [],
    })
  })

  it.each([
    ['17271231152711001627111570032710312359', '2027-12-31'],
    ['15271100162711157003271031235', undefined],
    ['152711001627111570032710312359', '2027-10-31'],
    ['1527110016271115', '2027-11-30'],
    ['16271115', '2027-11-15'],
    ['11260101', undefined],
  ])('%s expires on %s', (elements, date) => {
    expect(scan(`]C10110614141000736${elements}`).expiresOn).toBe(date)
  })

  it('the date of 8008 is the production date', () => {
    expect(scan(']C10110614141000736800826090112').producedOn).toBe('2026-09-01')
  })

  it('the contents of a unit', () => {
    expect(scan(']C10034006381000000042102106141410007363748\u001d10L1')).toMatchObject({
      kind: 'unit',
      sscc: '340063810000000421',
      gtin: '10614141000736',
      quantity: 48,
      lot: 'L1',
      warnings: [],
    })
  })

  it('the count of the contents outranks a count', () => {
    expect(scan(']C10210614141000736305\u001d3748').quantity).toBe(48)
  })

  it('a count of zero is not used', () => {
    const result = scan(']C1021061414100073637000')
    expect(result.quantity).toBeUndefined()
    expect(result.warnings).toContain('The count on the label is zero and was not used.')
  })

  it('a second label has no product', () => {
    expect(scan(']C110L1\u001d17271231')).toMatchObject({
      kind: 'unknown',
      lot: 'L1',
      expiresOn: '2027-12-31',
      problem: expect.stringContaining('no product number'),
    })
  })

  it('a composite symbol adds to its product number', () => {
    expect(scan(']E04006381333931|]e010L1\u001d17271231')).toMatchObject({
      kind: 'item',
      gtin: '04006381333931',
      lot: 'L1',
      expiresOn: '2027-12-31',
      ais: [
        ['10', 'L1'],
        ['17', '271231'],
      ],
      warnings: [],
    })
    expect(scan(']E04006381333931|]e017271301').kind).toBe('invalid')
    expect(scan(']E04006381333931|]e010L117271231')).toMatchObject({
      kind: 'question',
      gtin: '04006381333931',
      question: {
        readings: [
          { lot: 'L117271231' },
          {
            ais: [
              ['10', 'L1'],
              ['17', '271231'],
            ],
          },
        ],
      },
    })
    expect(scan(']E04006381333932|]e010L1').kind).toBe('invalid')
  })

  it('association rules warn', () => {
    const result = scan(']C10110614141000736375')
    expect(result).toMatchObject({ kind: 'item', quantity: 5 })
    expect(result.warnings).toHaveLength(2)
  })
})

describe('eight digits', () => {
  it('that are only valid as UPC-E are one, with a warning', () => {
    expect(scan('04252614')).toMatchObject({ kind: 'item', gtin: '00042100005264', warnings: [expect.any(String)] })
  })

  it('that are both are an EAN-8, with a warning', () => {
    // As UPC-E it stands for 012340000053, and its own eight digits check as well.
    const both = '01234053'
    expect(scan(both)).toMatchObject({ kind: 'item', gtin: `000000${both}`, warnings: [expect.any(String)] })
    expect(scan('96385074').warnings).toEqual([])
  })

  it('with a wrong check digit warn', () => {
    expect(scan('96385075')).toMatchObject({ kind: 'unknown', warnings: [expect.stringContaining('check digit')] })
  })
})

describe('a GS1 label that breaks a rule', () => {
  it('says so with and without identifier', () => {
    const problem = expect.stringContaining('its month is not 01 to 12')
    expect(scan(']C1011061414100073617271301')).toMatchObject({ kind: 'invalid', problem })
    expect(scan('011061414100073617271301')).toMatchObject({ kind: 'unknown', problem })
    expect(scan('01-A').problem).toBeUndefined()
  })

  it('points at separators where a value is too long', () => {
    const problem = expect.stringContaining('separators')
    expect(scan(']C1011061414100073610LOT-A12345678901727123121S1')).toMatchObject({ kind: 'invalid', problem })
  })
})

describe('a lost separator', () => {
  const lost = ']C1011061414100073610LOT-A117271231'

  it('is asked about, with both readings', () => {
    const result = scan(lost)
    expect(result).toMatchObject({
      kind: 'question',
      code: '011061414100073610LOT-A117271231',
      gtin: '10614141000736',
      question: {
        ask: 'lost-separator',
        readings: [
          { kind: 'item', lot: 'LOT-A117271231' },
          { kind: 'item', lot: 'LOT-A1', expiresOn: '2027-12-31' },
        ],
      },
    })
    // What the answer decides must not be taken for known before it.
    for (const field of ['lot', 'expiresOn', 'serial', 'quantity']) expect(field in result, field).toBe(false)
  })

  it('leaves open which product it is, where that depends on the answer', () => {
    const result = scan(']C1021061414100073610L10104006381333931')
    expect(result.question?.readings.map(({ gtin }) => gtin)).toEqual(['10614141000736', '04006381333931'])
    expect('gtin' in result).toBe(false)
  })

  it('is asked about without identifier too', () => {
    expect(scan(lost.slice(3)).kind).toBe('question')
  })

  it('is not asked about where separators are known to arrive', () => {
    expect(scan(lost, { gsSurvives: true })).toMatchObject({ kind: 'item', lot: 'LOT-A117271231' })
    expect(scan(`${lost}\u001d`)).toMatchObject({ kind: 'item', lot: 'LOT-A117271231' })
    expect(scan(`]C10110614141000736\u001d10LOT-A117271231`).kind).toBe('item')
    expect(scan(`${lost}|`, { gsReplacements: ['|'] }).kind).toBe('item')
  })

  it('is not asked about in links and typed labels, which have none', () => {
    expect(scan('(01)10614141000736(10)LOT-A117271231').kind).toBe('item')
    expect(scan('https://id.gs1.org/01/10614141000736/10/LOT-A117271231').kind).toBe('item')
  })
})

describe('the context', () => {
  it('brings replacements of GS', () => {
    expect(scan(']C1011061414100073610L1~17271231', { gsReplacements: ['~'] })).toMatchObject({ lot: 'L1' })
    expect(scan('10L1~0110614141000736', { gsReplacements: ['~'] })).toMatchObject({ kind: 'item', lot: 'L1' })
    expect(scan('A-03-2', { gsReplacements: ['-'] }).kind).toBe('location')
  })

  it("brings the day's year", () => {
    expect(scan(']C1011061414100073617770101').expiresOn).toBe('1977-01-01')
    expect(scan(']C1011061414100073617770101', { today: '2027-01-01' }).expiresOn).toBe('2077-01-01')
  })

  it("brings the site's codes", () => {
    const site = { prefixes: { location: ['%'] }, barePatterns: [] }
    expect(short(scan('%a1', { site }))).toBe('location A1')
    expect(short(scan('A-03-2', { site }))).toBe('unknown A-03-2')
  })
})
