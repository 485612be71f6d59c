/** Text → interchanges of segments. Knows the ISA and the IEA, and nothing of what stands between them. */
import type { Delimiters } from './delimiters.ts'
import type { InterchangeHeader, Segment } from './envelope.ts'
import { elementName, type Fault, quoted } from './fault.ts'
import { ISA_LENGTH, readIsa } from './isa.ts'

export interface SplitInterchange {
  header: InterchangeHeader
  delimiters: Delimiters
  /** Of the ISA. */
  number: number
  /** The IEA, where there is one, stands last. */
  segments: Segment[]
  /** The segment at which the file breaks off. */
  faults: Fault[]
}

/** Byte order mark, zero bytes of a padded record, indentation and line ends between segments. */
const BLANK = /[\s\uFEFF\0]/
const ISA = /(?<![A-Za-z0-9])ISA(?=[^A-Za-z0-9 ])/g

export function splitInterchanges(text: string): { interchanges: SplitInterchange[]; faults: Fault[] } {
  const interchanges: SplitInterchange[] = []
  const faults: Fault[] = []
  let number = 0
  let at = 0
  while (true) {
    at = afterBlank(text, at)
    if (at >= text.length) return { interchanges, faults }
    number++
    const start = nextIsa(text, at)
    if (start !== at) {
      faults.push(outside(text.slice(at, at + 60), number, start === -1))
      if (start === -1) return { interchanges, faults }
      at = start
      continue
    }
    const isa = readIsa(text.slice(at, at + ISA_LENGTH))
    if (!isa.ok) {
      const { code, message, element } = isa
      faults.push({ code, segment: number, segmentId: 'ISA', message, ...(element === undefined ? {} : { element }) })
      // What follows cannot be read without the delimiters: on to the next interchange.
      const next = nextIsa(text, at + 3)
      if (next === -1) return { interchanges, faults }
      at = next
      continue
    }
    const { segments, end, faults: broken } = segmentsFrom(text, at + ISA_LENGTH, isa.delimiters, number)
    interchanges.push({ header: isa.header, delimiters: isa.delimiters, number, segments, faults: broken })
    number += segments.length
    at = end
  }
}

function afterBlank(text: string, from: number): number {
  let at = from
  while (at < text.length && BLANK.test(text.charAt(at))) at++
  return at
}

function nextIsa(text: string, from: number): number {
  ISA.lastIndex = from
  return ISA.exec(text)?.index ?? -1
}

const outside = (text: string, segment: number, isAll: boolean): Fault => ({
  code: 'outside-interchange',
  segment,
  segmentId: '',
  message: `${quoted(text)} stands outside any interchange${isAll ? ', and no ISA follows. If this is X12, ask the partner for the whole file.' : '. It was passed over; ask the partner what it was to be.'}`,
})

/** The segments after an ISA, up to its IEA, the next ISA or the end of the text. */
function segmentsFrom(text: string, from: number, delimiters: Delimiters, isaNumber: number) {
  const segments: Segment[] = []
  const faults: Fault[] = []
  let at = from
  while (true) {
    at = afterBlank(text, at)
    if (at >= text.length || startsInterchange(text, at, delimiters)) return { segments, faults, end: at }
    const number = isaNumber + segments.length + 1
    const stop = text.indexOf(delimiters.segment, at)
    const [id = '', ...elements] = text.slice(at, stop === -1 ? text.length : stop).split(delimiters.element)
    segments.push({ id, elements, number })
    if (stop === -1) {
      faults.push(unterminated(id, elements.length, number, delimiters.segment))
      return { segments, faults, end: text.length }
    }
    at = stop + 1
    if (id === 'IEA') return { segments, faults, end: at }
  }
}

/** An ISA without an IEA before it: with the same separator, so that "ISA" at the start of other data is none. */
const startsInterchange = (text: string, at: number, { element }: Delimiters): boolean =>
  text.startsWith(`ISA${element}`, at) || (text.startsWith('ISA', at) && readIsa(text.slice(at, at + ISA_LENGTH)).ok)

const unterminated = (id: string, elements: number, segment: number, terminator: string): Fault => ({
  code: 'segment-unterminated',
  segment,
  segmentId: id.slice(0, 3),
  message: `The file ends without ${JSON.stringify(terminator)} after ${elements === 0 ? quoted(id) : elementName(id.slice(0, 3), elements)}. It was cut off on its way: ask the partner to send it again.`,
})
