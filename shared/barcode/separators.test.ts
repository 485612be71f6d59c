import { describe, expect, it } from 'vitest'
import { GS, restoreSeparators } from './separators.ts'

const disguises = '\u241d \u2194 {GS} {gs} <GS> [GS] ^] \\x1d \\x1D \\u001d {ALT+029} Alt+029 {CTRL+]} Ctrl+]'.split(
  ' ',
)

describe('GS in disguise', () => {
  it.each(disguises)('%s', (disguise) => {
    expect(restoreSeparators(`10L1${disguise}17271231`)).toBe(`10L1${GS}17271231`)
  })

  it('every one of several', () => {
    expect(restoreSeparators('10L1{GS}21S{GS}17271231')).toBe(`10L1${GS}21S${GS}17271231`)
  })

  it("the site's own, which are texts and no patterns", () => {
    expect(restoreSeparators('10L1|21S.1|~', ['|', '~', ''])).toBe(`10L1${GS}21S.1${GS}${GS}`)
    expect(restoreSeparators('10L1', ['.'])).toBe('10L1')
  })

  it('leaves ordinary data alone', () => {
    for (const text of ['10A<B>C', '10G+S', '10(GS)', '10x1d', '10ALT-029']) expect(restoreSeparators(text)).toBe(text)
  })
})
