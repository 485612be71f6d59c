/** What the connector says to Amazon, and what it makes of each answer. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Update } from '../connector.ts'
import { amazon } from './amazon.ts'

const SECRETS = { clientId: 'amzn1.client', clientSecret: 'never-to-be-seen', refreshToken: 'Atzr|never-to-be-seen' }
const PATH = '/listings/2021-08-01/items/A3TH9S8BH6GOGM'

interface Call {
  method: string
  url: URL
  token: string | null
  body: string
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), { status, headers })
const accepted = json(200, { sku: 'A', status: 'ACCEPTED', submissionId: '1', issues: [] })
const errors = (message: string) => ({ errors: [{ code: 'Any', message, details: '' }] })
const lost = () => {
  throw new Error('connection reset')
}

/** A session whose calls are answered by `answer`, and its token requests by `grant`. */
function opened() {
  const calls: Call[] = []
  let time = 1_000_000
  const double = {
    calls,
    wait: (ms: number) => {
      time += ms
    },
    answer: (_call: Call): Response => accepted(),
    grant: (nth: number): Response => json(200, { access_token: `Atza|${nth}`, expires_in: 3_600 })(),
  }
  const fetchDouble = async (url: string | URL | globalThis.Request, init?: RequestInit) => {
    const headers = new Headers(init?.headers)
    const token = headers.get('x-amz-access-token')
    const call = { method: init?.method ?? '', url: new URL(String(url)), token, body: String(init?.body ?? '') }
    calls.push(call)
    return call.url.pathname === '/auth/o2/token' ? double.grant(grants().length) : double.answer(call)
  }
  const grants = () => calls.filter(({ url }) => url.pathname === '/auth/o2/token')
  const settings = v.parse(amazon.settings, { sellerId: 'A3TH9S8BH6GOGM', marketplaceId: 'ATVPDKIKX0DER' })
  const session = amazon.open(
    { baseUrl: 'https://sp.example', settings, credentials: v.parse(amazon.credentials, SECRETS) },
    { fetch: fetchDouble, now: () => time },
  )
  const publish = (...listings: string[]) => session.publish(listings.map(update))
  return Object.assign(double, { session, publish, grants, told: () => calls.filter(({ token }) => token !== null) })
}

const update = (listing: string): Update => ({
  listing,
  quantity: 7,
  shown: null,
  first: true,
  key: 'k',
  version: 1,
})

describe('telling a number', () => {
  it('merges the quantity of the merchant, so that the lead time stays', async () => {
    const { publish, told } = opened()
    expect(await publish('A/1 %')).toEqual([{ kind: 'done' }])
    const [call] = told()
    expect(call?.method).toBe('PATCH')
    expect(call?.url.pathname).toBe(`${PATH}/A%2F1%20%25`)
    expect(call?.url.searchParams.get('marketplaceIds')).toBe('ATVPDKIKX0DER')
    expect(JSON.parse(call?.body ?? '')).toEqual({
      productType: 'PRODUCT',
      patches: [
        {
          op: 'merge',
          path: '/attributes/fulfillment_availability',
          value: [{ fulfillment_channel_code: 'DEFAULT', quantity: 7 }],
        },
      ],
    })
  })

  const invalid = (code: string, message: string) => ({
    status: 'INVALID',
    issues: [
      { code: '1', message: 'A hint.', severity: 'WARNING' },
      { code, message, severity: 'ERROR' },
    ],
  })
  it.each([
    [
      'a warning beside',
      json(200, { status: 'ACCEPTED', issues: [{ code: '1', message: '', severity: 'WARNING' }] }),
      'done',
    ],
    ['INVALID', json(200, invalid('90000900', 'Is invalid.')), 'refused', 'amazon-90000900', /Is invalid\.$/],
    ['no such SKU', json(200, invalid('13013', 'Does not exist.')), 'refused', 'listing-unknown', /Does not exist\.$/],
    ['not found', json(404, errors('No.')), 'refused', 'listing-unknown', /does not know this SKU/],
    ['a bad call', json(400, errors('Invalid marketplaceIds.')), 'refused', 'call-invalid', /Invalid marketplaceIds/],
    ['a fault', json(503, errors('Later.')), 'unsure', 'platform-fault', /fault of its own \(503\)/],
    ['no answer', lost, 'unsure', 'not-reached', /did not answer/],
    ['half an answer', () => new Response('{"status":'), 'unsure', 'unreadable-answer', /could not be read/],
    ['another answer', json(200, ['?']), 'unsure', 'unreadable-answer', /could not be read/],
    ['something else', json(413, errors('Too large.')), 'later', 'call-refused', /Too large/],
  ])('takes %s for what it is', async (_name, answer, kind, code?: string, detail?: RegExp) => {
    const double = opened()
    double.answer = answer
    const [outcome] = await double.publish('A')
    expect(outcome).toMatchObject({
      kind,
      ...(code && { code }),
      ...(detail && { detail: expect.stringMatching(detail), advice: expect.stringMatching(/\.$/) }),
    })
  })
})

