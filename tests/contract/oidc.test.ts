/** Signing in to the office through an identity provider: only whom an administrator linked, once, in the browser that began it. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createProvider } from '../../server/auth/oidc/provider.ts'
import { readOidc } from '../../server/cli/environment.ts'
import { createIds } from '../../server/db/ids.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Account, type IdentityProvider, startIdentityProvider, type Trick } from '../support/identity-provider.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { ok, type Problem } from './floor.ts'

const PUBLIC_URL = 'http://localhost:8787'

interface SignedIn {
  token: string
  user: { id: string; name: string; roles: string[] }
}

describe.each(EDGE_DIALECTS)('an identity provider on %s', (dialect) => {
  const clock = { offset: 0 }
  let provider: IdentityProvider
  let server: TestServer
  beforeAll(async () => {
    provider = await startIdentityProvider()
    const now = () => Date.now() + clock.offset
    const { issuer, clientId, clientSecret } = provider
    const settings = { issuer, clientId, clientSecret, publicUrl: PUBLIC_URL, name: 'Acme' }
    const oidc = { provider: createProvider(settings, now), publicUrl: PUBLIC_URL, name: 'Acme' }
    server = await startTestServer(dialect, { now, newId: createIds(now) }, { oidc })
  })
  afterEach(() => {
    clock.offset = 0
    provider.trick = {}
    server.faults.length = 0
  })
  afterAll(async () => {
    await server.close()
    await provider.close()
  })

  const visit = (path: string, cookie = '') =>
    server.fetch(new Request(new URL(path, PUBLIC_URL), { headers: cookie === '' ? {} : { cookie } }))

  /** A browser's press of the button: where it is led, and the cookie that it has from then on. */
  async function begin() {
    const response = await visit('/auth/oidc/start')
    expect(response.status).toBe(302)
    const cookie = response.headers.get('set-cookie') ?? ''
    return { url: response.headers.get('location') ?? '', cookie: cookie.split(';')[0] ?? '', whole: cookie }
  }

  /** What stands behind the # when the browser is back. */
  async function comeBack(address: string, cookie: string) {
    const response = await visit(address, cookie)
    expect(response.status).toBe(302)
    const [office, fragment] = (response.headers.get('location') ?? '').split('#')
    expect(office).toBe(`${PUBLIC_URL}/office/today`)
    expect(response.headers.get('cache-control')).toBe('no-store')
    return fragment ?? ''
  }

  async function handIn(code: string, cookie: string) {
    const response = await server.fetch(
      new Request(`${PUBLIC_URL}/api/v1/auth/oidc/session`, {
        method: 'POST',
        headers: { cookie },
        body: JSON.stringify({ code }),
      }),
    )
    return { status: response.status, body: (await response.json()) as SignedIn & Problem }
  }

  const codeIn = (fragment: string) => /^oidc=(\S+)$/.exec(fragment)?.[1] ?? ''

  async function signIn(account: Account) {
    const { url, cookie } = await begin()
    const fragment = await comeBack(provider.authorize(url, account), cookie)
    return { fragment, ...(await handIn(codeIn(fragment) || 'none', cookie)) }
  }

  /** A person who is linked to an e-mail of their own. */
  async function hire(roles = ['planner']) {
    const email = `${v7()}@example.com`
    const { id } = await ok<{ id: string }>(server, 'POST', '/users', { name: 'Daniel', roles })
    await ok(server, 'PUT', `/users/${id}/oidc`, { email })
    return { id, account: { sub: `sub-${v7()}`, email, email_verified: true } as Account, email }
  }

  it('lets in whom an administrator linked, as that person, for the office alone', async () => {
    const { id, account } = await hire()
    const { status, body } = await signIn(account)
    expect(status).toBe(200)
    expect(body).toMatchObject({ token: expect.stringMatching(/^lts_/), user: { id, roles: ['planner'] } })
    const { token } = body
    expect(await server.call('GET', '/items', undefined, { token })).toMatchObject({ status: 200 })
    expect(await server.call('PUT', '/items/X', {}, { token })).toMatchObject({ status: 403 })
    expect(await ok(server, 'GET', '/auth/session', undefined, { token })).toMatchObject({ deviceId: null })
    // Nothing of the floor: no transaction, no lease, no sign-in by badge, whatever device it names.
    for (const deviceId of ['HH-1', '@office', 'null', ''])
      for (const [path, more] of [
        ['/sync/push', { streamId: v7(), transactions: [] }],
        ['/auth/sign-in', { badge: 'B', pin: '1234' }],
      ] as const) {
        const { status: answered } = await server.call('POST', path, { deviceId, ...more }, { token })
        expect([403, 422], `${path} as ${deviceId}`).toContain(answered)
      }
  })

  it('binds the first who comes with the e-mail, and knows them by subject from then on', async () => {
    const { id, account, email } = await hire()
    expect((await signIn(account)).status).toBe(200)
    expect(await signIn({ sub: account.sub, email: 'renamed@example.com', email_verified: false })).toMatchObject({
      status: 200,
      body: { user: { id } },
    })
    // Somebody else who got the e-mail later is not that person.
    expect((await signIn({ ...account, sub: `sub-${v7()}` })).fragment).toBe('oidc-refused=nobody')
    const { items } = await ok<{ items: { act: string; name: string }[] }>(server, 'GET', '/audit-log?limit=1000')
    expect(items.filter(({ act, name }) => act === 'first sign-in' && name === email)).toHaveLength(1)
    await ok(server, 'PUT', `/users/${id}/oidc`, { email: null })
    expect((await signIn(account)).fragment).toBe('oidc-refused=nobody')
  })

  it('takes an e-mail in any case, and no address for two people', async () => {
    const { account, email } = await hire()
    expect((await signIn({ ...account, email: email.toUpperCase() })).status).toBe(200)
    const { id } = await ok<{ id: string }>(server, 'POST', '/users', { name: 'B', roles: ['picker'] })
    const link = (value: unknown) => server.call<Problem>('PUT', `/users/${id}/oidc`, { email: value })
    expect(await link(email)).toMatchObject({ status: 409, body: { code: 'email-taken' } })
    for (const wrong of ['', 'nobody', 7, `${'a'.repeat(300)}@example.com`])
      expect(await link(wrong), String(wrong)).toMatchObject({ status: 422, body: { field: 'email' } })
  })

  it.each<[string, (account: Account) => Account]>([
    ['is linked to nobody', (account) => ({ ...account, email: 'stranger@example.com' })],
    ['has an e-mail that is not verified', (account) => ({ ...account, email_verified: false })],
    ['has an e-mail of which nothing is said', ({ sub, email }) => ({ sub, ...(email ? { email } : {}) })],
    ['has an e-mail that is "verified" in words', (account) => ({ ...account, email_verified: 'true' })],
    ['has no e-mail', ({ sub }) => ({ sub })],
  ])('keeps out who %s, and makes nobody', async (_, change) => {
    const { account } = await hire()
    const people = async () => (await ok<{ items: unknown[] }>(server, 'GET', '/users?limit=1000')).items
    const before = await people()
    expect(await signIn(change(account))).toMatchObject({ fragment: 'oidc-refused=nobody', status: 401 })
    expect(await people()).toEqual(before)
  })

  it('keeps out who is disabled, also between the provider and the office', async () => {
    const { id, account } = await hire()
    const { url, cookie } = await begin()
    const code = codeIn(await comeBack(provider.authorize(url, account), cookie))
    await ok(server, 'POST', `/users/${id}/disable`)
    expect(await handIn(code, cookie)).toMatchObject({ status: 401, body: { code: 'sign-in-over' } })
    expect((await signIn(account)).fragment).toBe('oidc-refused=nobody')
  })

  const hour = 3_600
  const seconds = () => Math.floor(Date.now() / 1000)
  it.each<[string, () => Trick]>([
    ['of another issuer', () => ({ claims: { iss: 'https://evil.example.com' } })],
    ['for another client', () => ({ claims: { aud: 'somebody-else' } })],
    ['for another client too', () => ({ claims: { aud: ['lotline', 'somebody-else'] } })],
    ['with another nonce', () => ({ claims: { nonce: 'replayed' } })],
    ['without nonce', () => ({ claims: { nonce: undefined as never } })],
    ['that is expired', () => ({ claims: { iat: seconds() - 2 * hour, exp: seconds() - hour } })],
    ['that never expires', () => ({ claims: { exp: undefined as never } })],
    ['not valid yet', () => ({ claims: { nbf: seconds() + hour } })],
    ['without signature', () => ({ unsigned: true })],
    ['signed by a foreign key', () => ({ forged: true })],
    ['signed with the client’s own secret', () => ({ symmetric: true })],
    ['that is missing', () => ({ missing: true })],
    ['of nobody', () => ({ claims: { sub: undefined as never } })],
  ])('is not believed with an ID token %s', async (_, trick) => {
    const { account } = await hire()
    provider.trick = trick()
    expect(await signIn(account)).toMatchObject({ fragment: 'oidc-refused=failed', status: 401 })
    expect(server.faults).toHaveLength(1)
    provider.trick = {}
    expect((await signIn(account)).status).toBe(200)
  })

  it('is heard once: neither address, nor state, nor code can be used again', async () => {
    const { account } = await hire()
    const { url, cookie } = await begin()
    const address = provider.authorize(url, account)
    const code = codeIn(await comeBack(address, cookie))
    expect(await comeBack(address, cookie)).toBe('oidc-refused=failed')
    expect((await handIn(code, cookie)).status).toBe(200)
    expect(await handIn(code, cookie)).toMatchObject({ status: 401, body: { code: 'sign-in-over' } })
    expect(await comeBack(address, cookie)).toBe('oidc-refused=failed')
    expect(provider.refusals).toEqual([])
  })

  it('is heard once also where the same answer comes twice at once', async () => {
    const { account } = await hire()
    const { url, cookie } = await begin()
    const address = provider.authorize(url, account)
    const fragments = await Promise.all([1, 2, 3].map(() => comeBack(address, cookie)))
    expect(fragments.filter((one) => one.startsWith('oidc='))).toHaveLength(1)
    const code = codeIn(fragments.find((one) => one.startsWith('oidc=')) ?? '')
    const answers = await Promise.all([1, 2, 3].map(() => handIn(code, cookie)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401])
  })

  it('answers only the browser that began: with no cookie, or another’s, nothing is given', async () => {
    const { account } = await hire()
    const [mine, other] = [await begin(), await begin()]
    const address = provider.authorize(mine.url, account)
    for (const cookie of ['', other.cookie, `${mine.cookie}x`, 'lotline-sign-in='])
      expect(await comeBack(address, cookie), cookie).toBe('oidc-refused=failed')
    // The victim's browser is led to the attacker's answer.
    const theirs = provider.authorize(other.url, account)
    expect(await comeBack(theirs, mine.cookie)).toBe('oidc-refused=failed')
    const code = codeIn(await comeBack(address, mine.cookie))
    expect(code).not.toBe('')
    for (const cookie of ['', other.cookie])
      expect(await handIn(code, cookie)).toMatchObject({ status: 401, body: { code: 'sign-in-over' } })
    expect((await handIn(code, mine.cookie)).status).toBe(200)
  })

  it('is given up where the state or the code was changed, or a code of another sign-in put in', async () => {
    const { account } = await hire()
    const [mine, other] = [await begin(), await begin()]
    const changed = (name: string, value: string) => {
      const url = new URL(provider.authorize(mine.url, account))
      url.searchParams.set(name, value)
      return url.href
    }
    expect(await comeBack(changed('state', 'guessed'), mine.cookie)).toBe('oidc-refused=failed')
    expect(await comeBack(changed('state', ''), mine.cookie)).toBe('oidc-refused=failed')
    const stolen = new URL(provider.authorize(other.url, account)).searchParams.get('code') ?? ''
    // PKCE: the code belongs to another verifier.
    expect(await comeBack(changed('code', stolen), mine.cookie)).toBe('oidc-refused=failed')
    expect(provider.refusals.splice(0)).toEqual(['invalid_grant'])
    expect(await comeBack('/auth/oidc/callback', mine.cookie)).toBe('oidc-refused=failed')
    const third = await begin()
    const state = new URL(third.url).searchParams.get('state')
    expect(await comeBack(`/auth/oidc/callback?error=access_denied&state=${state}`, third.cookie)).toBe(
      'oidc-refused=failed',
    )
  })

  it('has ten minutes, and its code a minute', async () => {
    const { account } = await hire()
    const slow = await begin()
    const address = provider.authorize(slow.url, account)
    clock.offset = 10 * 60_000 + 1
    expect(await comeBack(address, slow.cookie)).toBe('oidc-refused=failed')
    clock.offset = 0
    const { url, cookie } = await begin()
    const code = codeIn(await comeBack(provider.authorize(url, account), cookie))
    clock.offset = 61_000
    expect(await handIn(code, cookie)).toMatchObject({ status: 401 })
  })

  it('sets a cookie that no script reads, no other site sends, and that opens nothing', async () => {
    const { whole, cookie } = await begin()
    expect(whole).toMatch(/HttpOnly/)
    expect(whole).toMatch(/SameSite=Lax/)
    expect(whole).toMatch(/Max-Age=600/)
    const response = await server.fetch(new Request(`${PUBLIC_URL}/api/v1/items`, { headers: { cookie } }))
    expect(response.status).toBe(401)
  })

  it('is named where people sign in', async () => {
    expect(await ok(server, 'GET', '/auth/methods')).toMatchObject({ badge: true, oidc: { name: 'Acme' } })
  })
})

