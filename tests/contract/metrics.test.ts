/** What the server tells whoever watches it: metrics and the page Status, from the same figures, and what devices told last. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '../../server/auth/callers.ts'
import { createContacts } from '../../server/watch/contacts.ts'
import { createMetrics } from '../../server/watch/metrics.ts'
import { EDGE_DIALECTS, systemSources } from '../support/database.ts'
import { startTestServer, type TestServer, testStream } from '../support/server.ts'
import { enrolDevice, signInWorker } from './floor.ts'

interface StatusBody {
  server: { version: string; upSince: string; database: string; ready: boolean; epoch: string }
  commits: { p50Ms: number; p99Ms: number }
  devices: {
    id: string
    contactAt: string | null
    unsent: number | null
    oldestUnsentAt: string | null
    appVersion: string | null
    user: { name: string } | null
    screen: string | null
    leased: { pickLists: number; counts: number }
    battery: { percent: number; charging: boolean } | null
  }[]
  parked: number
  exceptions: { type: string; severity: string; count: number; oldestAt: string }[]
  connectors: { id: string; state: string; waiting: number; failures: number }[]
}

describe.each(EDGE_DIALECTS)('what is watched on %s', (dialect) => {
  const clock = { offset: 0 }
  const now = () => Date.now() + clock.offset
  const metrics = createMetrics()
  let server: TestServer
  let token: string
  beforeAll(async () => {
    server = await startTestServer(dialect, { ...systemSources, now }, { metrics, version: '1.2.3' })
    await server.call('PUT', '/items/OAT', { name: 'Oat', rotation: 'fifo', lotTracked: true })
    await server.call('PUT', '/locations/A-1', { kind: 'pick' })
    token = await enrolDevice(server, 'HH-1')
    await enrolDevice(server, 'HH-NEW')
  })
  afterAll(() => server.close())

  /** A scrape is kept for five seconds: the clock goes on before the next one. */
  async function scrape(): Promise<Map<string, number>> {
    clock.offset += 5_000
    const response = await server.fetch(new Request('http://test/metrics'))
    expect(response.headers.get('content-type')).toContain('text/plain')
    const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    return new Map(
      lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
    )
  }
  const pull = (headers: Record<string, string> = {}, as = token) =>
    server.fetch(
      new Request('http://test/api/v1/sync/pull', { headers: { authorization: `Bearer ${as}`, ...headers } }),
    )

  it('counts requests by method, route and class, and never by what stands in a path', async () => {
    await server.call('GET', '/items/OAT')
    await server.call('GET', '/items/NONE')
    for (const path of ['/a', '/b/c', '/api/v1/nothing']) await server.fetch(new Request(`http://test${path}`))
    const figures = await scrape()
    expect(figures.get('lotline_http_requests_total{method="GET",route="/items/{sku}",status="2xx"}')).toBe(1)
    expect(figures.get('lotline_http_requests_total{method="GET",route="/items/{sku}",status="4xx"}')).toBe(1)
    expect(figures.get('lotline_http_requests_total{method="GET",route="(nothing)",status="4xx"}')).toBe(3)
    expect(figures.get('lotline_http_request_seconds_count{method="GET",route="/items/{sku}"}')).toBe(2)
    expect([...figures.keys()].filter((key) => key.includes('NONE'))).toEqual([])
  })

  it('counts what became of transactions, once however often they come, and what is parked now', async () => {
    const stream = testStream(server, 'HH-9')
    const payload = { sku: 'OAT', lot: 'L1', quantity: 5, location: 'A-1' }
    const sent = [
      stream.envelope('receive', payload),
      stream.envelope('move', { ...payload, sku: 'NONE', from: 'A-1', to: 'A-1' }),
    ]
    await stream.send(sent)
    await stream.send(sent)
    const figures = await scrape()
    expect(figures.get('lotline_transactions_total{type="receive",outcome="applied"}')).toBe(1)
    expect(figures.get('lotline_transactions_total{type="move",outcome="refused"}')).toBe(1)
    expect(figures.get('lotline_parked_transactions')).toBe(1)
    expect(figures.get('lotline_commit_seconds_count')).toBeGreaterThan(3)
    expect(figures.get('lotline_commit_units_sum')).toBeGreaterThanOrEqual(
      figures.get('lotline_commit_units_count') ?? 0,
    )
    await expect.poll(async () => (await scrape()).get('lotline_feed_position')).toBeGreaterThanOrEqual(2)
    const head = await server.database.work.head()
    expect((await scrape()).get('lotline_feed_position')).toBe(head.position)
  })

  it('tells open exceptions by type and severity, how old the oldest is, and no longer once they are closed', async () => {
    const stream = testStream(server, 'HH-9')
    await stream.push('move', { sku: 'OAT', lot: 'L9', quantity: 3, from: 'A-1', to: 'DOCK-9' }).catch(() => {})
    await server.call('PUT', '/locations/DOCK-9', { kind: 'dock' })
    await stream.push('move', { sku: 'OAT', lot: 'L1', quantity: 50, from: 'A-1', to: 'DOCK-9' })
    clock.offset += 60_000
    const figures = await scrape()
    const open = [...figures.keys()].find((key) => key.startsWith('lotline_exceptions_open{type="negative-stock"'))
    expect(open).toBeDefined()
    const age = figures.get(open?.replace('exceptions_open', 'exceptions_oldest_seconds') ?? '')
    expect(age).toBeGreaterThanOrEqual(60)
    expect(age).toBeLessThan(120)
  })

  it('knows of a device what it told last, and of one that does not tell nothing', async () => {
    await pull({ 'x-lotline-unsent': '12 90', 'x-lotline-app': '9.9.9' })
    clock.offset += 30_000
    const figures = await scrape()
    expect(figures.get('lotline_device_unsent{device="HH-1"}')).toBe(12)
    expect(figures.get('lotline_device_unsent_age_seconds{device="HH-1"}')).toBeGreaterThanOrEqual(120)
    expect(figures.get('lotline_device_unsent_age_seconds{device="HH-1"}')).toBeLessThan(140)
    expect(figures.get('lotline_device_contact_age_seconds{device="HH-1"}')).toBeLessThan(45)
    expect([...figures.keys()].filter((key) => key.includes('HH-NEW'))).toEqual([])
    // An API key may push for any device: that is no contact of one that nobody enrolled.
    expect([...figures.keys()].filter((key) => key.includes('HH-9'))).toEqual([])
  })

  it.each([
    '',
    'many',
    '1',
    '-1 5',
    '1 5 7',
    '99999999 1',
    '1 9999999999',
    '0x1 1',
    '1 1\u00e9',
  ])('takes %j for not told, and keeps what it knew', async (told) => {
    await pull({ 'x-lotline-unsent': '3 10' })
    expect((await pull(told === '' ? {} : { 'x-lotline-unsent': told, 'x-lotline-app': '<script>' })).status).toBe(200)
    expect((await scrape()).get('lotline_device_unsent{device="HH-1"}')).toBe(3)
  })

  it('keeps contacts through a start, writes only what was heard, and the later of two processes', async () => {
    const { work } = server.database
    const device: Caller = { kind: 'device', id: 'HH-1', name: 'HH-1', roles: [], warehouse: 'MAIN' }
    const header = (told: string) => (name: string) => (name === 'x-lotline-unsent' ? told : '5.0')
    const one = createContacts(work, () => 10_000_000)
    const other = createContacts(work, () => 10_060_000)
    other.heard(device, header('2 60'))
    await other.write()
    one.heard(device, header('7 1'))
    await one.write()
    const read = () => work.read((reader) => createContacts(work, now).read(reader))
    expect((await read()).get('HH-1')).toEqual({
      deviceId: 'HH-1',
      contactAt: 10_060_000,
      unsent: 2,
      oldestUnsentAt: 10_000_000,
      appVersion: '5.0',
      ...{ screen: null, battery: null, charging: null },
    })
    const later = createContacts(work, () => 10_120_000)
    later.heard(device, () => undefined)
    await later.write()
    expect((await read()).get('HH-1')).toMatchObject({ contactAt: 10_120_000, unsent: 2, appVersion: '5.0' })
    later.heard(device, header('0 0'))
    expect((await work.read((reader) => later.read(reader))).get('HH-1')).toMatchObject({
      unsent: 0,
      oldestUnsentAt: null,
    })
    let units = 0
    const stop = work.timing(() => {
      units += 1
    })
    await later.write()
    await later.write()
    stop()
    expect(units).toBe(1)
  })

  it('answers the same to the office, and to nobody who has no business with it', async () => {
    const { status, body } = await server.call<StatusBody>('GET', '/status')
    expect(status).toBe(200)
    expect(body.server).toMatchObject({ version: '1.2.3', database: dialect, ready: true })
    expect(body.devices.map(({ id }) => id)).toEqual(['HH-1', 'HH-NEW'])
    expect(body.devices[1]).toEqual({
      id: 'HH-NEW',
      contactAt: null,
      unsent: null,
      oldestUnsentAt: null,
      appVersion: null,
      ...{ user: null, screen: null, leased: { pickLists: 0, counts: 0 }, battery: null },
    })
    expect(body.parked).toBeGreaterThanOrEqual(1)
    expect(body.exceptions.map(({ type }) => type)).toContain('negative-stock')
    expect(body.commits.p50Ms).toBeGreaterThan(0)
    expect(body.commits.p99Ms).toBeGreaterThanOrEqual(body.commits.p50Ms)
    expect((await server.call('GET', '/status?warehouse=NONE')).status).toBe(404)
    const picker = await server.token('picker')
    expect((await server.call('GET', '/status', undefined, { token: picker })).status).toBe(403)
  })

  it('tells who is where on a device, what is with it, and its battery', async () => {
    const device = async (id = 'HH-1') =>
      (await server.call<StatusBody>('GET', '/status')).body.devices.find((one) => one.id === id)
    const told = (unsent: string, screen: string, battery: string) => ({
      ...{ 'x-lotline-unsent': unsent, 'x-lotline-screen': screen, 'x-lotline-battery': battery },
    })
    await signInWorker(server, 'HH-1', ['receiver'])
    await signInWorker(server, 'HH-1', ['picker'])
    await pull(told('0 0', 'pick', '83'))
    expect(await device()).toMatchObject({
      user: { name: 'Worker picker' },
      screen: 'pick',
      battery: { percent: 83, charging: false },
      leased: { pickLists: 0, counts: 0 },
    })
    await pull(told('0 0', 'count', '100 charging'))
    expect(await device()).toMatchObject({ screen: 'count', battery: { percent: 100, charging: true } })
    // A read of the office in the same browser says nothing of it.
    await pull()
    expect(await device()).toMatchObject({ screen: 'count', battery: { percent: 100 } })
    // It may have been signed out without a network: then the device knows it first.
    await pull(told('0 0', 'sign-in', '99'))
    expect(await device()).toMatchObject({ user: null, screen: 'sign-in', battery: { percent: 99, charging: false } })
    expect(await device('HH-NEW')).toMatchObject({ user: null, screen: null, battery: null })
  })

  it.each([
    ['101', 'Pick'],
    ['-1', '../pick'],
    ['83 %', ''],
    ['83 charged', 'a'.repeat(31)],
    ['', 'pick up'],
  ])('takes a battery of %j and a screen of %j for not told', async (battery, screen) => {
    const known = { 'x-lotline-unsent': '0 0', 'x-lotline-screen': 'pick', 'x-lotline-battery': '50' }
    await pull(known)
    await pull({ ...known, 'x-lotline-screen': screen, 'x-lotline-battery': battery })
    const { devices } = (await server.call<StatusBody>('GET', '/status')).body
    const own = devices.find(({ id }) => id === 'HH-1')
    expect([own?.battery, own?.screen]).toEqual([null, null])
  })

  it('tells what is leased to a device, until it is given back', async () => {
    await server.call('POST', '/counts', { locations: ['A-1'] })
    const { body } = await server.call<{ items: unknown[] }>('POST', '/counts/lease', { deviceId: 'HH-1', most: 5 })
    const leased = async () =>
      (await server.call<StatusBody>('GET', '/status')).body.devices.find(({ id }) => id === 'HH-1')?.leased
    expect(body.items.length).toBeGreaterThan(0)
    expect(await leased()).toEqual({ pickLists: 0, counts: body.items.length })
    await server.call('POST', '/counts/return', { deviceId: 'HH-1' })
    expect(await leased()).toEqual({ pickLists: 0, counts: 0 })
  })

  it('keeps through a start what a device told of where it is', async () => {
    const { work } = server.database
    const device: Caller = { kind: 'device', id: 'HH-1', name: 'HH-1', roles: [], warehouse: 'MAIN' }
    const headers: Record<string, string> = {
      ...{ 'x-lotline-unsent': '0 0', 'x-lotline-screen': 'pack', 'x-lotline-battery': '12 charging' },
    }
    const one = createContacts(work, () => now() + 60_000)
    one.heard(device, (name) => headers[name])
    await one.write()
    // Heard again without a word of it, as the office is.
    one.heard(device, () => undefined)
    await one.write()
    const read = await work.read((reader) => createContacts(work, now).read(reader))
    expect(read.get('HH-1')).toMatchObject({ screen: 'pack', battery: 12, charging: true })
  })

  it('tells the queue, the failures and the lag of a platform', async () => {
    await server.call('PUT', '/channels/web', { name: 'Web', kind: 'dtc', priority: 1 })
    const connected = await server.call('PUT', '/connectors/web-shop', { kind: 'rest', channel: 'web' })
    expect(connected.status, JSON.stringify(connected.body)).toBeLessThan(300)
    await server.call('PUT', '/connectors/web-shop/mappings', [{ listing: 'OAT-1', sku: 'OAT' }])
    const figures = await scrape()
    for (const name of ['waiting', 'waiting_age_seconds', 'failures', 'orders_due', 'paused'])
      expect(figures.get(`lotline_connector_${name}{connector="web-shop"}`), name).toBeGreaterThanOrEqual(0)
    expect(figures.get('lotline_connector_lag_p99_seconds{connector="web-shop"}')).toBeUndefined()
  })

  it('goes on telling of itself where the database cannot be read, and nothing that was true before', async () => {
    const { work } = server.database
    const broken = {
      ...work,
      read: () => Promise.reject(new Error('gone')),
      head: () => Promise.reject(new Error('gone')),
    }
    const own = createMetrics()
    const { createApp } = await import('../../server/http/app.ts')
    let isBroken = false
    const faults: unknown[] = []
    const switching = { ...work, read: ((query) => (isBroken ? broken.read() : work.read(query))) as typeof work.read }
    const app = createApp({
      ...{ work: switching, metrics: own, epoch: 'e', now },
      ...({} as { attachments: never; vault: never; day: never }),
      report: (error) => faults.push(error),
    })
    const text = async () => {
      clock.offset += 5_000
      return (await app.fetch(new Request('http://test/metrics'))).text()
    }
    expect(await text()).toMatch(/^lotline_parked_transactions [1-9]/m)
    isBroken = true
    const after = await text()
    expect(after).toContain('lotline_database_readable 0')
    expect(after).not.toMatch(/^lotline_(parked_transactions|feed_position|device_unsent\{)/m)
    expect(after).toContain('lotline_http_requests_total')
    expect(faults).toHaveLength(1)
  })
})

describe('a token for the metrics', () => {
  it('is wanted where there is one, and only there', async () => {
    const server = await startTestServer('sqlite', systemSources, { metricsToken: 'a secret of the scraper' })
    const ask = (authorization?: string, path = '/metrics') =>
      server.fetch(new Request(`http://test${path}`, { headers: authorization === undefined ? {} : { authorization } }))
    expect((await ask()).status).toBe(401)
    expect((await ask(`Bearer ${server.adminToken}`)).status).toBe(401)
    expect((await ask('Bearer a secret of the scraper ')).status).toBe(200)
    expect((await ask('Bearer a secret of the scrape')).status).toBe(401)
    expect((await ask(undefined, '/healthz')).status).toBe(200)
    await server.close()
  })
})
