/** What every document is checked for before it is read: that it is whole, begins as it must, and keeps the table. */
import { checkElements } from './check-elements.ts'
import type { TransactionSet } from './envelope.ts'
import type { Fault, Findings } from './fault.ts'

export interface Expected {
  /** ST01 */
  id: string
  /** GS08 */
  version: string
  /** The segment that stands right behind the ST. */
  begins: string
  /** Segments without which it says nothing. */
  needs?: readonly string[]
}

export function checkSet(set: TransactionSet, { id, version, begins, needs = [] }: Expected): Findings {
  const found: Findings = { faults: [...set.faults], notes: [] }
  if (set.id !== id) found.faults.push(fault('set-unsupported', set.number, 'ST', `This is a ${set.id}, not a ${id}.`))
  if (set.segments[0]?.id !== begins)
    found.faults.push(missing(begins, set.number + 1, `${begins} does not stand right behind the ST.`))
  const last = set.number + set.segments.length
  for (const need of needs)
    if (!set.segments.some((segment) => segment.id === need))
      found.faults.push(missing(need, last, `There is no ${need}.`))
  for (const segment of set.segments) {
    const { faults, notes } = checkElements(segment, version)
    found.faults.push(...faults)
    found.notes.push(...notes)
  }
  return found
}

const missing = (segmentId: string, segment: number, message: string): Fault =>
  fault('segment-missing', segment, segmentId, message)

const fault = (code: Fault['code'], segment: number, segmentId: string, message: string): Fault => ({
  code,
  segment,
  segmentId,
  message: `${message} Ask the partner to mend it and to send the document again.`,
})
