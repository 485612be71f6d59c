/** What is in a file of the partner: its documents, each with what came of reading it, and the answers to its groups. */
import { createHash } from 'node:crypto'
import { isFrom, type ReceivedDocument, readInterchange, usageFault } from '../intake.ts'
import type { PartnerProfile } from '../profile.ts'
import { isSyntax } from '../x12/acknowledge.ts'
import { elementOf, type FunctionalGroup, type Interchange } from '../x12/envelope.ts'
import type { Fault } from '../x12/fault.ts'
import { ISA_LENGTH } from '../x12/isa.ts'
import type { OutgoingSegment } from '../x12/outgoing.ts'
import { faultsOf, readX12 } from '../x12/read.ts'
import { splitInterchanges } from '../x12/split.ts'
import { textOf } from '../x12/text.ts'
import type { Arrived } from './folder.ts'
import { BEFORE_SET, numberOf, rawOf } from './raw.ts'
import { faultWords } from './words.ts'

export interface FileDocument {
  set: string
  interchange: string
  group: string
  control: string
  number: string | null
  raw: string
  /** `failed`: it was understood as X12, but says what cannot be. */
  state: 'received' | 'refused' | 'failed'
  fault: { code: string; detail: string } | null
  /** Of its own 997: A, E or R. */
  status: string | null
}

/** A 997, and the documents of the file that it answers. */
export interface GroupAnswer {
  group: string
  segments: OutgoingSegment[]
  answers: FileDocument[]
}

/** TA1: whether the envelope of one interchange could be read. */
export interface InterchangeVerdict {
  /** ISA13 of ours. */
  control: string
  /** A accepted, E accepted with errors, R rejected. */
  status: string
  /** Data element I18. */
  code: string
}

export interface FileContent {
  sha256: string
  text: string
  documents: FileDocument[]
  answers: GroupAnswer[]
  /** What the partner says of interchanges of ours (TA1). */
  verdicts: InterchangeVerdict[]
  /** Of the file or an envelope: parts of it are lost. */
  fault: { code: string; detail: string } | null
}

export function contentOf({ name, size, bytes }: Arrived, profile: PartnerProfile): FileContent {
  if (bytes === null) return tooLarge(name, size)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  // No text of a database can hold it.
  const text = textOf(bytes).replaceAll('\0', '\uFFFD')
  const file = readX12(text)
  const parts = splitInterchanges(text).interchanges
  const read = file.interchanges.map((interchange, nth) => {
    const split = parts[nth]
    if (!split) throw new Error('An interchange was read that could not be split.')
    return readOne(interchange, profile, (group, set) =>
      rawOf(isaIn(text, interchange), split, interchange, group, set),
    )
  })
  const ofSets = new Set(
    file.interchanges.flatMap(({ groups }) => groups.flatMap(({ sets }) => sets.flatMap((set) => set.faults))),
  )
  const lost = faultsOf(file).filter((fault) => !ofSets.has(fault))
  const isEmpty = file.interchanges.length === 0 && lost.length === 0
  return {
    sha256,
    text,
    documents: read.flatMap(({ documents }) => documents),
    answers: read.flatMap(({ answers }) => answers),
    verdicts: file.interchanges.filter((one) => !strangerFault(one, profile)).flatMap(verdictsOf),
    fault: isEmpty
      ? EMPTY
      : lost[0]
        ? {
            code: lost[0].code,
            detail: lost
              .slice(0, 3)
              .map((one) => faultWords(one))
              .join(' '),
          }
        : null,
  }
}

const verdictsOf = ({ interchangeAcknowledgements }: Interchange): InterchangeVerdict[] =>
  interchangeAcknowledgements.map((segment) => ({
    control: elementOf(segment, 1) ?? '',
    status: elementOf(segment, 4) ?? '',
    code: elementOf(segment, 5) ?? '',
  }))

const EMPTY = { code: 'empty-file', detail: 'The file is empty. Ask the partner what it was to be.' }

