/** Login with Amazon: the refresh token is traded for an access token, which is kept in memory until shortly before it ends. */
import * as v from 'valibot'
import { refusedAddress } from '../../outgoing/refused.ts'
import type { Outside } from '../connector.ts'
import { credentialsRefused, type Failure, notReached, notTaken, throttled } from './said.ts'
import { WAIT_MS } from './wait.ts'

export interface Client {
  tokenUrl: string
  clientId: string
  clientSecret: string
  refreshToken: string
}

export type TokenResult = { kind: 'token'; token: string } | Failure

export interface AccessTokens {
  get(): Promise<TokenResult>
  /** It was not taken; the next one is asked for. Another one than the one at hand is gone already. */
  drop(token: string): void
}

/** So long before its end it is not used any more: a call may be on its way for a while. */
const MARGIN_MS = 60_000

const grantAnswer = v.object({ access_token: v.pipe(v.string(), v.minLength(1)), expires_in: v.number() })
const refusal = v.object({ error: v.string() })

/** What only a person can mend: RFC 6749, section 5.2. */
const AUTHORISATION: Record<string, string> = {
  invalid_client: 'the client id or its secret is not right (invalid_client).',
  invalid_grant: 'the refresh token was revoked or is not right (invalid_grant).',
  unauthorized_client: 'the client may not use this refresh token (unauthorized_client).',
}

export function createAccessTokens(client: Client, outside: Outside): AccessTokens {
  let held: { token: string; until: number } | undefined
  /** Calls that come at once wait for the same answer. */
  let asking: Promise<TokenResult> | undefined

  async function ask(): Promise<TokenResult> {
    const answer = await post(client, outside)
    if ('kind' in answer) return answer
    const body: unknown = await answer.json().catch(() => undefined)
    const granted = v.safeParse(grantAnswer, body)
    if (!answer.ok || !granted.success) return failureOf(answer.status, body)
    const { access_token: token, expires_in: seconds } = granted.output
    held = { token, until: outside.now() + seconds * 1_000 - MARGIN_MS }
    return { kind: 'token', token }
  }

  return {
    async get() {
      if (held && outside.now() < held.until) return { kind: 'token', token: held.token }
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return asking
    },
    drop(token) {
      if (held?.token === token) held = undefined
    },
  }
}

async function post({ tokenUrl, clientId, clientSecret, refreshToken }: Client, { fetch }: Outside) {
  const form = {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clientId,
    client_secret: clientSecret,
  }
  try {
    return await fetch(tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
      redirect: 'error',
      signal: AbortSignal.timeout(WAIT_MS),
    })
  } catch (error) {
    return refusedAddress(error) ?? notReached('Login with Amazon did not answer in time.')
  }
}

function failureOf(status: number, body: unknown): Failure {
  const error = v.is(refusal, body) ? body.error : ''
  const why = AUTHORISATION[error]
  if (why !== undefined) return credentialsRefused(why)
  if (status === 401 || status === 403) return credentialsRefused(`Login with Amazon answered ${status}.`)
  if (status === 429) return throttled(1_000)
  if (status >= 500) return notReached(`Login with Amazon had a fault of its own (${status}).`)
  return notTaken(`Login with Amazon gave no access token (${status}).`)
}
