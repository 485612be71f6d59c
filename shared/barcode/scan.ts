import { type Capture, invalidScan, scanOf } from './scan-capture.ts'
import { bareElementScan, bracketedScan, elementScan, linkScan } from './scan-elements.ts'
import type { Scan, ScanContext } from './scan-result.ts'
import { bareRetailScan, retailScan, withComposite } from './scan-retail.ts'
import { isBareLocation, isStrongBadge, prefixedCode } from './site-codes.ts'
import { type ReadSymbology, readSymbology } from './symbology.ts'

export type { Scan, ScanContext, ScanKind, ScanQuestion } from './scan-result.ts'
export type { SiteCodes } from './site-codes.ts'

/**
 * The text of a scan, or of what a person typed → what it names. Total: every text gets an answer, at worst `unknown`
 * or `invalid` with a problem that says what to do.
 *
 * A scan of kind `unknown`, or of kind `location` without a prefix, is only a likely reading: the caller looks its
 * `code` up among the site's barcodes, SKUs and locations. The same goes for an `item` without AIM identifier whose
 * GTIN the site does not know: one in ten of a site's own eight-digit numbers passes for an EAN-8.
 */
export function interpretScan(text: string, context: ScanContext): Scan {
  const trimmed = text.trim()
  const read = readSymbology(trimmed)
  if (read === undefined) return invalidScan({ text, data: trimmed }, 'The scan was cut off; scan again.')
  const capture: Capture = { text, data: read.data.trim() }
  if (read.symbology !== undefined) capture.symbology = read.symbology
  const scan = interpretPayload(read, capture, context)
  return read.composite === undefined ? scan : withComposite(scan, capture, read.composite, context)
}

function interpretPayload(read: ReadSymbology, capture: Capture, context: ScanContext): Scan {
  switch (read.payload) {
    case 'elements':
      return elementScan(capture, context)
    case 'ean-13':
      return retailScan(capture, 13)
    case 'ean-13-add-on':
      return retailScan({ ...capture, data: capture.data.slice(0, 13) }, 13)
    case 'ean-8':
      return retailScan(capture, 8)
    case 'itf':
      // Interleaved 2 of 5 of another length is a site's own number: only 14 digits are a GTIN.
      return capture.data.length === 14 ? retailScan(capture, 14) : interpretPlain(capture, context)
    case 'plain':
      return interpretPlain(capture, context)
  }
}

/**
 * A text that no symbology explains. The order of the trials matters:
 *
 * 1. The site's prefixed codes and web addresses say what they are.
 * 2. Brackets: a person copied the print under a barcode.
 * 3. Digits of the length of a retail number, which element strings must never swallow.
 * 4. Element strings, if all of the text parses and if GS is inside or they begin with a key that has a check digit.
 *    Less would claim a site's own codes: a lot alone (`10ABC`) is any text that begins with 10.
 * 5. The shape of a location.
 */
function interpretPlain(capture: Capture, context: ScanContext): Scan {
  return (
    emptyScan(capture) ??
    siteScan(capture, context) ??
    linkScan(capture, context) ??
    bracketedScan(capture, context) ??
    bareRetailScan(capture) ??
    bareElementScan(capture, context) ??
    bareLocationScan(capture, context) ??
    scanOf(capture, 'unknown')
  )
}

function emptyScan(capture: Capture): Scan | undefined {
  if (capture.data !== '') return undefined
  // A symbol that was read and holds nothing is a label all the same; no text at all is no scan.
  const kind = capture.symbology === undefined ? 'invalid' : 'unknown'
  return scanOf(capture, kind, { problem: 'The barcode is empty; scan another one.' })
}

function siteScan(capture: Capture, { site }: ScanContext): Scan | undefined {
  const found = prefixedCode(capture.data, site)
  if (found === undefined) return undefined
  if (found.code === '') return invalidScan(capture, `The ${found.kind} code is empty; print a new label.`)
  if (found.kind === 'badge' && !isStrongBadge(found.code)) {
    return invalidScan(capture, 'This is not a whole badge code; scan the badge again or ask for a new one.')
  }
  return scanOf(capture, found.kind, { code: found.code })
}

function bareLocationScan(capture: Capture, { site }: ScanContext): Scan | undefined {
  if (!isBareLocation(capture.data, site)) return undefined
  return scanOf(capture, 'location', { code: capture.data.toUpperCase() })
}
