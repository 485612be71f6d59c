import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasValidCheckDigit } from '../barcode/check-digit.ts'
import { interpretScan } from '../barcode/scan.ts'
import { isCompanyPrefix, serialsOf, ssccOf } from './sscc.ts'

const prefixes = fc.integer({ min: 7, max: 10 }).chain((length) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`)))

describe('an SSCC', () => {
  it("is GS1's own example", () => {
    expect(ssccOf({ extensionDigit: 0, companyPrefix: '0614141', serial: 123456789 })).toBe('006141411234567890')
    expect(ssccOf({ extensionDigit: 1, companyPrefix: '0614141', serial: 192837465 })).toBe('106141411928374657')
  })

  it('has 18 digits, a right check digit and its parts in it, and is read as a unit', () => {
    const parts = fc
      .tuple(fc.integer({ min: 0, max: 9 }), prefixes)
      .chain(([extensionDigit, companyPrefix]) =>
        fc
          .integer({ min: 0, max: serialsOf(companyPrefix) - 1 })
          .map((serial) => ({ extensionDigit, companyPrefix, serial })),
      )
    fc.assert(
      fc.property(parts, (one) => {
        const sscc = ssccOf(one)
        expect(sscc).toMatch(/^\d{18}$/)
        expect(hasValidCheckDigit(sscc)).toBe(true)
        expect(sscc.startsWith(`${one.extensionDigit}${one.companyPrefix}`)).toBe(true)
        expect(Number(sscc.slice(1 + one.companyPrefix.length, 17))).toBe(one.serial)
        const scan = interpretScan(`]C100${sscc}`, { today: '2026-11-24', site: {} })
        expect(scan).toMatchObject({ kind: 'unit', code: sscc, sscc, warnings: [] })
      }),
      { numRuns: 500 },
    )
  })

  it('leaves the longer prefix the fewer serials', () => {
    expect(['0614141', '06141410', '061414100', '0614141000'].map(serialsOf)).toEqual([1e9, 1e8, 1e7, 1e6])
    expect(ssccOf({ extensionDigit: 9, companyPrefix: '0614141000', serial: 999_999 })).toMatch(/^90614141000999999\d$/)
  })

  it('is made of nothing else', () => {
    const good = { extensionDigit: 0, companyPrefix: '0614141', serial: 1 }
    for (const companyPrefix of ['', '061414', '06141410000', '061414a', ' 614141', '０６１４１４１'])
      expect(() => ssccOf({ ...good, companyPrefix }), companyPrefix).toThrow(RangeError)
    for (const extensionDigit of [-1, 10, 0.5, Number.NaN])
      expect(() => ssccOf({ ...good, extensionDigit }), String(extensionDigit)).toThrow(RangeError)
    for (const serial of [-1, 1e9, 0.5, Number.NaN])
      expect(() => ssccOf({ ...good, serial }), String(serial)).toThrow(RangeError)
    expect(isCompanyPrefix('0614141')).toBe(true)
    expect(isCompanyPrefix('061414')).toBe(false)
  })
})
