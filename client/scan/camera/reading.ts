import { GS } from '../gs.ts'
import { isCheckedDigits, retailDigits } from './digits.ts'

/** The formats that a warehouse needs, as BarcodeDetector names them; others only slow reading down and misread. */
export const FORMATS = ['code_128', 'data_matrix', 'qr_code', 'ean_13', 'ean_8', 'upc_a', 'upc_e', 'itf'] as const

export type Format = (typeof FORMATS)[number]

/** What one decoder made of one frame. */
export interface Reading {
  readonly format: Format
  /** With its AIM identifier and GS as U+001D where `certain`, else as the decoder gave it. */
  readonly text: string
  /** Whether the decoder tells a GS1 symbol from a plain one. If not, FNC1 may have been dropped. */
  readonly certain: boolean
}

/** The identifier of each format that can hold GS1 data, for its first FNC1. */
const GS1_IDENTIFIERS: Partial<Record<Format, string>> = { code_128: ']C1', data_matrix: ']d2', qr_code: ']Q3' }

/**
 * A reading of zxing-wasm, which puts no prefix but reports the identifier. Null: fails its check digit.
 */
export function identifiedReading(format: Format, raw: string, identifier: string): Reading | null {
  if (!GS1_IDENTIFIERS[format]) return digitReading(format, raw)
  return raw === '' ? null : { format, text: identifier + raw, certain: identifier !== '' }
}

/**
 * A reading of @zxing/library told to ASSUME_GS1: it prefixes `]C1` on Code 128, gives the first FNC1
 * of a DataMatrix as GS, and says nothing at all about that of a QR code.
 */
export function zxingReading(format: Format, raw: string): Reading | null {
  const reading = nativeReading(format, raw)
  if (!reading || reading.certain || format === 'qr_code') return reading
  return { format, text: `${format === 'code_128' ? ']C0' : ']d1'}${raw}`, certain: true }
}

/**
 * A reading of BarcodeDetector. What it does with FNC1 differs by platform and version: ML Kit has
 * given the first one as `]C1`, as GS and not at all (googlesamples/mlkit 176, 348), and Apple's gives GS
 * on DataMatrix but not on Code 128 (capacitor-community/barcode-scanner 80). Only a marked one is certain.
 */
export function nativeReading(format: Format, raw: string): Reading | null {
  const identifier = GS1_IDENTIFIERS[format]
  if (!identifier) return digitReading(format, raw)
  if (raw === '') return null
  if (raw.startsWith(identifier)) return { format, text: raw, certain: true }
  if (raw.startsWith(GS)) return { format, text: identifier + raw.slice(1), certain: true }
  return { format, text: raw, certain: false }
}

/** EAN, UPC and ITF carry digits only, and here always a check digit. */
function digitReading(format: Format, raw: string): Reading | null {
  const digits = format === 'itf' ? raw : retailDigits(format, raw)
  const length = format === 'itf' ? 14 : format === 'ean_8' ? 8 : 13
  if (digits.length !== length || !isCheckedDigits(digits)) return null
  const identifier = format === 'itf' ? ']I1' : format === 'ean_8' ? ']E4' : ']E0'
  return { format, text: identifier + digits, certain: true }
}

/** What a reading says apart from how it is marked, to compare readings of different decoders. */
export function bareContent(text: string): string {
  return text.replace(/^\][A-Za-z]./, '').replaceAll(GS, '')
}
