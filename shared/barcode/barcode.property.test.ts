import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AI_TABLE, type AiEntry, type Component } from './ai-table.ts'
import { CHARSET_X } from './charset.ts'
import { checkDigit } from './check-digit.ts'
import { CONTENT_CHECKS } from './content-checks.ts'
import { parseDigitalLink, toDigitalLink } from './digital-link.ts'
import { parseBracketed, parseElementString, toBracketed, toElementString } from './gs1.ts'
import type { AiList } from './gs1-result.ts'
import { interpretScan, type ScanContext } from './scan.ts'
import { GS } from './separators.ts'

const context: ScanContext = { today: '2026-11-24', site: {} }
const { checkDigit: digitCheck, date, exactDate } = CONTENT_CHECKS

const CHARACTERS = { N: '0123456789', X: CHARSET_X, Y: '#-/0123456789ABCXYZ', Z: 'abcXYZ019-_' }

function textOf({ charset, minLength, maxLength }: Component): fc.Arbitrary<string> {
  const character = fc.constantFrom(...CHARACTERS[charset])
  return fc
    .array(character, { minLength, maxLength: Math.min(maxLength, Math.max(minLength, 25)) })
    .map((all) => all.join(''))
}

const printedDate = fc
  .tuple(fc.integer({ min: 22, max: 40 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''))

function componentValue(component: Component): fc.Arbitrary<string> {
  if (component.checks.includes(digitCheck)) {
    return textOf(component).map((digits) => digits.slice(0, -1) + checkDigit(digits.slice(0, -1)))
  }
  return component.checks.length > 0 ? printedDate : textOf(component)
}

function element({ ai, components }: AiEntry): fc.Arbitrary<[string, string]> {
  // Optional components are left out from the end.
  const least = components.filter(({ optional }) => !optional).length
  return fc
    .tuple(fc.integer({ min: least, max: components.length }), fc.tuple(...components.map(componentValue)))
    .map(([count, values]) => [ai, values.slice(0, count).join('')])
}

// Values that can be made up freely: no content rule but check digit and date. That leaves nearly all AIs.
const free = [...AI_TABLE.values()].filter(({ components }) =>
  components.every(({ checks }) => checks.every((check) => [digitCheck, date, exactDate].includes(check))),
)
const lists = (entries: readonly AiEntry[], minLength: number): fc.Arbitrary<AiList> =>
  fc.uniqueArray(fc.constantFrom(...entries).chain(element), { selector: ([ai]) => ai, minLength, maxLength: 8 })

describe('any valid elements', () => {
  it('cover most AIs', () => {
    expect(free.length).toBeGreaterThan(400)
  })

  it('survive the element string, with and without needless or disguised separators', () => {
    const separators = fc.constantFrom(GS, '\u241d', '\u2194', '{GS}', '<GS>', '^]', GS + GS)
    fc.assert(
      fc.property(lists(free, 1), separators, (ais, separator) => {
        const options = { currentYear: 2026 }
        expect(parseElementString(toElementString(ais), options)).toMatchObject({ ok: true, ais })
        const everywhere = `${separator}${ais.map(([ai, value]) => ai + value + separator).join('')}`
        expect(parseElementString(everywhere, options)).toMatchObject({ ok: true, ais })
      }),
      { numRuns: 300 },
    )
  })

  it('survive the human-readable form', () => {
    fc.assert(
      fc.property(lists(free, 1), (ais) => {
        expect(parseBracketed(toBracketed(ais), { currentYear: 2026 })).toMatchObject({ ok: true, ais })
      }),
      { numRuns: 300 },
    )
  })

  it('survive the Digital Link, apart from their order', () => {
    const attributes = free.filter(({ attribute, qualifiers }) => attribute && qualifiers === undefined)
    const gtin = fc.constantFrom('01').chain((ai) => element(AI_TABLE.get(ai) as AiEntry))
    fc.assert(
      fc.property(gtin, lists(attributes, 0), (key, rest) => {
        const made = toDigitalLink([...rest, key])
        const read = parseDigitalLink(made.ok ? made.link : '', { currentYear: 2026 })
        expect(read.ok && read.ais[0]).toEqual(key)
        expect(read.ok && [...read.ais].sort()).toEqual([...rest, key].sort())
      }),
      { numRuns: 300 },
    )
  })
})

describe('a dropped separator', () => {
  const lot = fc.array(fc.constantFrom(...CHARSET_X), { minLength: 1, maxLength: 20 }).map((all) => all.join(''))

  it('never passes for the label', () => {
    fc.assert(
      fc.property(lot, printedDate, (number, expiry) => {
        const label: AiList = [
          ['01', '10614141000736'],
          ['10', number],
          ['17', expiry],
        ]
        const whole = interpretScan(`]C1${toElementString(label)}`, context)
        expect(whole).toMatchObject({ kind: 'item', lot: number })
        const lost = interpretScan(`]C1${toElementString(label, '')}`, context)
        if (lost.kind === 'invalid') return expect(number.length).toBeGreaterThan(12)
        expect(lost.kind).toBe('question')
        expect(lost.question?.readings.map(({ ais }) => ais)).toContainEqual(label)
      }),
      { numRuns: 300 },
    )
  })
})

describe('any text at all', () => {
  const pieces = fc.constantFrom(
    ...']C1 ]E0 ]Q1 |]e0 01 10 17 00 37 https:// id.gs1.org / ? & = % + ( ) LOC: BDG: \u001d'.split(' '),
  )
  const damaged = fc
    .array(fc.oneof(pieces, fc.constantFrom('10614141000736', '271231', 'LOT-A1', '48'), fc.string({ maxLength: 4 })), {
      maxLength: 12,
    })
    .map((all) => all.join(''))
  const anything = fc.oneof(damaged, fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 80 }))
  const kinds = ['item', 'unit', 'location', 'badge', 'order', 'question', 'unknown', 'invalid']

  it('gets an answer, and the same one each time', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom('2026-11-24', '', 'yesterday'), (text, today) => {
        const scan = interpretScan(text, { today, site: {}, gsReplacements: ['|', ''] })
        expect(kinds).toContain(scan.kind)
        expect(scan.text).toBe(text)
        expect(scan.kind !== 'invalid' || scan.problem !== undefined).toBe(true)
        expect(scan.kind === 'question').toBe(scan.question !== undefined)
        expect(interpretScan(text, { today, site: {}, gsReplacements: ['|', ''] })).toEqual(scan)
        expect(JSON.parse(JSON.stringify(scan))).toEqual(scan)
      }),
      { numRuns: 1000 },
    )
  })

  it('is never taken for elements that it does not hold', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const result = parseElementString(text)
        if (!result.ok) return
        expect(parseElementString(toElementString(result.ais))).toMatchObject({ ok: true, ais: result.ais })
      }),
      { numRuns: 1000 },
    )
  })

  it('takes far less than a frame, however long', () => {
    const long = [
      `]C1${'10A21B'.repeat(500)}`,
      '1'.repeat(20_000),
      `https://a/${'01/'.repeat(5_000)}`,
      '('.repeat(9_000),
    ]
    // A last value at its longest, all of it made of what a lost separator may have left.
    long.push(`]C191${'17271231'.repeat(11)}`, `]C191${'21'.repeat(45)}`, `(01)${'(10)A'.repeat(3_000)}`)
    const msOf = (text: string) => {
      const start = performance.now()
      interpretScan(text, context)
      return performance.now() - start
    }
    // The quickest of three: a busy machine may stop any one of them for a while.
    for (const text of long) expect(Math.min(msOf(text), msOf(text), msOf(text)), text.slice(0, 20)).toBeLessThan(100)
  })
})
