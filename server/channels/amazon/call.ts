/** One call of the Selling Partner API, and what became of it in the words of the connector. */
import * as v from 'valibot'
import { refusedAddress } from '../../outgoing/refused.ts'
import type { Outside } from '../connector.ts'
import { type Client, createAccessTokens } from './access-token.ts'
import { credentialsRefused, type Failure, notTaken, quoted, throttled, unsure } from './said.ts'
import { createUsagePlan, type Operation, type UsagePlan } from './usage-plan.ts'
import { WAIT_MS } from './wait.ts'

export interface Request {
  operation: Operation
  method: 'GET' | 'PATCH' | 'POST'
  /** With its query. */
  path: string
  body?: unknown
}

/** `unknown`: Amazon does not have what the path names. */
export type CallResult = { kind: 'answered'; body: unknown } | { kind: 'unknown' } | Failure

export type Call = (request: Request) => Promise<CallResult>

type Sent = CallResult | { kind: 'denied'; why: string }

const errorList = v.object({ errors: v.array(v.looseObject({ message: v.string() })) })

export function createCaller(baseUrl: string, client: Client, outside: Outside): Call {
  const tokens = createAccessTokens(client, outside)
  const plan = createUsagePlan(outside.now)

  async function send(request: Request, token: string): Promise<Sent> {
    const waitMs = plan.take(request.operation)
    if (waitMs > 0) return throttled(waitMs)
    try {
      const response = await outside.fetch(baseUrl + request.path, {
        method: request.method,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Lotline (Language=TypeScript)',
          'x-amz-access-token': token,
        },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(WAIT_MS),
      })
      return await readAnswer(response, request.operation, plan)
    } catch (error) {
      return refusedAddress(error) ?? unsure('not-reached', 'Amazon did not answer in time.')
    }
  }

  /** A token may be taken back before its end: then one more is asked for, and only if that one is no good either, nobody is let in. */
  return async function call(request: Request): Promise<CallResult> {
    let why = ''
    for (let tries = 0; tries < 2; tries++) {
      const known = await tokens.get()
      if (known.kind !== 'token') return known
      const sent = await send(request, known.token)
      if (sent.kind !== 'denied') return sent
      tokens.drop(known.token)
      why = sent.why
    }
    return credentialsRefused(why)
  }
}

async function readAnswer(response: Response, operation: Operation, plan: UsagePlan): Promise<Sent> {
  const { status, headers } = response
  const body: unknown = status === 204 ? null : await response.json().catch(() => undefined)
  plan.learn(operation, Number(headers.get('x-amzn-ratelimit-limit')))
  const words = wordsOf(body) ?? `it answered ${status}.`
  if (response.ok)
    return body === undefined
      ? unsure('unreadable-answer', 'The answer of Amazon could not be read.')
      : { kind: 'answered', body }
  if (status === 401 || status === 403) return { kind: 'denied', why: `${words} (${status})` }
  if (status === 429) return throttled(Math.max(plan.empty(operation), Number(headers.get('retry-after') ?? 0) * 1_000))
  if (status >= 500) return unsure('platform-fault', `Amazon had a fault of its own (${status}).`)
  if (status === 404) return { kind: 'unknown' }
  if (status !== 400) return notTaken(`Amazon refused the call (${status}): ${words}`)
  return {
    kind: 'refused',
    code: 'call-invalid',
    detail: `Amazon does not take this call (400): ${words}`,
    advice: 'Look at the marketplace and the seller in the settings, and at the SKU in the mapping, then retry.',
  }
}

const wordsOf = (body: unknown): string | undefined =>
  v.is(errorList, body) && body.errors.length > 0
    ? quoted(body.errors.map(({ message }) => message).join(' '))
    : undefined
