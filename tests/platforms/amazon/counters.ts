/** What was called and how it ended, by operation. */
import type { Call } from './operations.ts'

export interface CallCount {
  total: number
  answered: number
  refused: number
  throttled: number
  serverErrors: number
  /** Acted, answer lost. */
  timedOut: number
}

type Ending = Exclude<keyof CallCount, 'total'>

export interface Counters {
  count(call: Call, ending: Ending): void
  of(call: Call): CallCount
  all(): Partial<Record<Call, CallCount>>
}

const none = (): CallCount => ({ total: 0, answered: 0, refused: 0, throttled: 0, serverErrors: 0, timedOut: 0 })

export function createCounters(): Counters {
  const counts = new Map<Call, CallCount>()
  return {
    count(call, ending) {
      const count = counts.get(call) ?? none()
      count.total += 1
      count[ending] += 1
      counts.set(call, count)
    },
    of: (call) => ({ ...(counts.get(call) ?? none()) }),
    all: () => Object.fromEntries([...counts].map(([call, count]) => [call, { ...count }])),
  }
}

/** Under which heading an answer is counted. */
export function endingOf(status: number): Ending {
  if (status === 429) return 'throttled'
  if (status >= 500) return 'serverErrors'
  return status >= 400 ? 'refused' : 'answered'
}
