/** What a file of X12 holds: interchanges of functional groups of transaction sets of segments. */
import type { Delimiters } from './delimiters.ts'
import type { Fault } from './fault.ts'

export interface Segment {
  id: string
  /** As they came, composites and repetitions not taken apart: element 1 stands first. */
  elements: string[]
  /** Counted from 1 through the whole file. */
  number: number
}

/** One document: an order, say. */
export interface TransactionSet {
  /** ST01: "850". */
  id: string
  /** ST02 */
  control: string
  /** Without ST and SE. */
  segments: Segment[]
  /** Its ST, counted through the whole file; the position of a segment in the set counts from it. */
  number: number
  faults: Fault[]
}

/** Documents of one kind. */
export interface FunctionalGroup {
  /** GS01: "PO". */
  functionalId: string
  sender: string
  receiver: string
  /** GS04 and GS05, as they came. */
  date: string
  time: string
  /** GS06 */
  control: string
  /** GS08: "004010VICS". */
  version: string
  /** GE01: how many transaction sets its sender says it has; undefined where it does not say so. */
  claimed?: number
  sets: TransactionSet[]
  /** Its GS. */
  number: number
  /** Of the group itself. The transaction sets that are whole stand all the same; the 997 says what was lost. */
  faults: Fault[]
}

export interface InterchangeHeader {
  senderQualifier: string
  sender: string
  receiverQualifier: string
  receiver: string
  /** YYMMDD and HHMM. */
  date: string
  time: string
  /** ISA12: "00401". */
  version: string
  /** ISA13 */
  control: string
  /** ISA14: whether a TA1 is asked for. */
  acknowledgementRequested: boolean
  /** ISA15: P production, T test, I information. */
  usage: string
}

export interface Interchange {
  header: InterchangeHeader
  delimiters: Delimiters
  groups: FunctionalGroup[]
  /** TA1: the partner's answers to interchanges of ours. */
  interchangeAcknowledgements: Segment[]
  /** Its ISA. */
  number: number
  /** Of the interchange itself. */
  faults: Fault[]
}

/** An element without the spaces at its end; undefined where it is absent or empty. `element` counts from 1. */
export function elementOf(segment: Segment, element: number): string | undefined {
  const text = segment.elements[element - 1]?.trimEnd()
  return text === '' ? undefined : text
}

/** Control numbers are the same with and without zeros before them. */
export const plainControl = (control: string): string => control.trim().replace(/^0+(?=.)/, '')

export const isSameControl = (one: string, other: string): boolean => plainControl(one) === plainControl(other)

/** GS01 of the documents that are read and written here. */
export const FUNCTIONAL_IDS: Readonly<Record<string, string>> = {
  '180': 'AN',
  '810': 'IN',
  '812': 'CD',
  '846': 'IB',
  '850': 'PO',
  '855': 'PR',
  '856': 'SH',
  '860': 'PC',
  '997': 'FA',
}
