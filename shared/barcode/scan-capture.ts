import type { Gs1Error } from './gs1-result.ts'
import type { Scan, ScanContext, ScanKind } from './scan-result.ts'

/** What arrived: the text as received, and the data in it without AIM identifier and outer blanks. */
export interface Capture {
  text: string
  symbology?: string
  data: string
}

/** A scan of `kind` whose code is the data, with `fields` over it. */
export function scanOf(capture: Capture, kind: ScanKind, fields: Partial<Scan> = {}): Scan {
  const { text, symbology, data } = capture
  const scan: Scan = { kind, text, code: data, ais: [], warnings: [], ...fields }
  return symbology === undefined ? scan : { ...scan, symbology }
}

/** A scan that must not be acted on; `problem` is one sentence for a person. */
export function invalidScan(capture: Capture, problem: string): Scan {
  return scanOf(capture, 'invalid', { problem })
}

/** A scan that claims to be GS1 data and breaks a rule of it. */
export function brokenScan(capture: Capture, error: Gs1Error): Scan {
  return invalidScan(capture, advice(error))
}

/** What is wrong with GS1 data and what to do, in one sentence. */
export function advice(error: Gs1Error): string {
  switch (error.kind) {
    case 'empty':
      return 'The barcode is empty; scan another one.'
    // An element that swallowed the next one is too long or holds what it cannot: as of a lost separator.
    case 'too-long':
      return `${error.message}; the scanner may drop separators: check its set-up, or type the label by hand.`
    case 'too-short':
    case 'length':
      return `${error.message}; scan again, or type the label by hand.`
    default:
      return `${error.message}; check the print, and type the label by hand if it is legible.`
  }
}

/** The four-digit year of the context's day; 2000 where it is no date, since a scan always gets an answer. */
export function yearOf(context: ScanContext): number {
  const year = Number(context.today.slice(0, 4))
  return Number.isInteger(year) && year > 0 ? year : 2000
}
