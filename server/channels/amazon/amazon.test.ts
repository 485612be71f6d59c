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
const own = { sku: 'A', fulfillmentAvailability: [{ fulfillmentChannelCode: 'DEFAULT', quantity: 3 }] }
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
    /** To who asks what a listing is. */
    item: (_call: Call): Response => json(200, own)(),
    grant: (nth: number): Response => json(200, { access_token: `Atza|${nth}`, expires_in: 3_600 })(),
  }
  const fetchDouble = async (url: string | URL | globalThis.Request, init?: RequestInit) => {
    const headers = new Headers(init?.headers)
    const token = headers.get('x-amz-access-token')
    const call = { method: init?.method ?? '', url: new URL(String(url)), token, body: String(init?.body ?? '') }
    calls.push(call)
    if (call.url.pathname === '/auth/o2/token') return double.grant(grants().length)
    return call.method === 'GET' ? double.item(call) : double.answer(call)
  }
  const grants = () => calls.filter(({ url }) => url.pathname === '/auth/o2/token')
  const settings = v.parse(amazon.settings, { sellerId: 'A3TH9S8BH6GOGM', marketplaceId: 'ATVPDKIKX0DER' })
  const session = amazon.open(
    { baseUrl: 'https://sp.example', settings, credentials: v.parse(amazon.credentials, SECRETS) },
    { fetch: fetchDouble, now: () => time },
  )
  const publish = (...listings: string[]) => session.publish(listings.map(update))
  return Object.assign(double, {
    session,
    publish,
    grants,
    asked: () => calls.filter(({ method }) => method === 'GET'),
    told: () => calls.filter(({ method }) => method === 'PATCH'),
  })
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

describe('a listing that Amazon sends itself', () => {
  const amazons = { sku: 'A', fulfillmentAvailability: [{ fulfillmentChannelCode: 'AMAZON_NA', quantity: 40 }] }

  it('is never told a number, and somebody is told why', async () => {
    const double = opened()
    double.item = json(200, amazons)
    expect(await double.publish('A')).toMatchObject([{ kind: 'refused', code: 'fulfilled-by-amazon' }])
    expect(double.told()).toEqual([])
  })

  it('is asked after once a day', async () => {
    const double = opened()
    await double.publish('A')
    double.wait(23 * 3_600_000)
    await double.publish('A')
    expect(double.asked()).toHaveLength(1)
    double.wait(2 * 3_600_000)
    double.item = json(200, amazons)
    expect(await double.publish('A')).toMatchObject([{ kind: 'refused', code: 'fulfilled-by-amazon' }])
    expect(double.told()).toHaveLength(2)
  })

  it.each([
    ['it is not there', json(404, errors('No.')), 'refused', 'listing-unknown'],
    ['Amazon has a fault', json(500, errors('Down.')), 'later', 'platform-fault'],
    ['there is no answer', lost, 'later', 'not-reached'],
    ['the answer is another', json(200, {}), 'later', 'unreadable-answer'],
    ['there are too many calls', json(429, errors('Quota.')), 'later', 'throttled'],
  ])('is told nothing where %s', async (_name, item, kind, code) => {
    const double = opened()
    double.item = item
    expect(await double.publish('A')).toMatchObject([{ kind, code }])
    expect(double.told()).toEqual([])
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
    double.item = ({ url }) => {
      if (url.pathname.endsWith('/gone')) return json(404, errors('Not found.'))()
      return json(200, {
        sku: 'A',
        fulfillmentAvailability: url.pathname.endsWith('/both') ? both : both.slice(0, 1),
      })()
    }
    const { shown, rest } = await double.session.read(['both', 'fba', 'gone'])
    expect([[...shown], rest]).toEqual([[['both', 3]], []])
    expect(double.asked()[0]?.url.searchParams.get('includedData')).toBe('fulfillmentAvailability')
  })

  it('reads as many as Amazon takes calls for, and says when the rest can be read', async () => {
    const double = opened()
    const names = Array.from({ length: 12 }, (_, nth) => `S${nth}`)
    const first = await double.session.read(names)
    expect([first.shown.size, first.rest, first.waitMs]).toEqual([10, ['S10', 'S11'], 200])
    expect(await double.session.read(first.rest)).toMatchObject({ rest: ['S10', 'S11'], waitMs: 200 })
    double.wait(400)
    const last = await double.session.read(first.rest)
    expect([[...last.shown], last.rest, last.waitMs]).toEqual([
      [
        ['S10', 3],
        ['S11', 3],
      ],
      [],
      0,
    ])
  })

  it('keeps what it has read where Amazon fails on the way', async () => {
    const double = opened()
    double.item = ({ url }) => (url.pathname.endsWith('/B') ? json(500, errors('Down.'))() : json(200, own)())
    const { shown, rest } = await double.session.read(['A', 'B', 'C'])
    expect([[...shown], rest]).toEqual([[['A', 3]], ['B', 'C']])
  })

  it('throws where it cannot be asked', async () => {
    const double = opened()
    double.item = json(500, errors('Down.'))
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
