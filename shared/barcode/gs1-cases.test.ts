import { describe, expect, it } from 'vitest'
import { fullYear, isoFromYymmdd } from './date.ts'
import { type DigitalLinkOptions, parseDigitalLink, toDigitalLink } from './digital-link.ts'
import fixture from './fixtures/gs1-cases.json' with { type: 'json' }
import { parseBracketed, parseElementString, toElementString } from './gs1.ts'
import type { AiList, Gs1Result } from './gs1-result.ts'
import { interpretScan } from './scan.ts'
import { GS } from './separators.ts'
import { readSymbology } from './symbology.ts'

interface Expected {
  ok: boolean
  ais?: AiList
  error?: string
  warned?: boolean
  link?: string
  elements?: string
  plain?: string
}
interface Case {
  id: string
  form: 'scan' | 'raw' | 'link' | 'bracketed'
  input: string
  options?: DigitalLinkOptions
  expect: Expected
  frontDoor: string
  withoutOptions?: string
}

const cases = fixture.cases as unknown as Case[]
const currentYear = 2026
const scanned = (text: string) => interpretScan(text, { today: '2026-11-24', site: {} })

/** The result of the parser that the form of a case belongs to. */
function parsed({ form, input, options }: Case): Gs1Result | undefined {
  if (form === 'raw') return parseElementString(input, { currentYear, gsReplacements: ['^'] })
  if (form === 'bracketed') return parseBracketed(input, { currentYear })
  if (form === 'link') return parseDigitalLink(input, { currentYear, ...options })
  const read = readSymbology(input)
  if (read?.payload === 'elements') return parseElementString(read.data, { currentYear })
  return read?.data.startsWith('https://') ? parseDigitalLink(read.data, { currentYear }) : undefined
}

/** What a scanner would have sent. */
function sent({ form, input }: Case): string {
  return form === 'raw' && input !== '' ? `]C1${input.slice(1).replaceAll('^', GS)}` : input
}

function checkResult(result: Gs1Result, expected: Expected) {
  if (!expected.ok) {
    expect(result).toMatchObject({ ok: false, error: { kind: expected.error, message: expect.stringMatching(/\w/) } })
    return
  }
  expect(result).toMatchObject({ ok: true, ais: expected.ais })
  expect(result.ok && result.warnings.length > 0).toBe(expected.warned === true)
}

describe('the published cases', () => {
  it('are all here', () => {
    expect(cases.filter(({ id }) => id.startsWith('warehouse'))).toHaveLength(28)
    expect(cases.filter(({ id }) => id.startsWith('engine'))).toHaveLength(85)
    expect(new Set(cases.map(({ id }) => id)).size).toBe(113)
    for (const { id, form, expect: expected } of cases) {
      expect(expected.ok ? expected.ais : (expected.error ?? form), id).toEqual(
        expected.ok ? expect.any(Array) : expect.any(String),
      )
    }
  })

  it.each(cases)('$id $form $input: parser', (testCase) => {
    const result = parsed(testCase)
    if (result !== undefined) checkResult(result, testCase.expect)
    // Only a scan that is neither elements nor a link has no parser of its own: the front door answers for it.
    else expect(testCase.form === 'scan' && (testCase.expect.plain !== undefined || !testCase.expect.ok)).toBe(true)
  })

  it.each(cases)('$id $form $input: front door', (testCase) => {
    const { expect: expected, frontDoor } = testCase
    const scan = scanned(sent(testCase))
    expect(scan.kind).toBe(frontDoor)
    expect(scan.text).toBe(sent(testCase))
    if (testCase.form === 'scan') expect(scan.kind !== 'invalid').toBe(expected.ok)
    if (scan.kind === 'invalid') expect(scan.problem).toMatch(/[.]$/)
    else if (expected.ok && testCase.withoutOptions === undefined) expect(scan.ais).toEqual(expected.ais)
    if (expected.warned !== undefined) expect(scan.warnings).not.toEqual([])
  })
})

describe('what the published cases say besides', () => {
  const having = (field: keyof Expected) => cases.filter(({ expect: expected }) => expected[field] !== undefined)

  it.each(having('link'))('$id: Digital Link $expect.link', ({ expect: expected }) => {
    expect(toDigitalLink(expected.ais ?? [])).toEqual({ ok: true, link: expected.link })
  })

  it.each(having('elements'))('$id: element string $expect.elements', ({ form, expect: expected, input }) => {
    // A tolerated needless separator is not written again.
    const written = expected.elements ?? input
    expect(`^${toElementString(expected.ais ?? [], '^')}`).toBe(written)
    expect(form).not.toBe('bracketed')
  })

  it.each(having('plain'))('$id: payload $expect.plain', ({ input, expect: expected }) => {
    const scan = scanned(input)
    expect(scan.gtin ?? scan.code).toBe(scan.gtin === undefined ? expected.plain : expected.plain?.padStart(14, '0'))
  })

  it.each(cases.filter((c) => c.withoutOptions !== undefined))('$id: $withoutOptions without options', (testCase) => {
    const result = parseDigitalLink(testCase.input, { currentYear })
    expect(result).toMatchObject({ ok: false, error: { kind: testCase.withoutOptions } })
  })

  it.each(fixture.centuries)('two-digit years as of $currentYear', ({ currentYear: now, years }) => {
    for (const [yy, year] of Object.entries(years)) expect(fullYear(Number(yy), now), yy).toBe(year)
  })

  it.each(fixture.dayZero)('day 00 of $printed is $date', ({ currentYear: now, printed, date }) => {
    expect(isoFromYymmdd(printed, now)).toEqual({ ok: true, date })
  })
})
