import { describe, expect, it } from 'vitest'
import { parseDigitalLink, toDigitalLink } from './digital-link.ts'

const read = (link: string, options = {}) => parseDigitalLink(link, options)
const kindOf = (link: string) => {
  const result = read(link)
  return result.ok ? 'ok' : result.error.kind
}

describe('Digital Links', () => {
  it('the rightmost key wins', () => {
    const result = read('https://shop.example/414/9520123456788/01/10614141000736/10/L1')
    expect(result).toMatchObject({
      ok: true,
      ais: [
        ['01', '10614141000736'],
        ['10', 'L1'],
      ],
    })
  })

  it('a plus is itself in the path and a space, so wrong, in the query', () => {
    expect(read('https://a/01/10614141000736/10/A+B')).toMatchObject({
      ais: [
        ['01', '10614141000736'],
        ['10', 'A+B'],
      ],
    })
    expect(kindOf('https://a/01/10614141000736?10=A+B')).toBe('charset')
    expect(read('https://a/01/10614141000736?10=A%2BB')).toMatchObject({ ok: true })
  })

  it('escapes are decoded', () => {
    expect(read('https://a/01/10614141000736/10/A%2fB%3D')).toMatchObject({
      ais: [
        ['01', '10614141000736'],
        ['10', 'A/B='],
      ],
    })
    expect(kindOf('https://a/01/10614141000736/10/A%2')).toBe('bad-character')
    expect(kindOf('https://a/01/10614141000736/10/A%zz')).toBe('bad-character')
    expect(kindOf('https://a/01/10614141000736/10/A%C3%A4')).toBe('charset')
    expect(kindOf('https://a/01/10614141000736/10/A%1D')).toBe('charset')
  })

  it.each([
    ['https://a/01/10614141000736/22/V/10/L/21/S', 'ok'],
    ['https://a/01/10614141000736/22/V/21/S', 'ok'],
    ['https://a/01/10614141000736/10/L/22/V', 'qualifiers'],
    ['https://a/01/10614141000736/10/L/10/L', 'qualifiers'],
    ['https://a/01/10614141000736/10/L/235/T', 'qualifiers'],
    ['https://a/01/10614141000736/17/271231', 'qualifiers'],
    ['https://a/01/10614141000736/x/y', 'qualifiers'],
    ['https://a/00/340063810000000421/10/L', 'qualifiers'],
    ['https://a/01/10614141000736/', 'ok'],
    ['https://a:8080/01/10614141000736', 'ok'],
    ['https://a/01/10614141000736#top', 'ok'],
    ['https://a/01/10614141000736?21=S', 'attribute'],
    ['https://a/01/10614141000736?10=', 'too-short'],
    ['https://a/01/10614141000736?10', 'ok'],
    ['https://a/01/10614141000736/10/L?10=L', 'repeated'],
    ['https://a/01/10614141000737', 'check-digit'],
    ['https://a/01/', 'no-key'],
    ['https://a/01/10614141000736/more', 'no-key'],
    ['https://a', 'domain'],
    ['https:///01/10614141000736', 'domain'],
    ['https://a b/01/10614141000736', 'domain'],
    ['https://user@a/01/10614141000736', 'domain'],
    ['https://a/x y/01/10614141000736', 'bad-character'],
    ['ftp://a/01/10614141000736', 'not-a-link'],
    ['Https://a/01/10614141000736', 'not-a-link'],
  ])('%s: %s', (link, kind) => {
    expect(kindOf(link)).toBe(kind)
  })

  it('convenience words and short GTINs need their options', () => {
    const words = 'https://a/gtin/10614141000736/lot/L1/ser/S1'
    expect(read(words, { permitConvenienceAlphas: true })).toMatchObject({
      ais: [
        ['01', '10614141000736'],
        ['10', 'L1'],
        ['21', 'S1'],
      ],
    })
    expect(kindOf(words)).toBe('no-key')
    const short = { permitZeroSuppressedGTIN: true }
    expect(read('https://a/01/96385074', short)).toMatchObject({ ok: true, ais: [['01', '00000096385074']] })
    expect(read('https://a/01/036000291452', short)).toMatchObject({ ais: [['01', '00036000291452']] })
    expect(read('https://a/01/12345678901', short)).toMatchObject({ ok: false, error: { kind: 'too-short' } })
  })
})

describe('toDigitalLink', () => {
  it('orders qualifiers and puts values of predefined length first', () => {
    const link = toDigitalLink(
      [
        ['21', 'S/1'],
        ['30', '12'],
        ['17', '271231'],
        ['10', 'L1'],
        ['01', '10614141000736'],
      ],
      'https://shop.example/p',
    )
    expect(link).toEqual({
      ok: true,
      link: 'https://shop.example/p/01/10614141000736/10/L1/21/S%2F1?17=271231&30=12',
    })
  })

  it.each([
    [
      [
        ['410', '0614141999996'],
        ['400', 'PO-12345'],
      ],
      'no key',
    ],
    [
      [
        ['01', '10614141000736'],
        ['235', 'T'],
        ['21', 'S'],
      ],
      'qualifiers of two alternatives',
    ],
    [
      [
        ['00', '340063810000000421'],
        ['254', 'X'],
      ],
      'an element that is no attribute',
    ],
    [[], 'nothing'],
  ] as [[string, string][], string][])('refuses %j: %s', (ais) => {
    expect(toDigitalLink(ais)).toMatchObject({ ok: false, error: { kind: 'no-key' } })
  })

  it('takes the key that leaves nothing out', () => {
    const link = toDigitalLink([
      ['01', '10614141000736'],
      ['8010', 'ABC'],
      ['8011', '12'],
    ])
    expect(link).toEqual({ ok: true, link: 'https://id.gs1.org/8010/ABC/8011/12?01=10614141000736' })
  })
})
