/** An OpenID provider over real HTTP, as strict as a real one, that can also be told to cheat. */
import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'

export interface Account {
  sub: string
  email?: string
  email_verified?: unknown
}

/** How its next ID token differs from a right one. */
export interface Trick {
  claims?: JWTPayload
  /** Signed by somebody else's key under this one's name. */
  forged?: boolean
  unsigned?: boolean
  /** Signed with the client's secret as HMAC: the old confusion of keys. */
  symmetric?: boolean
  /** No ID token at all. */
  missing?: boolean
}

export interface IdentityProvider {
  issuer: string
  clientId: string
  clientSecret: string
  trick: Trick
  /** Who signs in there when a browser comes; null: it shows a page and sends nobody back. */
  account: Account | null
  /** Codes that were asked for, answered and refused. */
  refusals: string[]
  /** What a person does there: signs in, and is sent back. Returns the address that the browser goes to. */
  authorize(url: string, account: Account): string
  close(): Promise<void>
}

interface Granted {
  account: Account
  challenge: string
  nonce: string
  redirect: string
}

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const [own, foreign] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' }
  const granted = new Map<string, Granted>()
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const provider: IdentityProvider = {
    issuer,
    clientId: 'lotline',
    clientSecret: 'a secret that only two know, and long enough',
    trick: {},
    account: null,
    refusals: [],
    authorize(url, account) {
      const { searchParams: asked } = new URL(url)
      const of = (name: string) => asked.get(name) ?? ''
      if (of('client_id') !== provider.clientId || of('response_type') !== 'code')
        throw new Error(`The provider does not know this client: ${url}`)
      if (of('code_challenge_method') !== 'S256' || !of('scope').split(' ').includes('openid'))
        throw new Error(`This is no request for an ID token with PKCE: ${url}`)
      const code = randomBytes(16).toString('base64url')
      granted.set(code, {
        account,
        challenge: of('code_challenge'),
        nonce: of('nonce'),
        redirect: of('redirect_uri'),
      })
      const back = new URL(of('redirect_uri'))
      back.search = new URLSearchParams({ code, state: of('state') }).toString()
      return back.href
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', issuer).pathname
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    if (path === '/.well-known/openid-configuration')
      return send(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
        token_endpoint_auth_methods_supported: ['client_secret_basic'],
      })
    if (path === '/authorize' && provider.account) {
      const location = provider.authorize(new URL(request.url ?? '', issuer).href, provider.account)
      response.writeHead(302, { location }).end()
      return
    }
    if (path === '/jwks') return send(200, { keys: [jwk] })
    if (path !== '/token') return send(404, {})
    const refusal = refusalOf(request, new URLSearchParams(await bodyOf(request)))
    if (typeof refusal === 'string') {
      provider.refusals.push(refusal)
      return send(400, { error: refusal })
    }
    const idToken = await idTokenFor(refusal)
    send(200, { access_token: 'opaque', token_type: 'Bearer', ...(idToken === null ? {} : { id_token: idToken }) })
  }

  /** Why no token is given; else what the code stands for. */
  function refusalOf(request: IncomingMessage, body: URLSearchParams): Granted | string {
    const { clientId, clientSecret } = provider
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${formEncoded(clientSecret)}`).toString('base64')
    if (request.headers.authorization !== `Basic ${basic}`) return 'invalid_client'
    const code = body.get('code') ?? ''
    const grant = granted.get(code)
    granted.delete(code)
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    if (!grant || grant.redirect !== body.get('redirect_uri') || grant.challenge !== challenge) return 'invalid_grant'
    return grant
  }

  async function idTokenFor({ account, nonce }: Granted): Promise<string | null> {
    const { trick, clientId, clientSecret } = provider
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, aud: clientId, iat: now, exp: now + 300, nonce, ...account, ...trick.claims }
    if (trick.missing) return null
    if (trick.unsigned) return new UnsecuredJWT(claims).encode()
    if (trick.symmetric)
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(clientSecret))
    const key = trick.forged ? foreign.privateKey : own.privateKey
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(key)
  }

  return provider
}

const formEncoded = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+')

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
