import { CHARSET_X, isDigits } from './charset.ts'

/**
 * The mod-10 check digit of GS1 keys (GTIN-8/12/13/14, GLN, GSIN-17, SSCC-18): weights 3, 1, 3, … from the right.
 * `body` is the key's digits without the check digit.
 */
export function checkDigit(body: string): string {
  return String((10 - (weightedSum(body, body.length) % 10)) % 10)
}

/** Whether the last digit of `digits` is the check digit of those before it. False for anything but two or more digits. */
export function hasValidCheckDigit(digits: string): boolean {
  if (digits.length < 2 || !isDigits(digits)) return false
  const body = digits.length - 1
  return (weightedSum(digits, body) + digits.charCodeAt(body) - 48) % 10 === 0
}

function weightedSum(digits: string, length: number): number {
  let sum = 0
  for (let at = length - 1, weight = 3; at >= 0; at--, weight = 4 - weight) {
    sum += (digits.charCodeAt(at) - 48) * weight
  }
  return sum
}

const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83]
const PAIR_CHARACTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/**
 * The two check characters of a Global Model Number (GS1 General Specifications, section 7.9.5): prime weights from
 * the right, mod 1021, written in base 32. `undefined` where the body is empty, over 23 characters or outside set X.
 */
export function gmnCheckPair(body: string): string | undefined {
  if (body.length === 0 || body.length > PRIMES.length) return undefined
  let sum = 0
  for (let at = 0; at < body.length; at++) {
    const value = CHARSET_X.indexOf(body.charAt(at))
    if (value < 0) return undefined
    sum += value * (PRIMES[body.length - 1 - at] ?? 0)
  }
  const remainder = sum % 1021
  return PAIR_CHARACTERS.charAt(remainder >> 5) + PAIR_CHARACTERS.charAt(remainder & 31)
}

/** Whether the last two characters of a GMN are the check pair of those before them. */
export function hasValidGmnPair(gmn: string): boolean {
  return gmn.length > 2 && gmnCheckPair(gmn.slice(0, -2)) === gmn.slice(-2)
}

export type RetailForm = 'EAN-8' | 'UPC-A' | 'EAN-13' | 'ITF-14' | 'UPC-E'
export type GtinRefusal = 'not-digits' | 'length' | 'zero' | 'check-digit'
export type GtinResult =
  | { ok: true; gtin: string; form: RetailForm }
  | { ok: false; reason: GtinRefusal; message: string }

const FORM_BY_LENGTH: Record<number, RetailForm> = { 8: 'EAN-8', 12: 'UPC-A', 13: 'EAN-13', 14: 'ITF-14' }

/**
 * Normalises the digits under a retail or case barcode to a GTIN-14 (right-justified, zero-filled), or says why not.
 * `message` is the middle of a sentence, without a final stop.
 *
 * Eight digits are an EAN-8 unless `upcE` says that the symbol was a UPC-E: the two cannot be told apart by length.
 */
export function toGtin14(text: string, options: { upcE?: boolean } = {}): GtinResult {
  if (!isDigits(text)) return refuse('not-digits', 'a product number has digits only')
  const form = options.upcE === true && text.length === 8 ? 'UPC-E' : FORM_BY_LENGTH[text.length]
  if (form === undefined) return refuse('length', `a product number has 8, 12, 13 or 14 digits, not ${text.length}`)
  const digits = form === 'UPC-E' ? expandUpcE(text) : text
  if (digits === undefined) return refuse('not-digits', 'a UPC-E number begins with 0 or 1')
  if (Number(digits) === 0) return refuse('zero', 'a product number is not all zeros')
  if (!hasValidCheckDigit(digits)) return refuse('check-digit', 'the check digit does not match the other digits')
  return { ok: true, gtin: digits.padStart(14, '0'), form }
}

function refuse(reason: GtinRefusal, message: string): GtinResult {
  return { ok: false, reason, message }
}

/**
 * The 12 digits of UPC-A that the 8 digits of a UPC-E stand for (GS1 General Specifications, section 5.2.2.4): the
 * sixth digit says which zeros were left out. `undefined` unless it is 8 digits that begin with 0 or 1.
 */
export function expandUpcE(digits: string): string | undefined {
  if (digits.length !== 8 || !isDigits(digits) || digits > '19999999') return undefined
  const system = digits.charAt(0)
  const last = digits.charAt(6)
  const check = digits.charAt(7)
  if (last <= '2') return `${system}${digits.slice(1, 3)}${last}0000${digits.slice(3, 6)}${check}`
  if (last === '3') return `${system}${digits.slice(1, 4)}00000${digits.slice(4, 6)}${check}`
  if (last === '4') return `${system}${digits.slice(1, 5)}00000${digits.slice(5, 6)}${check}`
  return `${system}${digits.slice(1, 6)}0000${last}${check}`
}
