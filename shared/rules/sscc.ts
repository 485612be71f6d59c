/**
 * Serial shipping container codes (GS1 General Specifications, 3.3.1): the number of one carton or pallet, 18 digits.
 *
 *     extension digit | GS1 company prefix and serial reference, 16 digits together | check digit
 *
 * The extension digit has no meaning: it only gives a company ten times as many serials.
 */
import { checkDigit } from '../barcode/check-digit.ts'

/** Prefix and serial together: what the prefix does not take is the serial's. */
const BODY_DIGITS = 16
/** U.P.C. prefixes of 6 to 9 digits count with the 0 before them. */
const COMPANY_PREFIX = /^\d{7,10}$/

export const isCompanyPrefix = (text: string): boolean => COMPANY_PREFIX.test(text)

/** How many serials a company prefix has with one extension digit: 0 up to one less. */
export function serialsOf(companyPrefix: string): number {
  if (!isCompanyPrefix(companyPrefix)) throw new RangeError('A GS1 company prefix has 7 to 10 digits.')
  return 10 ** (BODY_DIGITS - companyPrefix.length)
}

export interface SsccParts {
  /** 0 to 9. */
  extensionDigit: number
  /** As GS1 has given it, leading zeros included. */
  companyPrefix: string
  /** Of this company, prefix and extension digit, given to one unit only. */
  serial: number
}

/** The 18 digits. Throws a RangeError for parts that no SSCC can have. */
export function ssccOf({ extensionDigit, companyPrefix, serial }: SsccParts): string {
  const serials = serialsOf(companyPrefix)
  if (!Number.isInteger(extensionDigit) || extensionDigit < 0 || extensionDigit > 9)
    throw new RangeError('The extension digit of an SSCC is one digit.')
  if (!Number.isInteger(serial) || serial < 0 || serial >= serials)
    throw new RangeError(`With the company prefix ${companyPrefix} a serial is 0 to ${serials - 1}.`)
  const body = `${extensionDigit}${companyPrefix}${String(serial).padStart(BODY_DIGITS - companyPrefix.length, '0')}`
  return body + checkDigit(body)
}
