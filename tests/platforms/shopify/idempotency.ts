/** Keys of `@idempotent`, kept 24 hours. The same key with the same input gives the first answer and changes nothing. */
export interface Keys {
  /** Runs `act` unless the key was used; `refuse` answers a misuse of the key. */
  once<T extends Answer>(key: string, input: unknown, act: () => T, refuse: (message: string, code: string) => T): T
}

export interface Answer {
  userErrors: unknown[]
}

const KEPT_MS = 24 * 3_600_000

/** What the platform says when the directive is missing: a top-level error with code BAD_REQUEST. */
export const KEY_MISSING = 'The @idempotent directive is required for this mutation but was not provided.'

export function createKeys(now: () => number): Keys {
  const used = new Map<string, { input: string; answer: Answer; at: number }>()
  return {
    once<T extends Answer>(key: string, input: unknown, act: () => T, refuse: (message: string, code: string) => T): T {
      const print = canonical(input)
      const before = used.get(key)
      if (before && now() - before.at < KEPT_MS) return again(before, print, refuse)
      const answer = act()
      used.set(key, { input: print, answer, at: now() })
      return answer
    },
  }
}

function again<T extends Answer>(
  before: { input: string; answer: Answer },
  print: string,
  refuse: (message: string, code: string) => T,
): T {
  if (before.input !== print)
    return refuse(
      'The same idempotency key cannot be used with different operation parameters.',
      'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
    )
  // The enum of 2026-10 names this code for a first attempt that failed; that userErrors are such a failure is our reading.
  if (before.answer.userErrors.length > 0)
    return refuse(
      'A previous request with this idempotency key failed. Retry with a new idempotency key.',
      'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED',
    )
  return before.answer as T
}

/** JSON whose keys are in order, so that two inputs that say the same look the same. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join()}}`
}
