/**
 * A begun count outlives its screen: who was called away finds it as it was left. In memory only: nothing of a count is a
 * fact before all of it is told.
 */
import type { CountState } from './state.ts'

let begun: { sessionId: string; state: CountState } | null = null

export const begunCount = (sessionId: string): CountState | null =>
  begun?.sessionId === sessionId ? begun.state : null

export function keepBegun(sessionId: string, state: CountState): void {
  const isBegun = state.stage !== 'bin' && state.stage !== 'unasked'
  begun = isBegun ? { sessionId, state } : null
}