function tooLarge(name: string, size: number): FileContent {
  const detail = `The file has ${size.toLocaleString('en-US')} bytes, more than is read. Ask the partner to send it in parts.`
  const sha256 = createHash('sha256').update(`${name} ${size}`).digest('hex')
  return { sha256, text: '', documents: [], answers: [], verdicts: [], fault: { code: 'too-large', detail } }
}

/** The header as it came, on a line of its own. */
function isaIn(text: string, { header, delimiters: { element, segment } }: Interchange): string {
  for (let at = text.indexOf(`ISA${element}`); at !== -1; at = text.indexOf(`ISA${element}`, at + 3)) {
    const isa = text.slice(at, at + ISA_LENGTH)
    const elements = isa.split(element)
    if (isa.endsWith(segment) && elements[13]?.trim() === header.control && elements[6]?.trim() === header.sender)
      return `${isa}\n`
  }
  throw new Error(`The ISA of interchange ${header.control} is not in its own text.`)
}

function readOne(
  interchange: Interchange,
  profile: PartnerProfile,
  raw: (group: FunctionalGroup, set: ReceivedDocument['set']) => string,
): { documents: FileDocument[]; answers: GroupAnswer[] } {
  const stranger = strangerFault(interchange, profile) ?? usageFault(interchange, profile)
  const { documents, acknowledgements } = readInterchange(interchange, profile)
  const verdicts = new Map(
    acknowledgements.flatMap(({ acknowledgement }) => acknowledgement.sets.map(({ set, status }) => [set, status])),
  )
  const found = documents.map((document) => ({
    document,
    row: rowOf(interchange, document, raw(document.group, document.set), stranger, verdicts.get(document.set) ?? null),
  }))
  return {
    documents: found.map(({ row }) => row),
    answers: stranger
      ? []
      : acknowledgements.map(({ group, acknowledgement: { segments } }) => ({
          group: group.control,
          segments,
          answers: found.filter(({ document }) => document.group === group).map(({ row }) => row),
        })),
  }
}

/** What is longer is no number, and is refused; but it is kept. */
const short = (control: string): string => control.slice(0, 35)

function rowOf(
  { header }: Interchange,
  { group, set, reading }: ReceivedDocument,
  raw: string,
  stranger: Fault | undefined,
  status: string | null,
): FileDocument {
  const numbers = { interchange: short(header.control), group: short(group.control), control: short(set.control) }
  const row = { set: set.id.slice(0, 6), ...numbers, number: numberOf(set), raw }
  if (stranger) return { ...row, state: 'refused', fault: said([stranger], 0), status: null }
  if (reading.ok) return { ...row, state: 'received', fault: null, status }
  const shift = set.number - BEFORE_SET - 1
  return {
    ...row,
    state: reading.faults.some(isSyntax) ? 'refused' : 'failed',
    fault: said(reading.faults, shift),
    status,
  }
}

/** Segments are counted in the document as it is kept. */
export function said(faults: readonly Fault[], shift: number): { code: string; detail: string } {
  const [first] = faults
  const more = faults.length > 3 ? [`${faults.length - 3} more faults follow.`] : []
  return {
    code: first?.code ?? 'unreadable',
    detail: [...faults.slice(0, 3).map((one) => faultWords(one, shift)), ...more].join(' '),
  }
}

/** Somebody else's interchange, or one for somebody else. */
export function strangerFault(interchange: Interchange, profile: PartnerProfile): Fault | undefined {
  const { header, number } = interchange
  if (isFrom(header, profile)) return undefined
  const { us, partner } = profile
  const isOther = header.sender !== partner.id || header.senderQualifier !== partner.qualifier
  const [element, value, due] = isOther
    ? [6, `${header.senderQualifier} ${header.sender}`, `${partner.qualifier} ${partner.id}`]
    : [8, `${header.receiverQualifier} ${header.receiver}`, `${us.qualifier} ${us.id}`]
  return {
    code: 'envelope',
    segment: number,
    segmentId: 'ISA',
    element,
    value,
    message: `It is ${isOther ? 'from' : 'for'} ${value}, and not ${isOther ? 'from' : 'for'} ${due}. Put it where it belongs, or change the profile of ${profile.name}.`,
  }
}
