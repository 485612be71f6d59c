import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOutgoingFetch, type Resolve } from './outgoing-fetch.ts'
import { refusedAddress } from './refused.ts'
import { allowsUrl, createOutgoingRule } from './rule.ts'

const CLOSED = [
  ...['127.0.0.1', '127.255.0.9', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
  ...['0.0.0.0', '100.64.0.1', '224.0.0.1', '255.255.255.255', '240.0.0.1', '192.0.2.1', '198.18.0.1'],
  ...['::1', '::', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fdff::1', 'ff02::1', 'fec0::1', '2001:db8::1'],
  // An IPv4 address in the clothes of another.
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '::7f00:1', '64:ff9b::7f00:1', '64:ff9b:1::a00:1'],
  ...['2002:7f00:1::', '2001::7f00:1', '::ffff:0:7f00:1'],
]

/** What `new URL` makes of what people and attackers type. */
const TYPED_CLOSED = [
  ...[
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://0/',
  ],
  ...['http://[::1]/', 'http://[::ffff:127.0.0.1]/', 'http://[::ffff:a9fe:a9fe]/', 'http://169.254.169.254/latest'],
  ...['http://localhost/', 'http://LOCALHOST./', 'http://a.localhost/', 'http://①②⑦.0.0.1/', 'http://127。0。0。1/'],
]

describe('the rule', () => {
  const rule = createOutgoingRule('')

  it.each(CLOSED)('keeps %s closed', (address) => {
    expect(rule.allowsAddress(address)).toBe(false)
  })

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::5'])('opens %s', (address) => {
    expect(rule.allowsAddress(address)).toBe(true)
  })

  it.each(TYPED_CLOSED)('knows %s for what it is', (text) => {
    expect(allowsUrl(rule, new URL(text))).toBe(false)
  })

  it('opens what is named, and nothing beside it', () => {
    const named = createOutgoingRule('erp.lan, 10.1.0.0/16, 192.168.7.9, fd00:7::/32')
    const opens = (text: string) => allowsUrl(named, new URL(text))
    expect(['http://10.1.2.3/', 'http://192.168.7.9/', 'http://[fd00:7::1]/', 'http://ERP.lan./'].map(opens)).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(['http://10.2.0.1/', 'http://192.168.7.8/', 'http://[fd00:8::1]/', 'http://127.0.0.1/'].map(opens)).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect(named.allowsName('x.erp.lan')).toBe(false)
  })
})

describe('a call', () => {
  let server: Server
  let asked: string[] = []
  let port = 0

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.headers.host}${request.url}`)
      if (request.url === '/away') response.writeHead(302, { location: `http://127.0.0.1:${port}/secret` })
      response.end('here')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => server.close())

  const resolving =
    (...answers: string[][]): Resolve =>
    (_host, _options, done) => {
      const addresses = answers.length > 1 ? answers.shift() : answers[0]
      done(
        null,
        (addresses ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
    }
  const outcome = async (fetching: Promise<Response>) => {
    try {
      return await (await fetching).text()
    } catch (error) {
      return refusedAddress(error)?.code ?? (error as Error).message
    }
  }

  it('reaches what is open, by name and by address', async () => {
    const open = createOutgoingFetch(createOutgoingRule('127.0.0.1'), resolving(['127.0.0.1']))
    expect(await outcome(open(`http://erp.example:${port}/x`))).toBe('here')
    expect(await outcome(open(`http://127.0.0.1:${port}/y`))).toBe('here')
  })

  it.each(TYPED_CLOSED)('to %s is not made', async (text) => {
    asked = []
    const closed = createOutgoingFetch(createOutgoingRule(''))
    const url = new URL(text)
    url.port = String(port)
    expect(await outcome(closed(url))).toBe('address-not-allowed')
    expect(asked).toEqual([])
  })

  it('is decided on where the name leads when it connects', async () => {
    asked = []
    // It leads to a public address when it is set up, and home when it is called.
    const rebinding = createOutgoingFetch(createOutgoingRule(''), resolving(['127.0.0.1']))
    expect(await outcome(rebinding(`http://rebind.example:${port}/`))).toBe('address-not-allowed')
    const mixed = createOutgoingFetch(createOutgoingRule(''), resolving(['::1', '::ffff:127.0.0.1', '10.0.0.1']))
    expect(await outcome(mixed(`http://mixed.example:${port}/`))).toBe('address-not-allowed')
    expect(asked).toEqual([])
  })

  it('tries only the open ones of several addresses', async () => {
    asked = []
    const some = createOutgoingFetch(createOutgoingRule('127.0.0.1'), resolving(['10.0.0.1', '127.0.0.1']))
    expect(await outcome(some(`http://some.example:${port}/z`))).toBe('here')
    expect(asked).toEqual([`some.example:${port}/z`])
  })

  it('opens a name that is named, wherever it leads', async () => {
    const named = createOutgoingFetch(createOutgoingRule('erp.lan'), resolving(['127.0.0.1']))
    expect(await outcome(named(`http://erp.lan:${port}/`))).toBe('here')
    expect(await outcome(named(`http://other.lan:${port}/`))).toBe('address-not-allowed')
  })

  it('follows no redirect, whatever the caller says', async () => {
    asked = []
    const open = createOutgoingFetch(createOutgoingRule('127.0.0.1'))
    const away = `http://127.0.0.1:${port}/away`
    expect(await outcome(open(away))).toMatch(/fetch failed|redirect/)
    expect(await outcome(open(away, { redirect: 'follow' }))).toMatch(/fetch failed|redirect/)
    expect((await open(away, { redirect: 'manual' })).status).toBe(302)
    expect(asked).toEqual([away, away, away].map((url) => url.replace('http://', '')))
  })

  it.each([
    'file:///etc/passwd',
    'ftp://8.8.8.8/',
    'data:text/plain,x',
    'http://me:secret@8.8.8.8/',
  ])('by %s is refused', async (text) => {
    const open = createOutgoingFetch(createOutgoingRule('0.0.0.0/0'))
    await expect(open(text)).rejects.toThrow(/Only http|no password/)
  })

  it('sends body and headers as `fetch` does, and can be given up', async () => {
    const open = createOutgoingFetch(createOutgoingRule('127.0.0.1'))
    const answer = await open(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: 'x',
      signal: AbortSignal.timeout(5_000),
    })
    expect([answer.status, answer.headers.get('content-length')]).toEqual([200, '4'])
    await expect(open(`http://127.0.0.1:${port}/`, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i)
  })
})
