import { toGtin14 } from '../../shared/barcode/check-digit.ts'

/** A barcode as it is kept and looked for: digits that are a GTIN in 14 digits, anything else as it stands. */
export function keptBarcode(code: string): string {
  const gtin = toGtin14(code)
  return gtin.ok ? gtin.gtin : code
}
