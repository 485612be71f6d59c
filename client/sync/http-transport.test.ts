import { describe, expect, it } from 'vitest'
import { call, createHttpTransport, type HttpOptions } from './http-transport.ts'
import { Declined, SnapshotNeeded, Unauthorised, Unreachable } from './transport.ts'

interface Asked {
  path: string
  init: RequestInit
}

function answering(respond: () => Response | Promise<Response>): HttpOptions & { asked: Asked[] } {
  const asked: Asked[] = []
  return {
    asked,
    credential: () => ({ deviceId: 'HH-1', token: 'secret' }),
    fetch: async (path, init) => {
      asked.push({ path: String(path), init: init ?? {} })
      return respond()
    },
  }
}
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })
const ask = (respond: () => Response | Promise<Response>) => call(answering(respond), 'GET', '/x')

describe('an answer of the server', () => {
  it.each<[number, object, new (...rest: never[]) => Error]>([
    [401, { code: 'unauthorised' }, Unauthorised],
    // A wrong PIN at sign-in is no lost credential of the device.
    [401, { code: 'wrong-pin' }, Declined],
    [403, { code: 'forbidden' }, Declined],
    [409, { code: 'snapshot-needed' }, SnapshotNeeded],
    [410, { code: 'snapshot-needed' }, SnapshotNeeded],
    [422, {}, Declined],
    [500, {}, Declined],
    [502, {}, Unreachable],
    [503, {}, Unreachable],
    [504, {}, Unreachable],
  ])('%i %j is %o', async (status, body, type) => {
    const failed = ask(() => json(status, body))
    await expect(failed).rejects.toBeInstanceOf(type)
  })

  it('that declines says why', async () =>
    await expect(ask(() => json(409, { code: 'taken', detail: 'Somebody has it.' }))).rejects.toMatchObject({
      status: 409,
      code: 'taken',
      message: 'Somebody has it.',
    }))

  it.each<[string, () => Response | Promise<Response>]>([
    ['that never comes', () => Promise.reject(new TypeError('network'))],
    ['that breaks off', () => new Response('{"epoch":"e', { status: 200 })],
    ['that is a page of a proxy', () => new Response('<html>Sign in to the Wi-Fi</html>', { status: 200 })],
    ['that is empty', () => new Response('', { status: 200 })],
  ])('%s is none', async (_, respond) => {
    await expect(ask(respond)).rejects.toBeInstanceOf(Unreachable)
  })
})

describe('a request', () => {
  it('carries the device’s credential, and nothing is cached', async () => {
    const options = answering(() => json(200, {}))
    await call(options, 'POST', '/x', { a: 1 })
    expect(options.asked[0]).toMatchObject({
      path: '/api/v1/x',
      init: {
        method: 'POST',
        cache: 'no-store',
        body: '{"a":1}',
        headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
      },
    })
    expect(options.asked[0]?.init.signal).toBeInstanceOf(AbortSignal)
  })

  it('of a device that is not enrolled carries none', async () => {
    const options = { ...answering(() => json(200, {})), credential: () => null }
    await call(options, 'GET', '/x')
    expect(options.asked[0]?.init.headers).toEqual({})
  })

  it('to pull names the device, and the cursor where there is one', async () => {
    const options = answering(() => json(200, {}))
    const transport = createHttpTransport(options)
    await transport.pull(null)
    await transport.pull('c&1')
    const queries = options.asked.map(({ path }) => new URL(path, 'http://x').searchParams)
    expect(queries.map((query) => [query.get('device'), query.get('cursor')])).toEqual([
      ['HH-1', null],
      ['HH-1', 'c&1'],
    ])
  })

  it('to push goes as it is', async () => {
    const options = answering(() => json(200, { epoch: 'e', results: [], expectedSeq: 1 }))
    const request = { deviceId: 'HH-1', streamId: 'a', transactions: [] }
    expect(await createHttpTransport(options).push(request)).toEqual({ epoch: 'e', results: [], expectedSeq: 1 })
    expect(JSON.parse(String(options.asked[0]?.init.body))).toEqual(request)
  })

  it('to push and to pull tells what is unsent and which app it is, and goes without where that cannot be read', async () => {
    const told = (options: { asked: Asked[] }) => options.asked.map(({ init }) => init.headers)
    const telling = {
      ...answering(() => json(200, {})),
      unsent: async () => ({ count: 3, oldestMs: 61_400 }),
      app: '1.2.3',
    }
    const transport = createHttpTransport(telling)
    await transport.push({ deviceId: 'HH-1', streamId: 'a', transactions: [] })
    await transport.pull(null)
    await transport.lease('p1')
    const beside = { 'x-lotline-unsent': '3 61', 'x-lotline-app': '1.2.3' }
    expect(told(telling)).toMatchObject([beside, beside, {}])
    expect(told(telling)[2]).not.toHaveProperty('x-lotline-unsent')
    const failing = { ...answering(() => json(200, {})), unsent: () => Promise.reject(new Error('The disk is full.')) }
    await createHttpTransport(failing).pull(null)
    expect(told(failing)[0]).toEqual({ authorization: 'Bearer secret' })
  })

  it('to push and to pull tells where the device is and how full its battery, as far as that is known', async () => {
    const headers = async (over: Partial<HttpOptions>) => {
      const options = { ...answering(() => json(200, {})), ...over }
      await createHttpTransport(options).pull(null)
      return options.asked[0]?.init.headers
    }
    const battery = (percent: number, charging: boolean) => () => ({ percent, charging })
    expect(await headers({ screen: () => 'pick', battery: battery(83, false) })).toMatchObject({
      'x-lotline-screen': 'pick',
      'x-lotline-battery': '83',
    })
    expect(await headers({ battery: battery(9, true) })).toMatchObject({ 'x-lotline-battery': '9 charging' })
    expect(await headers({ battery: () => null })).toEqual({ authorization: 'Bearer secret' })
  })

  it('to take a list and to give it back names the device', async () => {
    const options = answering(() => json(200, {}))
    await createHttpTransport(options).lease('p1')
    await createHttpTransport(options).giveBack('p1')
    expect(options.asked.map(({ path, init }) => [path, init.body])).toEqual([
      ['/api/v1/pick-lists/p1/lease', '{"deviceId":"HH-1"}'],
      ['/api/v1/pick-lists/p1/return', '{"deviceId":"HH-1"}'],
    ])
  })

  it('to take counts says who counts, and to give them back which', async () => {
    const options = answering(() => json(200, { items: [{ id: 'c1' }, { id: 'c2' }] }))
    const transport = createHttpTransport(options)
    expect(await transport.leaseCounts(10, 'u1')).toBe(2)
    await transport.leaseCounts(5, null)
    await transport.returnCounts(['c1'])
    expect(options.asked.map(({ path, init }) => [path, init.body])).toEqual([
      ['/api/v1/counts/lease', '{"deviceId":"HH-1","userId":"u1","most":10}'],
      ['/api/v1/counts/lease', '{"deviceId":"HH-1","most":5}'],
      ['/api/v1/counts/return', '{"deviceId":"HH-1","tasks":["c1"]}'],
    ])
  })
})
