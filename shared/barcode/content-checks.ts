import { hasValidCheckDigit, hasValidGmnPair } from './check-digit.ts'
import { COUNTRIES, COUNTRIES_ALPHA2, CURRENCIES } from './code-lists.ts'
import { isCoupon, isPositiveOffer } from './coupon.ts'
import { type DateResult, isoFromYymmdd, isoFromYyyymmdd } from './date.ts'
import type { Gs1ErrorKind } from './gs1-result.ts'

/** A broken rule: `what` completes "The expiry date (17) is wrong: …". */
export interface Fault {
  kind: Gs1ErrorKind
  what: string
}

/** A rule on the content of one component, beyond its characters and length. `currentYear` places two-digit years. */
export type ContentCheck = (value: string, currentYear: number) => Fault | undefined

const rule =
  (kind: Gs1ErrorKind, what: string, holds: (value: string, currentYear: number) => boolean): ContentCheck =>
  (value, currentYear) =>
    holds(value, currentYear) ? undefined : fault(kind, what)

function fault(kind: Gs1ErrorKind, what: string): Fault {
  return { kind, what }
}

function dateFault(read: DateResult): Fault | undefined {
  if (read.ok) return undefined
  if (read.fault === 'month') return fault('date', 'its month is not 01 to 12')
  return fault('date', read.fault === 'day' ? 'its month has no such day' : 'it is not a date')
}

const upTo = (most: string) => (value: string) => value <= most
const isPair = (piece: string, total: string) => Number(piece) > 0 && piece <= total

/** IBAN: ISO 13616, mod 97 over the rearranged text with letters as 10 to 35. */
function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/.test(text)) return false
  let remainder = 0
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder === 1
}

const hours = rule('time', 'its hour is not 00 to 23', upTo('23'))
const minutes = rule('time', 'its minute is not 00 to 59', upTo('59'))

/** The rules by the name that the table of AIs uses. */
export const CONTENT_CHECKS = {
  checkDigit: rule('check-digit', 'its check digit does not match the other digits', hasValidCheckDigit),
  checkPair: rule('check-digit', 'its check characters do not match the others', hasValidGmnPair),
  /** Day 00 is the last of the month. */
  date: (value, currentYear) => dateFault(isoFromYymmdd(value, currentYear)),
  exactDate: (value, currentYear) => dateFault(isoFromYymmdd(value, currentYear, 'refused')),
  longDate: (value) => dateFault(isoFromYyyymmdd(value)),
  hour: hours,
  minute: minutes,
  second: rule('time', 'its second is not 00 to 59', upTo('59')),
  hourMinute: (value, currentYear) => hours(value.slice(0, 2), currentYear) ?? minutes(value.slice(2), currentYear),
  allZero: rule('content', 'it does not begin with 0', (value) => Number(value) === 0),
  notZero: rule('content', 'a size in it is zero', (value) => Number(value) !== 0),
  noLeadingZero: rule('content', 'it begins with a zero', (value) => value === '0' || !value.startsWith('0')),
  someNonDigit: rule('content', 'it has no letter', (value) => /\D/.test(value)),
  country: rule('content', 'there is no such country number', (value) => COUNTRIES.has(value)),
  countryOr999: rule('content', 'there is no such country number', (v) => v === '999' || COUNTRIES.has(v)),
  countryLetters: rule('content', 'there is no such country', (value) => COUNTRIES_ALPHA2.has(value)),
  currency: rule('content', 'there is no such currency number', (value) => CURRENCIES.has(value)),
  sex: rule('content', 'it is not 0, 1, 2 or 9', (value) => '0129'.includes(value)),
  yesNo: rule('content', 'it is not 0 or 1', upTo('1')),
  winding: rule('content', 'its winding direction is not 0, 1 or 9', (value) => '019'.includes(value)),
  mediaType: rule('content', 'there is no such media type', (v) => (v >= '01' && v <= '10') || v >= '80'),
  packageType: rule('content', 'it is not a package type', (value) => /^[A-Z0-9]+$/.test(value)),
  importer: rule('content', 'its last character is no importer index', (value) => /^[\w-]$/.test(value)),
  minus: rule('content', 'its sign is not a hyphen', (value) => value === '-'),
  latitude: rule('content', 'its latitude is out of range', upTo('1800000000')),
  longitude: rule('content', 'its longitude is out of range', upTo('3600000000')),
  pieceOfTotal: rule('content', 'its piece number exceeds the total', (v) => isPair(v.slice(0, 2), v.slice(2))),
  positionInSequence: rule(
    'content',
    'it is not like 1/2',
    (v) => /^\d\/\d$/.test(v) && isPair(v.charAt(0), v.charAt(2)),
  ),
  percentEncoded: rule('content', 'it has a broken % escape', (value) => !/%(?![0-9A-Fa-f]{2})/.test(value)),
  iban: rule('content', 'it is not a valid IBAN', isIban),
  coupon: rule('content', 'it is not a coupon code', isCoupon),
  positiveOffer: rule('content', 'it is not a positive offer code', isPositiveOffer),
  /** base64url: `=` only as padding, one or two at the end. */
  padding: rule('charset', 'it has = elsewhere than at its end', (value) => /^[^=]+={0,2}$/.test(value)),
} as const satisfies Record<string, ContentCheck>

export type ContentCheckName = keyof typeof CONTENT_CHECKS
