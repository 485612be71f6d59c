/** Token buckets as in "Usage Plans and Rate Limits": full at first, filled at `rate`, never above `burst`. */
import { OPERATIONS, type Operation } from './operations.ts'

export interface Buckets {
  /** False when the bucket holds less than one token; nothing is taken then. */
  take(operation: Operation): boolean
}

export function createBuckets(now: () => number): Buckets {
  const levels = new Map<Operation, { tokens: number; at: number }>()
  return {
    take(operation) {
      const { rate, burst } = OPERATIONS[operation]
      const at = now()
      const last = levels.get(operation) ?? { tokens: burst, at }
      const tokens = Math.min(burst, last.tokens + ((at - last.at) / 1000) * rate)
      // A sum of many small refills may end a hair below the whole token.
      const taken = tokens + 1e-9 >= 1
      levels.set(operation, { tokens: taken ? Math.max(0, tokens - 1) : tokens, at })
      return taken
    },
  }
}
