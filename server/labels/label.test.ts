/** Labels of anything: everything is on the label, nothing stands on anything else, and the bars are as wide as they must be. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHARSET_X } from '../../shared/barcode/charset.ts'
import { checkDigit } from '../../shared/barcode/check-digit.ts'
import { ssccOf } from '../../shared/rules/sscc.ts'
import { type BadgeFacts, badgeLabel } from './badge-label.ts'
import type { Printing } from './elements.ts'
import { type Box, DOTS_PER_MM, type Label, quietBox, symbolBox } from './label.ts'
import { type LocationFacts, locationLabel } from './location-label.ts'
import type { LotFacts } from './lot-facts.ts'
import { lotLabel } from './lot-label.ts'
import { BADGE_PAPERS, LOCATION_PAPERS, type Paper } from './papers.ts'
import { textWidth } from './text.ts'
import type { UnitContent, UnitFacts } from './unit-facts.ts'
import { unitLabel } from './unit-label.ts'

const SEED = 4_062_026
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))
const gtin = digits(13).map((body) => body + checkDigit(body))
const lotNumber = fc
  .array(fc.constantFrom(...CHARSET_X), { minLength: 1, maxLength: 20 })
  .map((characters) => characters.join(''))
const words = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.constantFrom('W'.repeat(200), 'Oats', 'a\tb\nc', '大豆 '.repeat(40)),
)
const code = (maxLength: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength })
const date = fc.option(
  fc
    .date({ min: new Date('2000-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
)
const printing: fc.Arbitrary<Printing> = fc.record({
  today: fc.constant('2026-11-24'),
  dates: fc.constantFrom('expiry', 'best-before'),
})
const packing = fc.record({ gtin, quantity: fc.constantFrom(1, 6, 12, 480) })

const lots: fc.Arbitrary<LotFacts> = fc.record({
  sku: code(60),
  name: words,
  unit: fc.constantFrom('each', 'a unit of 20 chars..'),
  lot: lotNumber,
  expiresOn: date,
  quantity: fc.option(fc.integer({ min: 1, max: 10_000_000 }), { nil: undefined }),
  packing: fc.option(packing),
  ownCode: fc.oneof(code(60), fc.string({ minLength: 1, maxLength: 60 })),
})

const content: fc.Arbitrary<UnitContent> = fc.record({
  sku: fc.constantFrom('A', 'B', 'C'),
  name: words,
  lot: fc.oneof(fc.constant(''), lotNumber),
  expiresOn: date,
  quantity: fc.integer({ min: 1, max: 10_000_000 }),
  packings: fc.array(packing, { maxLength: 3 }),
})
const order = fc.record({
  externalId: words,
  channel: words,
  customer: words,
  shipTo: fc.option(
    fc.oneof(
      fc.record({
        name: words,
        company: words,
        street: words,
        address2: words,
        city: words,
        zip: words,
        country: words,
      }),
      fc.dictionary(fc.constantFrom('name', 'city', 'zip', 'other'), fc.jsonValue()),
    ),
  ),
})
const unit = fc.record({
  unit: code(40),
  sscc: fc.option(
    fc
      .integer({ min: 0, max: 999_999 })
      .map((serial) => ssccOf({ extensionDigit: 3, companyPrefix: '0614141000', serial })),
  ),
  from: fc.record({ name: words, address: fc.option(fc.record({ street: words, city: words, zip: words })) }),
  orders: fc.array(order, { maxLength: 3 }),
  contents: fc.oneof(fc.array(content, { maxLength: 1 }), fc.array(content, { maxLength: 40 })),
}) as fc.Arbitrary<UnitFacts>

const badgeCode = fc
  .array(fc.constantFrom(...'ABCDEFGHJKMNPQRSTVWXYZ0123456789'), { minLength: 26, maxLength: 26 })
  .map((characters) => characters.join(''))
const sizesOf = (papers: Record<string, Paper>) =>
  fc.constantFrom(...Object.values(papers)).map(({ width, height }) => ({
    width: Math.floor(width * DOTS_PER_MM),
    height: Math.floor(height * DOTS_PER_MM),
  }))
const places: fc.Arbitrary<LocationFacts> = fc.record({
  code: fc
    .oneof(code(40), fc.string({ minLength: 1, maxLength: 40 }))
    .map((text) => text.replace(/[\s\p{Cc}]/gu, '-').slice(0, 40)),
  isUnit: fc.boolean(),
  zone: fc.option(words),
})
const badges: fc.Arbitrary<BadgeFacts> = fc.record({
  name: words,
  roles: fc.array(fc.constantFrom('Picker', 'Receiver', 'Counter', 'Inspector', 'Supervisor', 'Planner', 'Admin')),
  company: words,
  badge: badgeCode,
})

const labels: fc.Arbitrary<Label> = fc.oneof(
  fc.tuple(places, sizesOf(LOCATION_PAPERS)).map(([facts, size]) => locationLabel(facts, size)),
  fc.tuple(badges, sizesOf(BADGE_PAPERS)).map(([facts, size]) => badgeLabel(facts, size)),
  fc.tuple(lots, printing).map(([facts, how]) => lotLabel(facts, how)),
  fc.tuple(unit, printing).map(([facts, how]) => unitLabel(facts, how)),
)

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const isWithin = (box: Box, { width, height }: Label): boolean =>
  box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height

describe('any label', () => {
  it('has everything on it, and nothing on anything else', () => {
    fc.assert(
      fc.property(labels, (label) => {
        const texts = label.texts.map(({ text, x, y, size }) => ({ x, y, width: textWidth(text, size), height: size }))
        const boxes = [...texts, ...label.lines, ...label.symbols.map(quietBox)]
        expect(boxes.filter((box) => !isWithin(box, label))).toEqual([])
        expect(
          boxes.flatMap((one, index) =>
            boxes
              .slice(index + 1)
              .filter((other) => overlap(one, other))
              .map((other) => [one, other]),
          ),
        ).toEqual([])
        for (const { text, size } of label.texts) {
          expect(text).not.toMatch(/\p{Cc}|^\s|\s$|^$/u)
          expect(size).toBeGreaterThanOrEqual(14)
        }
      }),
      { seed: SEED, numRuns: 300 },
    )
  })

  it('has bars that a printer of 203 dpi prints and that GS1 allows', () => {
    fc.assert(
      fc.property(labels, (label) => {
        expect(label.symbols.length).toBeGreaterThan(0)
        for (const placed of label.symbols) {
          const { symbol, module, height } = placed
          expect(Number.isInteger(module) && module >= 2).toBe(true)
          expect(Number.isInteger(height / symbol.rows.length)).toBe(true)
          for (const row of symbol.rows) expect(row.length).toBe(symbol.rows[0]?.length)
          if (symbol.rows.length > 1) continue
          expect(quietBox(placed).width - symbolBox(placed).width).toBeGreaterThanOrEqual(20 * module)
          expect(quietBox(placed).width / DOTS_PER_MM).toBeLessThanOrEqual(165.1)
          expect(height / DOTS_PER_MM).toBeGreaterThanOrEqual(label.height > 1000 ? 31.75 : 10)
        }
      }),
      { seed: SEED, numRuns: 300 },
    )
  })
})

describe('the label of a unit', () => {
  const facts: UnitFacts = {
    unit: 'CARTON-7',
    sscc: '006141411234567890',
    from: { name: 'Main', address: null },
    orders: [],
    contents: [],
  }
  const how: Printing = { today: '2026-11-24', dates: 'expiry' }
  const said = (over: Partial<UnitFacts>) =>
    unitLabel({ ...facts, ...over }, how).symbols.map((one) => one.symbol.print)
  const packings = [
    { gtin: '00614141000739', quantity: 1 },
    { gtin: '10614141000736', quantity: 12 },
    { gtin: '20614141000733', quantity: 480 },
  ]
  const oats = { sku: 'OATS', name: 'Oats', lot: 'L1', expiresOn: '2027-12-31', quantity: 1, packings }

  it('has its SSCC lowest, in bars of half a millimetre', () => {
    const { symbols } = unitLabel({ ...facts, contents: [{ ...oats, quantity: 24 }] }, how)
    expect(symbols.at(-1)).toMatchObject({ module: 4, height: 254, symbol: { print: '(00)006141411234567890' } })
    expect(symbols.map(({ y }) => y)).toEqual(symbols.map(({ y }) => y).sort((a, b) => a - b))
  })

  it('counts in the largest packing of which it holds a whole number', () => {
    const of = (quantity: number) => said({ contents: [{ ...oats, quantity }] })[0]
    expect(of(24)).toBe('(02)10614141000736(37)2')
    expect(of(25)).toBe('(02)00614141000739(37)25')
    expect(of(1)).toBe('(02)00614141000739(37)1')
    expect(of(960)).toBe('(02)20614141000733(37)2')
    expect(of(500_000_000)).toBe('(00)006141411234567890')
  })

  it('is the case itself where it holds just one', () => {
    expect(said({ contents: [{ ...oats, quantity: 12 }] })).toEqual([
      '(01)10614141000736',
      '(17)271231(10)L1',
      '(00)006141411234567890',
    ])
  })

  it('names no lot where several are in it, and nothing where several items are or none has a GTIN', () => {
    const other = { ...oats, lot: 'L2', quantity: 2 }
    expect(said({ contents: [oats, other] })).toEqual(['(02)00614141000739(37)3', '(00)006141411234567890'])
    expect(said({ contents: [oats, { ...other, sku: 'RYE' }] })).toEqual(['(00)006141411234567890'])
    expect(said({ contents: [{ ...oats, packings: [] }] })).toEqual(['(00)006141411234567890'])
    expect(said({ contents: [{ ...oats, packings: packings.slice(1), quantity: 5 }] })).toHaveLength(1)
    expect(said({ contents: [{ ...oats, lot: '' }] })).toEqual(['(02)00614141000739(37)1', '(00)006141411234567890'])
  })

  it("has the unit's own code where it has no SSCC", () => {
    expect(said({ sscc: null, contents: [oats] })).toEqual(['LPN:CARTON-7'])
    expect(
      unitLabel({ ...facts, sscc: null, unit: 'x'.repeat(40) }, how).symbols[0]?.symbol.rows.length,
    ).toBeGreaterThan(1)
  })
})

describe('the label of a lot', () => {
  const facts: LotFacts = {
    sku: 'OATS',
    name: 'Oats',
    unit: 'each',
    lot: 'L1',
    expiresOn: '2027-12-31',
    quantity: undefined,
    packing: { gtin: '00614141000739', quantity: 1 },
    ownCode: 'OATS',
  }
  const said = (over: Partial<LotFacts>, dates: Printing['dates'] = 'expiry') =>
    lotLabel({ ...facts, ...over }, { today: '2026-11-24', dates }).symbols.map((one) => one.symbol.print)

  it('says item, date and lot in one row of bars, and again in cells', () => {
    const all = '(01)00614141000739(17)271231(10)L1'
    expect(said({})).toEqual([all, all])
    expect(said({}, 'best-before')).toEqual(Array(2).fill('(01)00614141000739(15)271231(10)L1'))
    expect(said({ expiresOn: null })).toEqual(Array(2).fill('(01)00614141000739(10)L1'))
  })

  it('puts a lot that looks like a lot and another date before its date, so that a separator ends it', () => {
    const lot = 'A15270131'
    expect(said({ lot })).toEqual(Array(2).fill(`(01)00614141000739(10)${lot}(17)271231`))
  })

  it('has two rows where one would be too wide', () => {
    const lot = 'abcDEFghiJKLmnoPQRst'
    expect(said({ lot })).toEqual([
      '(01)00614141000739',
      `(17)271231(10)${lot}`,
      `(01)00614141000739(17)271231(10)${lot}`,
    ])
    expect(said({ lot, expiresOn: null })).toHaveLength(2)
  })

  it('leaves a year out of the bars that two digits would put into another century', () => {
    expect(said({ expiresOn: '2076-12-31' })[0]).toContain('(17)761231')
    for (const expiresOn of ['2077-01-01', '1976-12-31', '9999-12-31'])
      expect(said({ expiresOn })[0], expiresOn).toBe('(01)00614141000739(10)L1')
  })

  it('has the own code of an item without GTIN, and beside it the lot', () => {
    expect(said({ packing: null })).toEqual(['OATS', '(17)271231(10)L1'])
    expect(said({ packing: null, ownCode: 'Größe 5' })).toEqual(['(17)271231(10)L1', 'Größe 5'])
  })
})