describe('the usage plan', () => {
  it('sends no more than Amazon takes, and says when there is more', async () => {
    const { publish, told, wait } = opened()
    const outcomes = await publish('A', 'B', 'C', 'D', 'E', 'F')
    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done', 'done', 'done', 'done', 'later'])
    expect(outcomes[5]).toMatchObject({ counts: false, waitMs: 200, code: 'throttled' })
    wait(199)
    expect(await publish('F')).toMatchObject([{ kind: 'later', waitMs: 1 }])
    wait(1)
    expect(await publish('F')).toEqual([{ kind: 'done' }])
    expect(told()).toHaveLength(6)
  })

  it('waits when Amazon says so, by the rate that it says', async () => {
    const double = opened()
    double.answer = json(429, errors('Quota exceeded.'), { 'x-amzn-ratelimit-limit': '0.5' })
    expect(await double.publish('A')).toMatchObject([{ kind: 'later', counts: false, waitMs: 2_000 }])
    double.answer = accepted
    expect(await double.publish('A')).toMatchObject([{ kind: 'later', counts: false, waitMs: 2_000 }])
    expect(double.told()).toHaveLength(1)
  })
})

describe('the access token', () => {
  it('is asked for once by calls at once, and again shortly before it ends', async () => {
    const { publish, grants, wait } = opened()
    await publish('A', 'B', 'C')
    wait(3_500_000)
    await publish('A')
    expect(grants()).toHaveLength(1)
    wait(50_000)
    await publish('A')
    expect(grants()).toHaveLength(2)
    expect(Object.fromEntries(new URLSearchParams(grants()[0]?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: SECRETS.refreshToken,
      client_id: SECRETS.clientId,
      client_secret: SECRETS.clientSecret,
    })
  })

  it('is replaced at once where it ended before its time', async () => {
    const double = opened()
    double.answer = ({ token }) => (token === 'Atza|1' ? json(403, errors('Denied.'))() : accepted())
    expect(await double.publish('A', 'B')).toEqual([{ kind: 'done' }, { kind: 'done' }])
    expect(double.grants()).toHaveLength(2)
  })

  it.each([
    ['a revoked refresh token', json(400, { error: 'invalid_grant' }), 'credentials-refused', true],
    ['a wrong secret', json(401, { error: 'invalid_client' }), 'credentials-refused', true],
    ['a fault', json(500, {}), 'not-reached', true],
    ['no answer', lost, 'not-reached', true],
    ['too many', json(429, {}), 'throttled', false],
    ['another refusal', json(400, { error: 'invalid_request' }), 'call-refused', true],
    ['half an answer', () => new Response('{'), 'call-refused', true],
  ])('is not had with %s: nothing was told', async (_name, grant, code, counts) => {
    const double = opened()
    double.grant = grant
    const outcomes = await double.publish('A')
    expect(outcomes).toMatchObject([{ kind: 'later', counts, code }])
    expect(double.told()).toEqual([])
    expect(JSON.stringify(outcomes)).not.toContain('never-to-be-seen')
  })

  it('does not help an application that has no role', async () => {
    const double = opened()
    double.answer = json(403, errors('Access to requested resource is denied.'))
    const outcomes = await double.publish('A')
    expect(outcomes).toMatchObject([{ kind: 'later', counts: true, code: 'credentials-refused' }])
    expect(double.told()).toHaveLength(2)
    expect(JSON.stringify(outcomes)).not.toMatch(/Atz[ar]\|/)
  })
})

describe('reading what is shown', () => {
  it('takes the number of the merchant, never that of Amazon', async () => {
    const double = opened()
    const both = [
      { fulfillmentChannelCode: 'AMAZON_NA', quantity: 40 },
      { fulfillmentChannelCode: 'DEFAULT', quantity: 3 },
    ]
    double.answer = ({ url }) => {
      if (url.pathname.endsWith('/gone')) return json(404, errors('Not found.'))()
      return json(200, {
        sku: 'A',
        fulfillmentAvailability: url.pathname.endsWith('/both') ? both : both.slice(0, 1),
      })()
    }
    expect([...(await double.session.read(['both', 'fba', 'gone']))]).toEqual([['both', 3]])
    expect(double.told()[0]?.url.searchParams.get('includedData')).toBe('fulfillmentAvailability')
  })

  it('throws where it cannot be asked', async () => {
    const double = opened()
    double.answer = json(500, errors('Down.'))
    await expect(double.session.read(['A'])).rejects.toThrow('Amazon had a fault of its own (500).')
  })
})

describe('the settings', () => {
  const given = { sellerId: 'A3TH9S8BH6GOGM', marketplaceId: 'ATVPDKIKX0DER' }
  it.each([
    ['no seller', { ...given, sellerId: undefined }],
    ['a seller with a path', { ...given, sellerId: 'A3TH/..' }],
    ['a token address without TLS', { ...given, tokenUrl: 'http://api.amazon.com/auth/o2/token' }],
    ['a token address with a password', { ...given, tokenUrl: 'https://u:p@api.amazon.com/auth/o2/token' }],
  ])('are refused with %s', (_name, settings) => {
    expect(v.is(amazon.settings, settings)).toBe(false)
  })

  it('may name a token endpoint on this machine', () => {
    expect(v.is(amazon.settings, { ...given, tokenUrl: 'http://localhost:4000/auth/o2/token' })).toBe(true)
  })
})
