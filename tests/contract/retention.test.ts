/** What nobody can want any more goes: a hundred days of work, a day at a time. */
import { eq, like } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../../server/audit/audit.ts'
import { readBase } from '../../server/feed/base.ts'
import { createRetention } from '../../server/retention/retention.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { expectCleanAudit, startTestServer, type TestServer, testStream } from '../support/server.ts'
import { feedSettled, ok, orderBody, type PullBody, pullAll, signInWorker } from './floor.ts'

const DAY = 86_400_000
const KEPT = 60
const DAYS = 100

describe.each(EDGE_DIALECTS)('retention on %s', (dialect) => {
  let time = Date.now() - DAYS * DAY
  const began = time
  let server: TestServer
  const cursors = new Map<number, string>()
  /** How far back the feed reached, by day. */
  const bases = new Map<number, number>()
  let known: ReturnType<typeof testStream>

  const work = () => server.database.work
  const setMark = (name: string, value: string | null) =>
    work().run([], async ({ db, t: { meta } }) => {
      await db.delete(meta).where(eq(meta.name, name))
      if (value !== null) await db.insert(meta).values({ name, value })
    })
  const baseNow = async (): Promise<number> => (await work().read(readBase))?.position ?? 0
  const order = (number: number) =>
    server.call('POST', '/orders', orderBody([{ sku: 'OAT', quantity: 1 }], { externalId: `W-${number}` }), {
      key: `order ${number}`,
    })

  beforeAll(async () => {
    server = await startTestServer(dialect, { now: () => time, newId: () => v7() })
    const retention = createRetention(work(), () => time, KEPT)
    await ok(server, 'PUT', '/items/OAT', { name: 'Oats', rotation: 'fifo', lotTracked: true })
    await ok(server, 'PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
    for (const code of ['A-01', 'B-01']) await ok(server, 'PUT', `/locations/${code}`, { kind: 'pick' })
    known = testStream(server, 'HH-1')
    await known.push('receive', { sku: 'OAT', lot: 'OLD', quantity: 40, location: 'B-01' })
    const { session } = await signInWorker(server, 'HH-2', ['counter'])
    const counted = await testStream(server, 'HH-2').push(
      'count',
      { location: 'B-01', scope: 'location', lines: [{ sku: 'OAT', lot: 'OLD', quantity: 40, status: 'available' }] },
      { session },
    )
    expect(counted.result).toMatchObject({ outcome: 'applied', exceptions: [] })
    for (let day = 0; day < DAYS; day++) {
      await known.push('receive', { sku: 'OAT', lot: `L${day}`, quantity: 2, location: 'A-01' })
      await order(day)
      await feedSettled(server)
      if (day % 30 === 5) cursors.set(day, (await pullAll(server)).cursor as string)
      // Somebody who follows has stopped for a while.
      if (day === 55) await setMark('costing position', '7')
      if (day === 70) await setMark('costing position', null)
      await retention.step()
      await retention.step()
      bases.set(day, await baseNow())
      time += DAY
    }
  })
  afterAll(() => server.close())

  it('keeps the feed as long as it is told to, and no longer', async () => {
    expect(bases.get(KEPT - 2)).toBe(0)
    const left = await work().read(({ db, t }) => db.select().from(t.feed).orderBy(t.feed.position))
    expect(left[0]?.position).toBe(bases.get(DAYS - 1))
    // A receipt and an order a day.
    expect(left.length).toBeGreaterThanOrEqual(2 * KEPT)
    expect(left.length).toBeLessThan(2 * (KEPT + 3))
    await expectCleanAudit(server, time)
  })

  it('waits for who has not looked at it yet', () => {
    expect(bases.get(69)).toBeLessThanOrEqual(7)
    expect(bases.get(71)).toBeGreaterThan(7)
  })

  it('lets devices go on that were away for less, and has others take a snapshot', async () => {
    const pull = (cursor?: string) =>
      server.call<PullBody & { code: string }>('GET', `/sync/pull${cursor === undefined ? '' : `?cursor=${cursor}`}`)
    expect(await pull(cursors.get(65))).toMatchObject({ status: 200, body: { snapshot: false } })
    expect(await pull(cursors.get(5))).toMatchObject({ status: 409, body: { code: 'snapshot-needed' } })
    expect((await pullAll(server)).changes.length).toBeGreaterThan(DAYS)
  })

  it('knows of what was cut off that it came before', async () => {
    const cursor = (await pullAll(server)).cursor
    await known.push('move', { sku: 'OAT', lot: 'OLD', quantity: 1, from: 'B-01', to: 'A-01' }, { cursor })
    const { items } = await ok<{ items: { location: string }[] }>(server, 'GET', '/tasks?kind=count&state=open')
    expect(items.filter(({ location }) => location === 'B-01')).toEqual([])
    await expectCleanAudit(server, time)
  })

  it('forgets answers that nobody asks for again', async () => {
    const rows = await work().read(({ db, t }) =>
      db.select().from(t.idempotency).where(like(t.idempotency.key, 'order %')),
    )
    const days = rows.map(({ key }) => Number(key.slice(6))).sort((a, b) => a - b)
    expect(days[0]).toBe(DAYS - 31)
    expect(days.at(-1)).toBe(DAYS - 1)
    expect(Math.min(...rows.map(({ createdAt }) => createdAt))).toBeGreaterThan(began)
  })

  it('is in the log of sensitive acts, and the audit finds what was taken beside it', async () => {
    const acts = await work().read(({ db, t }) =>
      db.select().from(t.auditLog).where(eq(t.auditLog.act, 'cut the feed')),
    )
    expect(acts.length).toBeGreaterThan(20)
    const position = bases.get(DAYS - 1) ?? 0
    await work().run([], async ({ db, t }) => void (await db.delete(t.feed).where(eq(t.feed.position, position))))
    expect((await audit(work(), time)).findings).toEqual([
      `The feed begins at position ${position}, and has no entry there.`,
    ])
  })
})
