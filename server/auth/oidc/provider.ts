/** The company's identity provider over OpenID Connect: sends a browser there, and checks what it brings back. */
import * as oidc from 'openid-client'
import type { Identity } from '../identities.ts'

export interface OidcSettings {
  issuer: string
  clientId: string
  /** Undefined: a public client; PKCE alone proves that both ends of a sign-in are one. */
  clientSecret: string | undefined
  /** Where browsers reach this server: the provider sends them back there. */
  publicUrl: string
  /** On the button: "Sign in with NAME". */
  name: string
}

/** What only who began a sign-in knows; without it nothing that comes back counts. */
export interface Begun {
  state: string
  nonce: string
  verifier: string
}

export interface Provider {
  begin(): Promise<Begun & { url: string }>
  /** `query`: what came back, as it stands in the address. Throws where anything about it is wrong. */
  finish(query: string, begun: Begun): Promise<Identity>
}

const TIMEOUT_SECONDS = 10
/** Its endpoints may move; its keys are looked up as they are needed. */
const DISCOVERED_MS = 3_600_000

export const callbackOf = ({ publicUrl }: OidcSettings): URL => new URL('/auth/oidc/callback', publicUrl)

export const isLoopback = (url: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)

export function createProvider(settings: OidcSettings, now: () => number): Provider {
  const issuer = new URL(settings.issuer)
  let known: { config: oidc.Configuration; at: number } | null = null

  async function configuration(): Promise<oidc.Configuration> {
    if (known && now() - known.at < DISCOVERED_MS) return known.config
    const auth = settings.clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(settings.clientSecret)
    const execute = [
      // Otherwise the library trusts TLS to the token endpoint, and looks at no signature.
      oidc.enableNonRepudiationChecks,
      ...(issuer.protocol === 'http:' && isLoopback(issuer) ? [oidc.allowInsecureRequests] : []),
    ]
    const options = { execute, timeout: TIMEOUT_SECONDS }
    const config = await oidc.discovery(issuer, settings.clientId, settings.clientSecret, auth, options)
    known = { config, at: now() }
    return config
  }

  return {
    async begin() {
      const config = await configuration()
      const begun = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      }
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: callbackOf(settings).href,
        scope: 'openid email',
        code_challenge: await oidc.calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
        state: begun.state,
        nonce: begun.nonce,
      })
      return { ...begun, url: url.href }
    },
    async finish(query, { state, nonce, verifier }) {
      const back = callbackOf(settings)
      back.search = query
      const tokens = await oidc.authorizationCodeGrant(await configuration(), back, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) throw new Error('The identity provider sent no ID token.')
      const { iss, sub, email, email_verified: isVerified } = claims
      return { issuer: iss, subject: sub, email: typeof email === 'string' && isVerified === true ? email : null }
    },
  }
}
