/** From facts to the file that is printed. Loaded with the first label only: drawing needs large libraries. */
import type { Printing } from './elements.ts'
import { LABEL_TYPES, type LabelFormat } from './formats.ts'
import type { Label } from './label.ts'
import type { LotFacts } from './lot-facts.ts'
import { lotLabel } from './lot-label.ts'
import { toPdf } from './pdf.ts'
import type { UnitFacts } from './unit-facts.ts'
import { unitLabel } from './unit-label.ts'
import { toZpl } from './zpl.ts'

export interface Wanted {
  format: LabelFormat
  copies: number
  /** UTC milliseconds. */
  now: number
}

export interface LabelFile {
  name: string
  type: string
  content: string | Uint8Array
}

export const printUnit = (facts: UnitFacts, printing: Printing, wanted: Wanted): Promise<LabelFile> =>
  fileOf(unitLabel(facts, printing), wanted)

export const printLot = (facts: LotFacts, printing: Printing, wanted: Wanted): Promise<LabelFile> =>
  fileOf(lotLabel(facts, printing), wanted)

async function fileOf(label: Label, { format, copies, now }: Wanted): Promise<LabelFile> {
  return {
    name: `${label.title}.${format}`,
    type: LABEL_TYPES[format],
    content: format === 'zpl' ? toZpl(label, copies) : await toPdf([label], copies, now),
  }
}
