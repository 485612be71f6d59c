/**
 * The four character sets of GS1 element strings (GS1 General Specifications, section 7.11):
 * N digits, X the 82 characters of ISO/IEC 646, Y the 39 of component numbers, Z base64url with `=` padding.
 */
export type Charset = 'N' | 'X' | 'Y' | 'Z'

const DIGITS = '0123456789'
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const LOWER = 'abcdefghijklmnopqrstuvwxyz'

/** Set X in the order that gives each character its value in the GMN check pair. */
export const CHARSET_X = `!"%&'()*+,-./${DIGITS}:;<=>?${UPPER}_${LOWER}`

const MEMBERS: Record<Charset, string> = {
  N: DIGITS,
  X: CHARSET_X,
  Y: `#-/${DIGITS}${UPPER}`,
  Z: `-_=${DIGITS}${UPPER}${LOWER}`,
}
const BIT: Record<Charset, number> = { N: 1, X: 2, Y: 4, Z: 8 }

// One byte per ASCII code with a bit per set: a label is checked in one pass without a regular expression.
const MEMBERSHIP = new Uint8Array(128)
for (const charset of ['N', 'X', 'Y', 'Z'] as const) {
  for (const character of MEMBERS[charset]) {
    const code = character.charCodeAt(0)
    MEMBERSHIP[code] = (MEMBERSHIP[code] ?? 0) | BIT[charset]
  }
}

/** Whether every character of `text` belongs to `charset`; true for the empty text. */
export function isWithin(text: string, charset: Charset): boolean {
  const bit = BIT[charset]
  for (let at = 0; at < text.length; at++) {
    if (((MEMBERSHIP[text.charCodeAt(at)] ?? 0) & bit) === 0) return false
  }
  return true
}

/** Whether `text` is made of digits 0–9 only, at least one. */
export function isDigits(text: string): boolean {
  return text.length > 0 && isWithin(text, 'N')
}