it('is no way in where none is set up', async () => {
  const server = await startTestServer('sqlite')
  try {
    expect(await ok(server, 'GET', '/auth/methods')).toMatchObject({ badge: true, oidc: null })
    for (const path of ['/auth/oidc/start', '/auth/oidc/callback?code=a&state=b'])
      expect((await server.fetch(new Request(`http://test${path}`))).status).toBe(404)
    expect(await server.call('POST', '/auth/oidc/session', { code: 'x' })).toMatchObject({ status: 404 })
  } finally {
    await server.close()
  }
})

it('says so in the office where it cannot be reached, and is asked again the next time', async () => {
  const gone = await startIdentityProvider()
  await gone.close()
  const settings = { ...gone, publicUrl: 'https://lotline.example.com', name: 'Acme' }
  const oidc = { provider: createProvider(settings, Date.now), publicUrl: settings.publicUrl, name: 'Acme' }
  const server = await startTestServer('sqlite', undefined, { oidc })
  try {
    const response = await server.fetch(new Request('http://test/auth/oidc/start'))
    expect(response.headers.get('location')).toBe('https://lotline.example.com/office/today#oidc-refused=unreachable')
    expect(server.faults).toHaveLength(1)
  } finally {
    await server.close()
  }
})

describe('the environment of an identity provider', () => {
  const whole = {
    LOTLINE_OIDC_ISSUER: 'https://login.example.com',
    LOTLINE_OIDC_CLIENT_ID: 'lotline',
    LOTLINE_PUBLIC_URL: 'https://lotline.example.com',
  }

  it('is read whole, or is none', () => {
    expect(readOidc({})).toBeUndefined()
    expect(readOidc(whole)).toMatchObject({ clientId: 'lotline', clientSecret: undefined, name: 'login.example.com' })
    expect(readOidc({ ...whole, LOTLINE_OIDC_CLIENT_SECRET: 's', LOTLINE_OIDC_NAME: 'Acme' })).toMatchObject({
      clientSecret: 's',
      name: 'Acme',
    })
    expect(readOidc({ ...whole, LOTLINE_OIDC_ISSUER: 'http://localhost:9000' })).toBeDefined()
  })

  it.each([
    ['no client', { LOTLINE_OIDC_CLIENT_ID: '' }],
    ['no address of its own', { LOTLINE_PUBLIC_URL: '' }],
    ['an issuer without TLS', { LOTLINE_OIDC_ISSUER: 'http://login.example.com' }],
    ['an address of its own without TLS', { LOTLINE_PUBLIC_URL: 'http://lotline.example.com' }],
    ['an issuer that is no address', { LOTLINE_OIDC_ISSUER: 'login' }],
  ])('is refused with %s, in a sentence', (_, over) => {
    expect(() => readOidc({ ...whole, ...over })).toThrow(/LOTLINE_/)
  })
})
