import { associationWarnings } from './associations.ts'
import { isDigits } from './charset.ts'
import { toGtin14 } from './check-digit.ts'
import { readElements } from './gs1.ts'
import type { AiList } from './gs1-result.ts'
import { brokenScan, type Capture, invalidScan, scanOf, yearOf } from './scan-capture.ts'
import { elementReading } from './scan-elements.ts'
import type { Scan, ScanContext } from './scan-result.ts'
import { restoreSeparators } from './separators.ts'

/**
 * EAN-8, UPC-A, EAN-13 and ITF-14 digits without identifier, or `undefined` for another length. A wrong check digit
 * may be a site's own number, so it is `unknown` and not invalid. Eight digits that are only valid as UPC-E are one.
 */
export function bareRetailScan(capture: Capture): Scan | undefined {
  const { data } = capture
  if (!isDigits(data) || ![8, 12, 13, 14].includes(data.length)) return undefined
  const read = toGtin14(data)
  const upcE = toGtin14(data, { upcE: data.length === 8 })
  if (read.ok) {
    const doubtful = read.gtin !== (upcE.ok ? upcE.gtin : read.gtin)
    const warnings = doubtful ? ['The digits were read as EAN-8; as UPC-E they would be another product.'] : []
    return scanOf(capture, 'item', { code: read.gtin, gtin: read.gtin, warnings })
  }
  if (upcE.ok) {
    return scanOf(capture, 'item', { code: upcE.gtin, gtin: upcE.gtin, warnings: ['The digits were read as UPC-E.'] })
  }
  return scanOf(capture, 'unknown', { warnings: [`The digits are not a product number: ${read.message}.`] })
}

/**
 * A symbol that says itself that it is a product number: EAN-13 with UPC-A, EAN-8, or ITF of 14 digits. Eight digits
 * from an EAN-13 reader are a UPC-E that it did not expand.
 */
export function retailScan(capture: Capture, length: 8 | 13 | 14): Scan {
  const { data } = capture
  const upcE = length === 13 && data.length === 8
  const result = toGtin14(data, { upcE })
  if (isDigits(data) && data.length !== length && !upcE) {
    return invalidScan(capture, `The barcode has ${data.length} digits instead of ${length}; scan again.`)
  }
  if (!result.ok) return invalidScan(capture, `The barcode was misread: ${result.message}; scan again.`)
  return scanOf(capture, 'item', { code: result.gtin, gtin: result.gtin })
}

/** Adds what the two-dimensional part of a composite symbol says about the item of its main part. */
export function withComposite(item: Scan, capture: Capture, composite: string, context: ScanContext): Scan {
  if (item.gtin === undefined) return item
  const data = restoreSeparators(composite, context.gsReplacements)
  const elements = readElements(data, yearOf(context))
  if (!elements.ok) return brokenScan(capture, elements.error)
  // The two parts are one label: its elements are those of the composite part with the product number before them.
  const whole: AiList = [['01', item.gtin], ...elements.ais]
  const scan = elementReading(capture, data, { ais: whole, warnings: associationWarnings(whole) }, context)
  return withoutFirst(scan)
}

/** The scan with `ais` as they stand in the symbol, without the product number put before them. */
function withoutFirst(scan: Scan): Scan {
  const { question, ...rest } = scan
  const printed = { ...rest, ais: scan.ais.slice(1) }
  return question === undefined
    ? printed
    : { ...printed, question: { ...question, readings: question.readings.map(withoutFirst) } }
}
