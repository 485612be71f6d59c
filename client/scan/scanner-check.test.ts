import { describe, expect, it } from 'vitest'
import { altCode, keys, type TestKey } from './burst-harness.ts'
import { GS } from './gs.ts'
import { checkScanner, TEST_GS1, TEST_PLAIN } from './scanner-check.ts'
import type { WedgeEvent } from './wedge-event.ts'

const BEFORE = [...']C110zY-1/aQ']
const AFTER = [...'17271231', 'Enter']
const CTRL_BRACKET = { key: ']', ctrlKey: true }

const check = (list: readonly TestKey[], gapMs = 5) => checkScanner(keys(list, { gapMs }), TEST_GS1)
const faultsOf = (report: ReturnType<typeof checkScanner>) => report.advice.map(({ fault }) => fault)

describe('a scanner that is set right', () => {
  it.each<[string, TestKey]>([
    ['control', GS],
    ['ctrl-bracket', CTRL_BRACKET],
    ['picture', '\u241d'],
  ])('whose GS arrives as %s needs no change', (gs, key) => {
    expect(check([...BEFORE, key, ...AFTER])).toEqual({
      text: TEST_GS1.aim + TEST_GS1.text,
      gs,
      gsSurvives: true,
      gsReplacement: null,
      aimSurvives: true,
      terminator: 'enter',
      msPerCharacter: 5,
      slowestGapMs: 5,
      sentTwice: false,
      advice: [],
    })
  })

  it('whose GS arrives as Alt+029 needs no change', () => {
    const events = [...keys(BEFORE), ...altCode('029', 1060), ...keys(AFTER, { from: 1070 })]
    expect(checkScanner(events, TEST_GS1)).toMatchObject({ gs: 'alt-code', gsSurvives: true, advice: [] })
  })

  it('says that a plain code is plain', () => {
    const report = checkScanner(keys([...`${TEST_PLAIN.aim}${TEST_PLAIN.text}`, 'Tab']), TEST_PLAIN)
    expect(report).toMatchObject({ gs: 'none-expected', gsSurvives: true, terminator: 'tab', advice: [] })
  })

  it('may send text without keys', () => {
    const event: WedgeEvent = { type: 'text', text: `${TEST_GS1.aim}${TEST_GS1.text}\n`, at: 5, field: 'scan' }
    expect(checkScanner([event], TEST_GS1)).toMatchObject({ gs: 'control', terminator: 'enter', advice: [] })
  })
})

describe('what to change', () => {
  it('where GS is lost', () => {
    const report = check([...BEFORE, ...AFTER])
    expect(report).toMatchObject({ gs: 'lost', gsSurvives: false })
    expect(faultsOf(report)).toEqual(['gs-lost'])
    expect(report.advice[0]?.zebra).toContain('control characters as events')
  })

  it.each<[string, TestKey[]]>([
    ['{GS}', [...'{GS}']],
    ['F8', ['F8']],
  ])('where GS is replaced by %s: enter that as the replacement', (replacement, sent) => {
    const report = check([...BEFORE, ...sent, ...AFTER])
    expect(report).toMatchObject({ gs: 'replaced', gsReplacement: replacement, gsSurvives: false })
    expect(faultsOf(report)).toEqual(['gs-replaced'])
    const configured = checkScanner(keys([...BEFORE, ...sent, ...AFTER]), TEST_GS1, [replacement])
    expect(configured).toMatchObject({ gsSurvives: true, advice: [] })
  })

  it('where the identifier is missing', () => {
    const report = check([...BEFORE.slice(3), GS, ...AFTER])
    expect(report).toMatchObject({ aimSurvives: false, gsSurvives: true })
    expect(faultsOf(report)).toEqual(['aim-missing'])
  })

  it('where there is no terminator', () => {
    const report = check([...BEFORE, GS, ...AFTER.slice(0, -1)])
    expect(report.terminator).toBe('none')
    expect(faultsOf(report)).toEqual(['no-terminator'])
  })

  it('where each code is sent twice, with a terminator and without', () => {
    const one = [...BEFORE, GS, ...AFTER]
    expect(faultsOf(check([...one, ...one]))).toEqual(['sent-twice'])
    const bare = one.slice(0, -1)
    const report = check([...bare, ...bare])
    expect(report.text).toBe(TEST_GS1.aim + TEST_GS1.text)
    expect(faultsOf(report)).toEqual(['sent-twice', 'no-terminator'])
  })

  it('where it is slower than the silence that ends a burst', () => {
    const report = check([...BEFORE, GS, ...AFTER], 120)
    expect(report).toMatchObject({ slowestGapMs: 120, msPerCharacter: 120 })
    expect(faultsOf(report)).toEqual(['too-slow'])
  })

  it('where Caps Lock is on', () => {
    const swapped = (list: string[]) => list.map((key) => (key === 'z' ? 'Z' : key === 'Y' ? 'y' : key))
    expect(faultsOf(check([...swapped(BEFORE), GS, ...AFTER]))).toEqual(['letter-case'])
  })

  it('where the keyboard layouts differ', () => {
    const german = [...'+C110yZß1-aQ']
    expect(faultsOf(check([...german, GS, ...AFTER]))).toContain('keyboard-layout')
  })

  it('where the line feed arrives as Ctrl+J: nothing, for it is understood', () => {
    const report = check([...BEFORE, GS, ...AFTER.slice(0, -1), { key: 'j', ctrlKey: true }])
    expect(report).toMatchObject({ terminator: 'line-feed', advice: [] })
  })

  it('where another label was scanned, or nothing', () => {
    expect(faultsOf(check([...'9521234543213', 'Enter']))).toContain('other-code')
    expect(checkScanner([], TEST_GS1)).toMatchObject({ text: null, gs: 'unknown', gsSurvives: false })
    expect(faultsOf(checkScanner([], TEST_GS1))).toEqual(['nothing-read'])
  })

  it('is said for every kind of scanner', () => {
    for (const advice of check([...'9521234543213']).advice) {
      for (const text of [advice.what, advice.zebra, advice.honeywell, advice.generic]) expect(text).toMatch(/\.$/)
    }
  })
})
