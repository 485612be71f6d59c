/** What is history leaves the database for a file, whole lots at a time, and is told all the same. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { archive } from '../../server/archive/archive.ts'
import { archivesIn, readArchive } from '../../server/archive/file.ts'
import { traceLot, traceOrder } from '../../server/archive/trace.ts'
import { audit } from '../../server/audit/audit.ts'
import type { Environment } from '../../server/cli/environment.ts'
import { traceCommand } from '../../server/cli/trace.ts'
import type { Work } from '../../server/db/work.ts'
import { DIALECTS } from '../support/database.ts'
import { FAST_FOLDER } from '../support/fast-folder.ts'
import { MIGRATIONS } from '../support/migrations.ts'
import { type Floor, feedSettled, type OrderBody, ok, openFloor, pullAll } from './floor.ts'

const DAY = 86_400_000
const YEARS = 1_200

interface TraceBody {
  lot: { lot: string }
  received: { quantity: number; supplier: string | null }[]
  shipped: { quantity: number; order: string }[]
  onHand: { quantity: number }
}

describe.each(DIALECTS)('an archive on %s', (dialect) => {
  let floor: Floor
  let folder: string
  /** Of the database, before anything was archived. */
  const before = new Map<string, TraceBody>()

  const now = () => Date.now() + floor.clock.offset
  const where = () => ({ database: floor.server.database.work, archives: archivesIn(folder), migrations: MIGRATIONS })
  const archiveNow = (work: Work = floor.server.database.work) =>
    archive({ work, folder, migrations: MIGRATIONS, now: now(), olderThanMs: 1_100 * DAY })
  const traced = (sku: string, lot: string) => floor.server.call<TraceBody>('GET', `/lots/${sku}/${lot}/trace`)
  const remember = async (sku: string, lot: string) => {
    const { status, body } = await traced(sku, lot)
    expect(status).toBe(200)
    before.set(`${sku}/${lot}`, body)
  }

  /** All of it is ordered, picked and shipped. */
  async function sell(sku: string, quantity: number, over: Record<string, unknown> = {}): Promise<OrderBody> {
    const order = await floor.order(sku, quantity, over)
    const { tasks } = await floor.release(order.id)
    for (const task of tasks) await floor.pick(task)
    const lines = tasks.map((task) => ({
      sku,
      lot: task.lot,
      quantity: task.quantity,
      from: 'STAGE-1',
      lineId: task.lineId,
    }))
    const { result } = await floor.stream.push('ship', {
      orderId: order.id,
      lines,
      carrier: 'UPS',
      trackingNumber: `1Z-${order.id.slice(-6)}`,
    })
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied', exceptions: [] })
    return floor.readOrder(order.id)
  }

  beforeAll(async () => {
    floor = await openFloor(dialect)
    await ok(floor.server, 'PUT', '/locations/STAGE-1', { kind: 'staging' })
    folder = mkdtempSync(join(FAST_FOLDER, 'lotline-archive-'))
  })
  afterEach(() => floor.cleanAudit())
  afterAll(async () => {
    await floor.close()
    rmSync(folder, { recursive: true })
  })

  /** Goods that are gone, and what keeps others. */
  const sku: Record<string, string> = {}
  const orders: Record<string, OrderBody> = {}

  it('finds nothing where nothing is old', async () => {
    for (const name of ['gone', 'left', 'held', 'flour', 'bread', 'stale', 'cake', 'back'])
      sku[name] = await floor.item({ name: `Item ${name}` })
    await floor.receive(sku.gone ?? '', 'L1', 12, 'A-01', 3, { supplier: 'Mill', supplierLot: 'S-1' })
    await floor.receive(sku.gone ?? '', 'L2', 4, 'A-01', 2)
    await floor.stream.push('move', { sku: sku.gone, lot: 'L1', quantity: 12, from: 'A-01', to: 'A-02' })
    orders.gone = await sell(sku.gone ?? '', 7, { externalId: 'W-1', customer: { id: 'C7', name: 'Grace' } })
    orders.both = await sell(sku.gone ?? '', 9, { externalId: 'W-2' })
    await floor.receive(sku.left ?? '', 'L1', 5, 'A-01', 3)
    orders.left = await sell(sku.left ?? '', 4, { externalId: 'W-3' })
    await floor.receive(sku.held ?? '', 'L1', 2, 'A-01', 3)
    orders.held = await sell(sku.held ?? '', 2)
    await ok(floor.server, 'POST', `/lots/${sku.held}/L1/hold`, { reason: 'Asked by the mill' })
    const made = async (from: string, into: string) => {
      await floor.receive(sku[from] ?? '', 'F', 10, 'A-01', 3)
      const side = (of: string, lot: string) => [{ sku: sku[of], lot, quantity: 10, location: 'A-01' }]
      const payload = { kind: 'production', consumed: side(from, 'F'), produced: side(into, 'B') }
      expect((await floor.stream.push('transform', payload)).result.outcome).toBe('applied')
    }
    await made('flour', 'bread')
    orders.bread = await sell(sku.bread ?? '', 10, { externalId: 'W-4' })
    // Of this one a loaf is still there: neither it nor what went into it is history.
    await made('stale', 'cake')
    orders.cake = await sell(sku.cake ?? '', 9)
    await floor.receive(sku.back ?? '', 'L1', 3, 'A-01', 3)
    orders.back = await sell(sku.back ?? '', 3, { externalId: 'W-5' })
    orders.cancelled = await floor.order(sku.left ?? '', 1, { externalId: 'W-6' })
    await ok(floor.server, 'POST', `/orders/${orders.cancelled.id}/cancel`, {})

    expect(await archiveNow()).toEqual({ file: null, lots: 0, transactions: 0, orders: 0 })
    expect(readdirSync(folder)).toEqual([])
  })

  it('lets nothing go that somebody may still ask about, and stays as it is where the work is broken off', async () => {
    for (const [name, lot] of [
      ['gone', 'L1'],
      ['gone', 'L2'],
      ['left', 'L1'],
      ['flour', 'F'],
      ['bread', 'B'],
      ['cake', 'B'],
      ['back', 'L1'],
    ])
      await remember(sku[name ?? ''] ?? '', lot ?? '')
    floor.clock.offset = YEARS * DAY
    await expect(archiveNow(breaksOff(1))).rejects.toThrow('The power went.')
    // The file is whole; what it has is here, too: it is told once.
    expect(archivesIn(folder)).toHaveLength(1)
    await expectTold()
  })

  /** A database whose units end before this one. */
  function breaksOff(before: number): Work {
    const { work } = floor.server.database
    let units = 0
    return {
      ...work,
      run(keys, unit) {
        units += 1
        if (units >= before) throw new Error('The power went.')
        return work.run(keys, unit)
      },
    }
  }

  /** Every lot as it was told before, from wherever it is kept; each once. */
  async function expectTold(): Promise<void> {
    for (const [key, was] of before) {
      const [item = '', lot = ''] = key.split('/')
      const told = await traceLot(where(), item, lot)
      expect(
        told.map(({ trace }) => trace),
        key,
      ).toEqual([was])
    }
    const [one] = await traceOrder(where(), 'W-1')
    expect(one).toMatchObject({
      customer: { id: 'C7', name: 'Grace' },
      status: 'shipped',
      lines: [{ quantity: 7, shipped: 7 }],
    })
    expect(one?.shipped.map(({ lot, quantity }) => [lot, quantity])).toEqual([['L1', 7]])
    const [two] = await traceOrder(where(), 'W-2')
    expect(two?.shipped.map(({ lot, quantity }) => [lot, quantity]).sort()).toEqual([
      ['L1', 5],
      ['L2', 4],
    ])
  }

  it('takes the rest the next time, and leaves the others whole', async () => {
    await feedSettled(floor.server)
    const { cursor } = await pullAll(floor.server)
    // Another second: another name.
    floor.clock.offset += 2_000
    const { work } = floor.server.database
    // Meanwhile a lot that is being archived comes back.
    let isFirst = true
    const busy: Work = {
      ...work,
      async run(keys, unit) {
        if (isFirst) {
          isFirst = false
          await floor.receive(sku.back ?? '', 'L1', 1, 'A-01')
          before.set(`${sku.back}/L1`, (await traced(sku.back ?? '', 'L1')).body)
        }
        return work.run(keys, unit)
      },
    }
    const done = await archiveNow(busy)
    expect(done).toMatchObject({ file: expect.any(String), lots: 0 })
    expect(archivesIn(folder)).toHaveLength(2)
    await expectTold()

    // `back` moved, and with it stayed the others of its unit. They go now; their transactions the time after, and with these gone
    // their orders.
    floor.clock.offset += 2_000
    await expect(archiveNow(breaksOff(2))).rejects.toThrow('The power went.')
    await expectTold()
    for (const what of ['transactions', 'orders'] as const) {
      floor.clock.offset += 2_000
      expect((await archiveNow())[what]).toBeGreaterThan(0)
    }
    const gone = async (name: string, lot: string) => (await traced(sku[name] ?? '', lot)).status === 404
    expect(await gone('gone', 'L1')).toBe(true)
    expect(await gone('gone', 'L2')).toBe(true)
    expect(await gone('flour', 'F')).toBe(true)
    expect(await gone('bread', 'B')).toBe(true)
    for (const name of ['left', 'held', 'back']) expect(await gone(name, 'L1'), name).toBe(false)
    for (const [name, lot] of [
      ['stale', 'F'],
      ['cake', 'B'],
    ] as const)
      expect(await gone(name, lot), name).toBe(false)
    await expectTold()

    const isThere = async (order: OrderBody | undefined) =>
      (await floor.server.call('GET', `/orders/${order?.id}`)).status === 200
    for (const name of ['gone', 'both', 'bread', 'cancelled']) expect(await isThere(orders[name]), name).toBe(false)
    for (const name of ['left', 'held', 'cake', 'back']) expect(await isThere(orders[name]), name).toBe(true)
    expect((await traceOrder(where(), 'W-6')).map(({ status }) => status)).toEqual(['cancelled'])

    // Whoever sends an order again after years is not sold the same twice; another channel's number is another order.
    const again = (channel: string) =>
      floor.placing(sku.left ?? '', 1, { externalId: 'W-6', channel, onShort: 'backorder' })
    expect(await again('shop')).toMatchObject({ status: 409, body: { code: 'archived' } })
    await ok(floor.server, 'PUT', '/channels/retail', { name: 'Retail', kind: 'retail', priority: 2 })
    expect((await again('retail')).status).toBe(201)

    // Handhelds let go of what is gone.
    await feedSettled(floor.server)
    const { changes } = await pullAll(floor.server, cursor)
    const lots = changes.filter(({ table, value }) => table === 'lots' && value === null).map(({ key }) => key)
    expect(new Set(lots)).toEqual(
      new Set(
        [
          ['gone', 'L1'],
          ['gone', 'L2'],
          ['flour', 'F'],
          ['bread', 'B'],
        ].map(([name, lot]) => `${sku[name ?? '']}\u001f${lot}`),
      ),
    )
  })

  it('holds what audits and tools read: a database by itself', async () => {
    for (const file of archivesIn(folder))
      expect(await readArchive(file, MIGRATIONS, (reading) => audit(reading, now()))).toMatchObject({ findings: [] })
    expect(readdirSync(folder).filter((name) => !name.endsWith('.db'))).toEqual([])
    const acts = await floor.server.database.work.read(({ db, t }) => db.select().from(t.auditLog))
    expect(acts.filter(({ act }) => act === 'archive').length).toBeGreaterThanOrEqual(2)
  })

  it('ends by itself: what is archived is not archived again', async () => {
    floor.clock.offset += 2_000
    await archiveNow()
    floor.clock.offset += 2_000
    const files = archivesIn(folder).length
    expect(await archiveNow()).toEqual({ file: null, lots: 0, transactions: 0, orders: 0 })
    expect(archivesIn(folder)).toHaveLength(files)
  })

  it('tells a lot twice whose number came again', async () => {
    await floor.receive(sku.gone ?? '', 'L1', 6, 'A-03', 0, { supplier: 'Coop' })
    const told = await traceLot(where(), sku.gone ?? '', 'L1')
    expect(
      told.map(({ archive: kept, trace }) => [kept === null, trace.received.map(({ supplier }) => supplier)]),
    ).toEqual([
      [true, ['Coop']],
      [false, ['Mill']],
    ])
    expect(await traceLot(where(), sku.gone ?? '', 'L9')).toEqual([])
  })

  it('is asked at the command line', async () => {
    const environment = {
      root: new URL('../..', import.meta.url).pathname,
      database: floor.server.database.url,
      archives: { folder, days: 1_100, byItself: false },
    } as Environment
    const trace = async (...words: string[]) => {
      let said = ''
      const say = (text: string | Uint8Array) => {
        said += String(text)
        return true
      }
      const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockImplementation(say))
      const code = await traceCommand.run(words, environment).finally(() => {
        for (const spy of spies) spy.mockRestore()
      })
      return { code, said }
    }
    const bread = await trace(sku.bread ?? '', 'B')
    expect(bread.code).toBe(0)
    expect(bread.said).toMatch(/^Lot B of SKU-\d+ \(Item bread\), in \S+\.db\n/)
    expect(bread.said).toContain(`from 10 of ${sku.flour} lot F`)
    expect(bread.said).toMatch(/shipped \d{4}-\d\d-\d\d: 10 to Ada \(shop\), order W-4, UPS 1Z-/)
    const order = await trace('--order', 'W-1')
    expect(order.said).toMatch(
      /^Order W-1 of Grace \(shop\), placed .*, shipped\n {2}ordered: 7 of SKU-\d+, 7 shipped\n/,
    )
    expect(order.said).toMatch(/shipped .*: 7 of SKU-\d+ lot L1, UPS 1Z-\w+, in \S+\.db/)
    expect(JSON.parse((await trace('--order', 'W-1', '--json')).said)).toMatchObject([{ externalId: 'W-1' }])
    expect(await trace('NONE', 'L1')).toEqual({ code: 1, said: expect.stringContaining('There is no lot L1 of NONE') })
    await expect(trace('NONE')).rejects.toThrow('Say which lot')
  })
})
