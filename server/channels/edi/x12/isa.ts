/**
 * The interchange header: the one segment of fixed width (X12.5), from which the delimiters of all others are read.
 *
 *     ISA*00*..........*00*..........*ZZ*...............*ZZ*...............*260101*1200*U*00401*000000001*0*P*>~
 */
import { type Delimiters, delimitersRefusal, hasRepetitionSeparator } from './delimiters.ts'
import type { InterchangeHeader } from './envelope.ts'
import type { FaultCode } from './fault.ts'

export const ISA_WIDTHS = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1] as const
/** With its terminator. */
export const ISA_LENGTH = 106

export type IsaResult =
  | { ok: true; header: InterchangeHeader; delimiters: Delimiters }
  | { ok: false; code: FaultCode; element?: number; message: string }

/** `text` begins with "ISA". */
export function readIsa(text: string): IsaResult {
  if (text.length < ISA_LENGTH)
    return {
      ok: false,
      code: 'isa-too-short',
      message: `The file ends within the ISA, after ${text.length} of its ${ISA_LENGTH} characters. It was cut off on its way: ask the partner to send it again.`,
    }
  const separator = text.charAt(3)
  const elements: string[] = []
  let at = 4
  for (const [index, width] of ISA_WIDTHS.entries()) {
    const element = text.slice(at, at + width)
    // The last one is a delimiter itself: whether it can be one is another question.
    const isLast = index === ISA_WIDTHS.length - 1
    if (!isLast && (element.includes(separator) || text.charAt(at + width) !== separator))
      return wrongWidth(index, width)
    elements.push(element)
    at += width + 1
  }
  const delimiters = delimitersOf(separator, elements, text.charAt(ISA_LENGTH - 1))
  const refusal = delimitersRefusal(delimiters)
  if (refusal)
    return {
      ok: false,
      code: 'isa-delimiters',
      message: `The delimiters of the ISA cannot be used: ${refusal}. Ask the partner to mend the ISA.`,
    }
  return { ok: true, header: headerOf(elements), delimiters }
}

const wrongWidth = (index: number, width: number): IsaResult => ({
  ok: false,
  code: 'isa-width',
  element: index + 1,
  message: `ISA${String(index + 1).padStart(2, '0')} is not ${width} characters wide, so the delimiters cannot be found. Ask the partner to pad the elements of the ISA.`,
})

function delimitersOf(element: string, elements: string[], segment: string): Delimiters {
  const repetition = elements[10] ?? ''
  const version = elements[11] ?? ''
  const delimiters: Delimiters = { element, component: elements[15] ?? '', segment }
  // Senders that never repeat an element leave the old U there.
  return hasRepetitionSeparator(version) && !/[A-Za-z0-9 ]/.test(repetition)
    ? { ...delimiters, repetition }
    : delimiters
}

function headerOf(elements: string[]): InterchangeHeader {
  const element = (index: number) => (elements[index - 1] ?? '').trim()
  return {
    senderQualifier: element(5),
    sender: element(6),
    receiverQualifier: element(7),
    receiver: element(8),
    date: element(9),
    time: element(10),
    version: element(12),
    control: element(13),
    acknowledgementRequested: element(14) === '1',
    usage: element(15),
  }
}
