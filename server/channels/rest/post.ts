/** One attempt to deliver an event, and what became of it. */
import { refusedAddress } from '../../outgoing/refused.ts'
import type { Letter, LetterOutcome, Outside } from '../connector.ts'
import { signatureOf } from './sign.ts'

export interface Receiver {
  address: string
  secrets: readonly string[]
}

const WAIT_MS = 20_000
/** Whatever it asks for: then it is tried. */
const LONGEST_MS = 60 * 60_000

export async function postLetter(
  { address, secrets }: Receiver,
  outside: Outside,
  letter: Letter,
): Promise<LetterOutcome> {
  const seconds = Math.floor(outside.now() / 1_000)
  try {
    const response = await outside.fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Lotline',
        'lotline-event': letter.topic,
        'lotline-position': String(letter.position),
        'lotline-delivery': letter.id,
        'lotline-signature': signatureOf(secrets, seconds, letter.text),
      },
      body: letter.text,
      // What is meant for one address is told to no other.
      redirect: 'manual',
      signal: AbortSignal.timeout(WAIT_MS),
    })
    await response.body?.cancel()
    return outcomeOf(response.status, waitOf(response.headers.get('retry-after'), outside.now()))
  } catch (error) {
    const closed = refusedAddress(error)
    if (closed) return closed
    return {
      kind: 'unsure',
      code: 'not-reached',
      detail: 'The receiver did not answer in time.',
      advice: PASSES,
    }
  }
}

const PASSES = 'It is sent again by itself; nothing needs to be done.'

function outcomeOf(status: number, asked: { waitMs?: number }): LetterOutcome {
  if (status >= 200 && status < 300) return { kind: 'done' }
  if (status === 429 || status === 425)
    return {
      kind: 'later',
      counts: false,
      waitMs: 1_000,
      ...asked,
      code: 'throttled',
      detail: 'The receiver takes no more for the moment.',
      advice: PASSES,
    }
  if (status === 401 || status === 403)
    return {
      kind: 'later',
      counts: true,
      code: 'credentials-refused',
      detail: `The receiver does not take the signature (${status}).`,
      advice: 'Give both sides the same signing secret; what waits is sent then.',
    }
  if (status === 408 || status >= 500)
    return {
      kind: 'unsure',
      ...asked,
      code: 'platform-fault',
      detail: `The receiver had a fault of its own (${status}).`,
      advice: PASSES,
    }
  if (status >= 300 && status < 400)
    return {
      kind: 'refused',
      code: 'redirected',
      detail: `The receiver sends to another address (${status}), which is not followed.`,
      advice: 'Give the connector the address where webhooks are taken, then retry.',
    }
  return {
    kind: 'refused',
    code: 'event-refused',
    detail: `The receiver refuses it (${status}).`,
    advice:
      'Look at what it says of it there, put that right, then retry; or ignore it, and what comes after it is sent.',
  }
}

/** Seconds, or a date of HTTP. */
function waitOf(header: string | null, now: number): { waitMs?: number } {
  if (header === null) return {}
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now
  return Number.isFinite(ms) ? { waitMs: Math.min(LONGEST_MS, Math.max(100, ms)) } : {}
}
