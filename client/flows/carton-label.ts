/** The number on the label of a carton or pallet. */
import { hasValidCheckDigit } from '../../shared/barcode/check-digit.ts'
import type { Named } from '../replica/name.ts'

/** A label that nobody here knows yet, such as one from a roll that was printed ahead; undefined where the scan is none. */
export function freshLabel(named: Named): string | undefined {
  if (named.kind === 'problem') return named.scan.kind === 'unit' ? named.scan.sscc : undefined
  if (named.kind !== 'text') return undefined
  return /^\d{18}$/.test(named.text) && hasValidCheckDigit(named.text) ? named.text : undefined
}

/** People tell cartons apart by the last digits. */
export const shortLabel = (sscc: string): string => (sscc.length > 6 ? `…${sscc.slice(-6)}` : sscc)
