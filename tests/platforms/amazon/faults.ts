/** What goes wrong on purpose. Everything is off until it is set. */
import type { Call } from './operations.ts'
import type { Random } from './random.ts'

export interface FaultOptions {
  /** Probability of a 500 or 503 before anything is done. */
  serverError: number
  /** Probability that the call acts and its answer is lost: the promise rejects (504 when served over HTTP). */
  timeoutAfter: number
  /** Probability that a patch, or a message of a feed, which would be accepted is INVALID. */
  invalid: number
  /** Calls that server errors and time-outs are kept to; null: all. */
  only: readonly Call[] | null
  /** Probability that a submission takes up to `lateMs` longer, so that a later one is applied before it. */
  submissionLate: number
  notificationDuplicate: number
  notificationLost: number
  /** Probability that a notification takes up to `lateMs` longer, and so comes after its successors. */
  notificationLate: number
  lateMs: number
}

export type Fault = 'serverError' | 'timeoutAfter' | 'invalid' | 'submissionLate' | NotificationFault
type NotificationFault = 'notificationDuplicate' | 'notificationLost' | 'notificationLate'

export interface Faults {
  set(options: Partial<FaultOptions>): void
  clear(): void
  /** Draws, and counts what it drew. */
  strikes(fault: Fault, call?: Call): boolean
  /** Extra milliseconds, 0 when the fault does not strike. */
  late(fault: 'submissionLate' | 'notificationLate'): number
  counts(): Readonly<Record<Fault, number>>
}

const NONE: FaultOptions = {
  serverError: 0,
  timeoutAfter: 0,
  invalid: 0,
  only: null,
  submissionLate: 0,
  notificationDuplicate: 0,
  notificationLost: 0,
  notificationLate: 0,
  lateMs: 60_000,
}

const noCounts = (): Record<Fault, number> => ({
  serverError: 0,
  timeoutAfter: 0,
  invalid: 0,
  submissionLate: 0,
  notificationDuplicate: 0,
  notificationLost: 0,
  notificationLate: 0,
})

export function createFaults(random: Random): Faults {
  let options = NONE
  const counts = noCounts()
  const strikes = (fault: Fault, call?: Call) => {
    if (call && options.only && !options.only.includes(call)) return false
    const struck = random.chance(options[fault])
    if (struck) counts[fault] += 1
    return struck
  }
  return {
    set: (changes) => {
      options = { ...options, ...changes }
    },
    clear: () => {
      options = NONE
    },
    strikes,
    late: (fault) => (strikes(fault) ? random.between(1, options.lateMs) : 0),
    counts: () => ({ ...counts }),
  }
}
