/** Login with Amazon: a refresh token is traded for access tokens that live an hour. */
import type { Random } from './random.ts'

export const ACCESS_TOKEN_SECONDS = 3600

export interface Client {
  clientId: string
  clientSecret: string
  refreshToken: string
}

export interface TokenAnswer {
  status: 200 | 400 | 401
  body: Record<string, unknown>
}

export interface Credentials {
  grant(form: Record<string, unknown>): TokenAnswer
  /** Why the access token is no good, or undefined. */
  refuse(accessToken: string | undefined): string | undefined
  /** The seller takes the authorization back: the refresh token and all that was granted for it. */
  revoke(): void
  /** The seller authorizes again. Without a token the old one works again. */
  renew(refreshToken?: string): string
  /** All access tokens so far expire now; the refresh token stays good. */
  expire(): void
  /** The developer rotates the client's secret. */
  rotateSecret(clientSecret: string): void
}

const refused = (status: 400 | 401, error: string, error_description: string): TokenAnswer => ({
  status,
  body: { error, error_description },
})

/** Answers as seen in public: a wrong client is 401, as in jlevers/selling-partner-api#602; the rest is 400. */
function refusalOf(form: Record<string, unknown>, client: Client, revoked: boolean): TokenAnswer | undefined {
  if (form.grant_type !== 'refresh_token') {
    return refused(400, 'unsupported_grant_type', 'The authorization grant type is not supported')
  }
  if (typeof form.refresh_token !== 'string') return refused(400, 'invalid_request', 'Malformed request')
  if (form.client_id !== client.clientId || form.client_secret !== client.clientSecret) {
    return refused(401, 'invalid_client', 'Client authentication failed')
  }
  if (form.refresh_token === client.refreshToken && !revoked) return undefined
  const why = 'The request has an invalid grant parameter : refresh_token.'
  return refused(400, 'invalid_grant', `${why} User may have revoked or didn't grant the permission.`)
}

export function createCredentials(first: Client, now: () => number, random: Random): Credentials {
  let client = first
  let revoked = false
  /** Access token to the moment when it expires. */
  const granted = new Map<string, number>()
  function grant(form: Record<string, unknown>): TokenAnswer {
    const refusal = refusalOf(form, client, revoked)
    if (refusal) return refusal
    const access_token = `Atza|${random.uuid()}`
    granted.set(access_token, now() + ACCESS_TOKEN_SECONDS * 1000)
    const body = {
      access_token,
      token_type: 'bearer',
      expires_in: ACCESS_TOKEN_SECONDS,
      refresh_token: client.refreshToken,
    }
    return { status: 200, body }
  }
  function refuse(accessToken: string | undefined): string | undefined {
    if (!accessToken) return 'Access token is missing in the request header.'
    const expiry = granted.get(accessToken)
    if (expiry === undefined) return 'The access token you provided is revoked, malformed or invalid.'
    return now() < expiry ? undefined : 'The access token you provided has expired.'
  }
  return {
    grant,
    refuse,
    revoke() {
      revoked = true
      granted.clear()
    },
    renew(refreshToken = client.refreshToken) {
      client = { ...client, refreshToken }
      revoked = false
      return refreshToken
    },
    expire() {
      for (const token of granted.keys()) granted.set(token, now())
    },
    rotateSecret(clientSecret) {
      client = { ...client, clientSecret }
    },
  }
}
