/**
 * One document as an interchange of its own: its segments as they came, between the envelope that they came in. So each
 * document can be read again by itself, with its delimiters and its faults.
 */
import type { Delimiters } from '../x12/delimiters.ts'
import type { FunctionalGroup, Interchange, Segment, TransactionSet } from '../x12/envelope.ts'
import { controlText } from '../x12/isa-elements.ts'
import { readX12 } from '../x12/read.ts'
import type { SplitInterchange } from '../x12/split.ts'

/** Segments of a document stand behind ISA and GS. */
export const BEFORE_SET = 2

const lineOf = ({ id, elements }: Pick<Segment, 'id' | 'elements'>, { element }: Delimiters): string =>
  [id, ...elements].join(element)

export function rawOf(
  isa: string,
  split: SplitInterchange,
  interchange: Interchange,
  group: FunctionalGroup,
  set: TransactionSet,
): string {
  const { delimiters } = interchange
  const gs = split.segments.find(({ number }) => number === group.number)
  const lines = [
    lineOf({ id: 'GS', elements: gs?.elements ?? [] }, delimiters),
    ...segmentsOf(split, set).map((segment) => lineOf(segment, delimiters)),
    lineOf({ id: 'GE', elements: ['1', group.control] }, delimiters),
    lineOf({ id: 'IEA', elements: ['1', interchange.header.control || controlText(0, 9)] }, delimiters),
  ]
  return `${isa}${lines.map((line) => `${line}${delimiters.segment}\n`).join('')}`
}

const ENDS: ReadonlySet<string> = new Set(['ST', 'GS', 'GE', 'IEA'])

/** From its ST to its SE; where that is missing, up to what cannot belong to it. */
function segmentsOf({ segments }: SplitInterchange, set: TransactionSet): Segment[] {
  const first = segments.findIndex(({ number }) => number === set.number)
  const own: Segment[] = []
  for (const segment of segments.slice(first)) {
    if (own.length > 0 && ENDS.has(segment.id)) break
    own.push(segment)
    if (segment.id === 'SE') break
  }
  return own
}

export interface OneDocument {
  interchange: Interchange
  group: FunctionalGroup
  set: TransactionSet
}

/** Undefined where it holds no document. */
export function documentIn(raw: string): OneDocument | undefined {
  const [interchange] = readX12(raw).interchanges
  const group = interchange?.groups[0]
  const set = group?.sets[0]
  return interchange && group && set ? { interchange, group, set } : undefined
}

/** What it says, and who says it to whom: the same document in another file says the same. */
export function saidIn(raw: string): string {
  const found = documentIn(raw)
  if (!found) return raw
  const { senderQualifier, sender, receiverQualifier, receiver, usage } = found.interchange.header
  const said = found.set.segments.map(({ id, elements }) => [id, ...elements])
  return JSON.stringify([senderQualifier, sender, receiverQualifier, receiver, usage, said])
}

/** Where documents stand that name what they are about. */
const NUMBERS: Readonly<Record<string, readonly [segment: string, element: number]>> = {
  '180': ['BGN', 2],
  '810': ['BIG', 2],
  '812': ['BCD', 2],
  '846': ['BIA', 3],
  '850': ['BEG', 3],
  '855': ['BAK', 3],
  '856': ['BSN', 2],
  '860': ['BCH', 3],
  '997': ['AK1', 2],
}

/** What the document itself is called, where that can be read at all. */
export function numberOf({ id, segments }: TransactionSet): string | null {
  const place = NUMBERS[id]
  const segment = place && segments.find((one) => one.id === place[0])
  const text = place && segment?.elements[place[1] - 1]?.trim()
  return text ? text.slice(0, 80) : null
}
