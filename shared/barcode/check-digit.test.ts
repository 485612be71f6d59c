import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDigit, expandUpcE, gmnCheckPair, hasValidCheckDigit, hasValidGmnPair, toGtin14 } from './check-digit.ts'

const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })

describe('the mod-10 check digit', () => {
  it.each([
    ['9638507', '4'],
    ['03600029145', '2'],
    ['400638133393', '1'],
    ['1061414100073', '6'],
    ['34006381000000042', '1'],
  ])('of %s is %s', (body, digit) => {
    expect(checkDigit(body)).toBe(digit)
    expect(hasValidCheckDigit(body + digit)).toBe(true)
  })

  it('is refused where there is nothing to check', () => {
    for (const text of ['', '0', '4A', '40063813339 1', '٤٠']) expect(hasValidCheckDigit(text), text).toBe(false)
  })

  it.each([8, 12, 13, 14, 17, 18])('detects every single wrong digit of %i', (length) => {
    fc.assert(
      fc.property(digits(length - 1), fc.nat(length - 1), fc.integer({ min: 1, max: 9 }), (body, place, shift) => {
        const key = body.join('') + checkDigit(body.join(''))
        const wrong = (Number(key.charAt(place)) + shift) % 10
        expect(hasValidCheckDigit(key)).toBe(true)
        expect(hasValidCheckDigit(key.slice(0, place) + wrong + key.slice(place + 1))).toBe(false)
      }),
      { numRuns: 150 },
    )
  })
})

describe('the check pair of a model number', () => {
  it('is that of the published example', () => {
    expect(gmnCheckPair('1987654Ad4X4bL5ttr2310c')).toBe('2K')
    expect(hasValidGmnPair('1987654Ad4X4bL5ttr2310c2K')).toBe(true)
  })

  it('detects a changed character, and texts that cannot be one', () => {
    expect(hasValidGmnPair('1987654Ad4X4bL5ttr2310d2K')).toBe(false)
    expect(hasValidGmnPair('2K')).toBe(false)
    expect(gmnCheckPair('19 7654')).toBeUndefined()
    expect(gmnCheckPair('1'.repeat(24))).toBeUndefined()
  })
})

describe('toGtin14', () => {
  it.each([
    ['96385074', '00000096385074', 'EAN-8'],
    ['036000291452', '00036000291452', 'UPC-A'],
    ['4006381333931', '04006381333931', 'EAN-13'],
    ['10614141000736', '10614141000736', 'ITF-14'],
  ])('%s → %s (%s)', (text, gtin, form) => {
    expect(toGtin14(text)).toEqual({ ok: true, gtin, form })
  })

  it.each([
    ['', 'not-digits'],
    ['4006381333931 ', 'not-digits'],
    ['12345678901', 'length'],
    ['123456789012345', 'length'],
    ['00000000', 'zero'],
    ['4006381333932', 'check-digit'],
  ])('refuses %s: %s', (text, reason) => {
    expect(toGtin14(text)).toMatchObject({ ok: false, reason, message: expect.stringMatching(/\w/) })
  })

  // One number per rule of zero suppression.
  it.each([
    ['04252614', '042100005264'],
    ['01234531', '012300000451'],
    ['01234543', '012340000053'],
    ['01234558', '012345000058'],
    ['01234592', '012345000092'],
  ])('expands UPC-E %s to %s', (short, long) => {
    expect(expandUpcE(short)).toBe(long)
    const check = checkDigit(long.slice(0, 11))
    const printed = short.slice(0, 7) + check
    expect(toGtin14(printed, { upcE: true })).toEqual({
      ok: true,
      gtin: `00${long.slice(0, 11)}${check}`,
      form: 'UPC-E',
    })
  })

  it('refuses a UPC-E of another number system', () => {
    expect(expandUpcE('24252614')).toBeUndefined()
    expect(toGtin14('24252614', { upcE: true })).toMatchObject({ ok: false, reason: 'not-digits' })
  })
})
