import { isDigits } from './charset.ts'
import { isoFromYymmdd } from './date.ts'

/**
 * The structure of North American coupon data: AI 8110 (paper) and 8112 (positive offer file). Fields follow each
 * other without separators; many begin with one digit that says how long they are. Both return whether the digits
 * can be read to their end.
 */
export function isCoupon(digits: string, currentYear: number): boolean {
  const reader = readerOf(digits)
  const primary =
    reader.counted(0, 6, 6) && // company prefix
    reader.skip(6) && // offer code
    reader.counted(1, 5, 0) && // save value
    reader.requirement()
  return primary && optionalFields(reader, currentYear)
}

/** AI 8112: format, funder, offer code, serial number. */
export function isPositiveOffer(digits: string): boolean {
  const reader = readerOf(digits)
  return reader.oneOf('01') && reader.counted(0, 6, 6) && reader.skip(6) && reader.counted(0, 9, 6) && reader.atEnd()
}

type Reader = ReturnType<typeof readerOf>

function readerOf(digits: string) {
  let at = isDigits(digits) ? 0 : digits.length + 1
  const reader = {
    atEnd: () => at === digits.length,
    next: () => digits.charAt(at++),
    skip(count: number): boolean {
      at += count
      return at <= digits.length
    },
    take(count: number): string {
      at += count
      return digits.slice(at - count, at)
    },
    oneOf: (allowed: string) => at < digits.length && allowed.includes(digits.charAt(at++)),
    /** A length digit from `least` to `most`, then that many digits and `extra` more. */
    counted(least: number, most: number, extra: number): boolean {
      const length = at < digits.length ? Number(digits.charAt(at++)) : -1
      return length >= least && length <= most && reader.skip(length + extra)
    },
    /** What has to be bought: amount, its code, product family. */
    requirement: () => reader.counted(1, 5, 0) && reader.oneOf('012349') && reader.skip(3),
    /** The company of a further purchase; 9 means the same as the first. */
    company: () => (digits.charAt(at) === '9' ? reader.skip(1) : reader.counted(0, 6, 6)),
  }
  return reader
}

function optionalFields(reader: Reader, currentYear: number): boolean {
  let previous = ''
  let expires: string | undefined
  while (!reader.atEnd()) {
    const field = reader.next()
    if (field <= previous) return false
    previous = field
    if (field === '3' || field === '4') {
      const read = isoFromYymmdd(reader.take(6), currentYear, 'refused')
      if (!read.ok || (field === '4' && expires !== undefined && read.date > expires)) return false
      if (field === '3') expires = read.date
    } else if (!furtherField(field, reader)) return false
  }
  return true
}

function furtherField(field: string, reader: Reader): boolean {
  switch (field) {
    case '1':
      return reader.oneOf('0123') && reader.requirement() && reader.company()
    case '2':
      return reader.requirement() && reader.company()
    case '5':
      return reader.counted(0, 9, 6) // serial number
    case '6':
      return reader.counted(1, 7, 6) // retailer
    case '9':
      return reader.oneOf('01256') && reader.oneOf('012') && reader.skip(1) && reader.oneOf('01')
    default:
      return false
  }
}
