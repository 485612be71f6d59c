/** What a call can come to when it does not bring what it was made for, in plain words. No secret is ever among them. */
import type { Said } from '../connector.ts'

export type Failure =
  | ({ kind: 'refused' } & Said)
  | ({ kind: 'later'; waitMs?: number; counts: boolean } & Said)
  /** The call was sent, and nobody knows whether it was carried out. */
  | ({ kind: 'unsure' } & Said)

const PASSES = 'It is tried again by itself; nothing needs to be done.'

/** Of Amazon's own words, so much at most. */
const LONGEST = 300

export const quoted = (words: string): string => (words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words)

export const unsure = (code: string, detail: string): Failure => ({ kind: 'unsure', code, detail, advice: PASSES })

/** Where nothing can have been changed. */
export const notReached = (detail: string): Failure => ({
  kind: 'later',
  counts: true,
  code: 'not-reached',
  detail,
  advice: PASSES,
})

export const throttled = (waitMs: number): Failure => ({
  kind: 'later',
  counts: false,
  waitMs: Math.max(waitMs, 1),
  code: 'throttled',
  detail: 'Amazon takes no more calls of this kind for the moment.',
  advice: PASSES,
})

export const credentialsRefused = (why: string): Failure => ({
  kind: 'later',
  counts: true,
  code: 'credentials-refused',
  detail: `Amazon does not let this connector in any more: ${quoted(why)}`,
  advice:
    'Authorise the application again in Seller Central, with the roles for inventory, orders and delivery addresses, and give this connector the new refresh token; if the client secret was rotated, the new one too. What waits is sent then.',
})

export const notTaken = (detail: string): Failure => ({
  kind: 'later',
  counts: true,
  code: 'call-refused',
  detail,
  advice: 'It is tried again. If it stays so, look at the settings of this connector.',
})

/** Asking changes nothing: whatever went wrong, nothing was told. */
export const notTold = (failure: Failure): Failure =>
  failure.kind === 'unsure' ? { ...failure, kind: 'later', counts: true } : failure
