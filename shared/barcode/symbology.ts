import { GS } from './separators.ts'

/**
 * What the payload behind an AIM symbology identifier is (ISO/IEC 15424; GS1 General Specifications, section 5.1.2):
 * - `elements`: GS1 element strings, FNC1 in first position
 * - `ean-13`: 13 digits of EAN-13, UPC-A or expanded UPC-E, or 8 of an unexpanded UPC-E
 * - `ean-13-add-on`: the same followed by 2 or 5 digits of a supplement
 * - `ean-8`: 8 digits
 * - `itf`: digits of Interleaved 2 of 5 whose check digit the scanner verified
 * - `plain`: anything: the site's own codes, a Digital Link, digits
 */
export type Payload = 'elements' | 'ean-13' | 'ean-13-add-on' | 'ean-8' | 'itf' | 'plain'

const PAYLOADS: ReadonlyMap<string, Payload> = new Map<string, Payload>([
  [']C1', 'elements'], // GS1-128
  [']e0', 'elements'], // GS1 DataBar
  [']e1', 'elements'], // GS1 Composite
  [']e2', 'elements'],
  [']d2', 'elements'], // GS1 DataMatrix
  [']d5', 'elements'], // GS1 DataMatrix with ECI
  [']Q3', 'elements'], // GS1 QR Code
  [']Q4', 'elements'], // GS1 QR Code with ECI
  [']J1', 'elements'], // GS1 DotCode
  [']J4', 'elements'], // GS1 DotCode with ECI
  [']z1', 'elements'], // Aztec with FNC1 first
  [']E0', 'ean-13'],
  [']E3', 'ean-13-add-on'],
  [']E4', 'ean-8'],
  [']I1', 'itf'],
])

export interface ReadSymbology {
  /** The identifier with its bracket, such as `]C1`; absent where the scanner sends none. */
  symbology?: string
  payload: Payload
  /** The text behind the identifier. */
  data: string
  /** Elements of the two-dimensional part of a composite symbol, where the main part is not element strings. */
  composite?: string
}

const COMPOSITE_MARK = '|]e0'

/**
 * Takes the AIM symbology identifier off a scan. A text without one is `plain`. `undefined` for a text that begins
 * with `]` and is no whole identifier: the beginning of a scan that was cut off.
 */
export function readSymbology(text: string): ReadSymbology | undefined {
  if (!text.startsWith(']')) return { payload: 'plain', data: text }
  const symbology = text.slice(0, 3)
  if (!/^\][A-Za-z][0-9A-Za-z]$/.test(symbology)) return undefined
  const payload = PAYLOADS.get(symbology) ?? 'plain'
  const mark = text.indexOf(COMPOSITE_MARK, 3)
  if (payload === 'plain' || mark < 0) return { symbology, payload, data: text.slice(3) }
  const main = text.slice(3, mark)
  const composite = text.slice(mark + COMPOSITE_MARK.length)
  // Two carriers of element strings make one list; a GS between them is needless at worst.
  if (payload === 'elements') return { symbology, payload, data: `${main}${GS}${composite}` }
  return { symbology, payload, data: main, composite }
}
