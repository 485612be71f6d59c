/** A document line by line in words: what each segment is, what each element holds, and what the usual codes stand for. */
import { CODES, SEGMENTS } from './segment-words.ts'
import { componentsOf, type Delimiters } from './x12/delimiters.ts'
import { elementName } from './x12/fault.ts'
import { ISA_LENGTH, readIsa } from './x12/isa.ts'
import { isDate, isTime } from './x12/primitives.ts'

export interface ExplainedSegment {
  /** Counted from 1, as faults count them. */
  number: number
  raw: string
  id: string
  /** "Purchase order line"; the id where it is not known. */
  name: string
  elements: ExplainedElement[]
}

export interface ExplainedElement {
  /** "PO102" */
  ref: string
  /** "Quantity"; null: not known. */
  name: string | null
  value: string
  /** What a code stands for, or a date as people write it. */
  means: string | null
}

/** Elements that are empty or say nothing are left out. Of text that is no X12 each line stands for itself. */
export function explained(raw: string): ExplainedSegment[] {
  const isa = readIsa(raw.slice(0, ISA_LENGTH))
  if (!isa.ok) return plain(raw)
  const { delimiters } = isa
  return raw
    .split(delimiters.segment)
    .map((text) => text.replace(/^[\s\uFEFF]+/, ''))
    .filter((text) => text !== '')
    .map((text, index) => segmentOf(text, index + 1, delimiters))
}

const plain = (raw: string): ExplainedSegment[] =>
  raw
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line, index) => ({ number: index + 1, raw: line, id: '', name: '', elements: [] }))

function segmentOf(text: string, number: number, delimiters: Delimiters): ExplainedSegment {
  const [id = '', ...elements] = text.split(delimiters.element)
  const known = SEGMENTS[id]
  return {
    number,
    raw: text,
    id,
    name: known?.name ?? id,
    elements: elements.flatMap((value, index) => {
      const plainValue = value.trim()
      const place = index + 1
      const ref = elementName(id, place)
      if (plainValue === '' || DULL.has(ref)) return []
      return [{ ref, name: nameOf(id, place), value: plainValue, means: meaningOf(ref, plainValue, delimiters) }]
    }),
  }
}

/** Pairs of a qualifier and what it qualifies go on to the end of the segment. */
function nameOf(id: string, place: number): string | null {
  const known = SEGMENTS[id]
  if (!known) return null
  const own = known.elements[place - 1]
  if (own !== undefined && own !== '') return own
  if (known.pairs === undefined || place < known.pairs) return null
  return (place - known.pairs) % 2 === 0 ? 'Item id qualifier' : 'Item id'
}

function meaningOf(ref: string, value: string, delimiters: Delimiters): string | null {
  const codes = CODES[ref] ?? (isQualifier(ref) ? CODES.item : undefined)
  const known =
    codes?.[value] ?? (ref.startsWith('POC') ? CODES.unit?.[componentsOf(value, delimiters)[0] ?? ''] : undefined)
  if (known !== undefined) return known
  if (DATES.has(ref) && isDate(value)) return `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6)}`
  return TIMES.has(ref) && isTime(value) ? `${value.slice(0, 2)}:${value.slice(2, 4)}` : null
}

function isQualifier(ref: string): boolean {
  const id = ref.slice(0, -2)
  const pairs = SEGMENTS[id]?.pairs
  const place = Number(ref.slice(-2))
  return pairs !== undefined && place >= pairs && (place - pairs) % 2 === 0
}

/** Of envelopes: what is the same in each, or separates the others. */
const DULL: ReadonlySet<string> = new Set('ISA01 ISA02 ISA03 ISA04 ISA05 ISA07 ISA11 ISA14 ISA16 GS07'.split(' '))

const DATES: ReadonlySet<string> = new Set(
  'GS04 BEG05 BCH06 BCH11 BAK04 BAK09 BSN03 BIA04 BIG01 BIG03 BCD01 BGN03 DTM02 PRF04 ACK05'.split(' '),
)
const TIMES: ReadonlySet<string> = new Set('GS05 BSN04 BIA05 ISA10 DTM03'.split(' '))
