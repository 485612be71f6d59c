import type { AiList } from './gs1-result.ts'
import type { SiteCodes } from './site-codes.ts'

/**
 * What a scan names.
 * - `item`: a product, by its GTIN; `unit`: a tote, carton, pallet or returnable asset; `location`, `badge`, `order`
 * - `question`: two readings are possible and a person has to choose (`question`)
 * - `unknown`: a text that says nothing by itself; look `code` up among barcodes, SKUs and locations
 * - `invalid`: damaged, cut off or breaking a rule of its own kind; never act on it (`problem`)
 */
export type ScanKind = 'item' | 'unit' | 'location' | 'badge' | 'order' | 'question' | 'unknown' | 'invalid'

export interface Scan {
  kind: ScanKind
  /** As received, control characters kept. Of a badge it holds the secret: neither store nor log it. */
  text: string
  /**
   * The canonical code: GTIN-14 of an item; of a unit its SSCC-18, asset number (AI 8003, 8004) or licence plate
   * without prefix; of a location its code in upper case, or GLN, with `.` and extension where it has one (AI 414,
   * 254); of a badge its secret in upper case; of an order its number. Otherwise the text without the AIM identifier
   * and outer blanks.
   */
  code: string
  /** The AIM symbology identifier that the scanner sent, such as `]C1`. */
  symbology?: string
  /** GS1 elements in the order of the label; empty for all other codes. */
  ais: AiList
  /** GTIN-14 of the item, or of the contents of a unit. */
  gtin?: string
  lot?: string
  /** ISO date: AI 17, else the date of 7003, else 15, else 16. */
  expiresOn?: string
  /** ISO date, AI 15. */
  bestBefore?: string
  /** ISO date, AI 16. */
  sellBy?: string
  /** ISO date, AI 11, else the date of 8008. */
  producedOn?: string
  /** ISO date, AI 13. */
  packedOn?: string
  sscc?: string
  /** AI 37, else 30: a whole number of at least 1. */
  quantity?: number
  serial?: string
  /** Sentences for whoever cares; they stop nothing. */
  warnings: string[]
  /** One plain sentence for a person: what is wrong and what to do. */
  problem?: string
  question?: ScanQuestion
}

export interface ScanQuestion {
  ask: 'lost-separator'
  /** First as scanned, then with the separator that may have been lost; each is a whole scan of its own. */
  readings: Scan[]
}

export interface ScanContext {
  /** ISO date of the warehouse's day; places two-digit years and judges whether an embedded date is plausible. */
  today: string
  /** The scanner has proven, with the set-up test barcode, that GS arrives. */
  gsSurvives?: boolean
  /** Texts that the scanner sends in the place of GS, such as `|`. */
  gsReplacements?: readonly string[]
  /** The site's own codes; `{}` for the defaults. */
  site: SiteCodes
}
