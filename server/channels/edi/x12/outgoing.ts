/** What is to be written: the same as what is read, without what is counted and padded on the way. */
import type { Delimiters } from './delimiters.ts'

/** A composite stands as the list of its components. */
export type OutgoingElement = string | readonly string[]

export interface OutgoingSegment {
  id: string
  elements: readonly OutgoingElement[]
}

export interface OutgoingSet {
  /** ST01: "855". */
  id: string
  /** ST02: 1 to 999,999,999, of its own within the group. */
  control: number
  /** Without ST and SE. */
  segments: readonly OutgoingSegment[]
}

export interface OutgoingGroup {
  /** GS01: "PR". */
  functionalId: string
  sender: string
  receiver: string
  /** GS06 */
  control: number
  /** GS08: "004010". */
  version: string
  sets: readonly OutgoingSet[]
}

export interface OutgoingInterchange {
  senderQualifier: string
  sender: string
  receiverQualifier: string
  receiver: string
  /** In the time zone that the partner expects: "2026-01-31" and "14:05". */
  date: string
  time: string
  /** ISA12: "00401". */
  version: string
  /** ISA13: 1 to 999,999,999. */
  control: number
  /** ISA14: whether a TA1 is asked for. */
  acknowledgementRequested: boolean
  /** ISA15: P production, T test. */
  usage: 'P' | 'T'
  delimiters: Delimiters
  /** A line for each segment, for people and for partners who ask for it. */
  lineBreaks: boolean
  groups: readonly OutgoingGroup[]
}
