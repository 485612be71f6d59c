import { describe, expect, it } from 'vitest'
import { parseBracketed, parseElementString, toBracketed, toElementString } from './gs1.ts'
import type { AiList } from './gs1-result.ts'

const label: AiList = [
  ['01', '10614141000736'],
  ['10', 'LOT-A1'],
  ['17', '271231'],
]

describe('element strings', () => {
  it.each([
    ['011061414100073610LOT-A1\u001d17271231', 'as they come'],
    ['\u001d011061414100073610LOT-A1\u001d17271231', 'with the first FNC1 as GS'],
    ['0110614141000736\u001d10LOT-A1\u001d17271231', 'with a needless GS inside'],
    ['011061414100073610LOT-A1\u001d\u001d17271231\u001d', 'with needless GS at the end and doubled'],
    ['011061414100073610LOT-A1{GS}17271231', 'with GS in disguise'],
    ['011061414100073610LOT-A1|17271231', 'with the replacement of the site'],
    ['011061414100073610LOT-A1\u001d1727123110LOT-A1', 'with an element twice'],
  ])('%j %s', (text) => {
    const result = parseElementString(text, { gsReplacements: ['|'] })
    expect(result).toEqual({ ok: true, ais: label, warnings: [] })
  })

  it.each([
    ['', 'empty'],
    ['\u001d', 'empty'],
    ['10', 'too-short'],
    ['10\u001d17271231', 'too-short'],
    ['011061414\u001d10A', 'too-short'],
    ['011061414\u001d10ABCDEFGHIJ', 'too-short'],
    ['10123456789012345678901', 'too-long'],
    ['18271231', 'unknown-ai'],
    ['0110614141000736A', 'unknown-ai'],
    ['10A B', 'charset'],
    ['10A\u001d10B', 'repeated'],
  ])('%j is refused: %s', (text, kind) => {
    expect(parseElementString(text)).toMatchObject({ ok: false, error: { kind } })
  })

  it('name the AI at fault', () => {
    const result = parseElementString('011061414100073617271301')
    expect(result).toMatchObject({ error: { ai: '17', kind: 'date' } })
  })

  it('warn of broken associations and accept them', () => {
    const alone = parseElementString('10LOT-A1')
    expect(alone).toEqual({
      ok: true,
      ais: [['10', 'LOT-A1']],
      warnings: ['The lot (10) needs AI 01, 02, 03, 8006 or 8026, which this label does not carry.'],
    })
    const contradiction = parseElementString('0110614141000736375')
    expect(contradiction.ok && contradiction.warnings[0]).toMatch('product number (01) does not belong')
  })

  it('an AI does not contradict itself, but another of its family does', () => {
    expect(parseElementString('01106141410007363103001250')).toMatchObject({ warnings: [] })
    const twice = parseElementString('011061414100073631030012503102012500')
    expect(twice.ok && twice.warnings).toHaveLength(2)
  })

  it('are written with separators only where they are needed', () => {
    expect(toElementString(label)).toBe('011061414100073610LOT-A1\u001d17271231')
    expect(
      toElementString(
        [
          ['7003', '2712312359'],
          ['10', 'A'],
        ],
        '^',
      ),
    ).toBe('70032712312359^10A')
  })
})

describe('the human-readable form', () => {
  it('is read with and without spaces', () => {
    for (const text of ['(01)10614141000736(10)LOT-A1(17)271231', ' (01) 10614141000736 (10) LOT-A1 (17) 271231 ']) {
      expect(parseBracketed(text)).toEqual({ ok: true, ais: label, warnings: [] })
    }
  })

  it('keeps brackets of values apart', () => {
    const ais: AiList = [
      ['10', 'A(10)B('],
      ['21', '(x)'],
    ]
    expect(toBracketed(ais)).toBe('(10)A\\(10)B\\((21)\\(x)')
    expect(parseBracketed(toBracketed(ais))).toMatchObject({ ok: true, ais })
    expect(parseBracketed('(10)A(B)')).toMatchObject({ ok: true, ais: [['10', 'A(B)']] })
  })

  it.each([
    ['', 'brackets'],
    ['0110614141000736', 'brackets'],
    ['x(01)10614141000736', 'brackets'],
    ['(18)1', 'unknown-ai'],
    ['(01)10614141000737', 'check-digit'],
    ['(01)106141410007361', 'too-long'],
    ['(10)(17)271231', 'too-short'],
    ['(10)A(10)B', 'repeated'],
  ])('%j is refused: %s', (text, kind) => {
    expect(parseBracketed(text)).toMatchObject({ ok: false, error: { kind } })
  })
})
