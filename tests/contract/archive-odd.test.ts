/** What is odd about history: lots that were sent between warehouses, facts that come while it is archived, what asks for it later. */
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, inArray } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { archive } from '../../server/archive/archive.ts'
import { archivesIn, createArchive, readArchive } from '../../server/archive/file.ts'
import { traceLot, traceOrder } from '../../server/archive/trace.ts'
import { audit } from '../../server/audit/audit.ts'
import { applyOrder } from '../../server/channels/intake/apply-order.ts'
import type { PlatformOrder } from '../../server/channels/intake/platform-order.ts'
import { archiveCommand } from '../../server/cli/archive.ts'
import { UsageError } from '../../server/cli/command.ts'
import type { Environment } from '../../server/cli/environment.ts'
import { traceCommand } from '../../server/cli/trace.ts'
import { captureCosts } from '../../server/costing/capture.ts'
import type { Work } from '../../server/db/work.ts'
import { returnsOfLot } from '../../server/returns/judge-lot.ts'
import { readReturnSettings } from '../../server/returns/settings.ts'
import { sentOver } from '../../server/returns/shipped.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { FAST_FOLDER } from '../support/fast-folder.ts'
import { MIGRATIONS } from '../support/migrations.ts'
import { testStream } from '../support/server.ts'
import { type Floor, feedSettled, ok, openFloor } from './floor.ts'
import { returnsFloor } from './returns-floor.ts'

const DAY = 86_400_000
const LONG = 1_200 * DAY

describe.each(EDGE_DIALECTS)('odd archives on %s', (dialect) => {
  let floor: Floor
  let folder: string

  const now = () => Date.now() + floor.clock.offset
  const where = () => ({ database: floor.server.database.work, archives: archivesIn(folder), migrations: MIGRATIONS })
  const archiveNow = (work: Work = floor.server.database.work) => {
    floor.clock.offset += 1_000
    return archive({ work, folder, migrations: MIGRATIONS, now: now(), olderThanMs: 1_100 * DAY })
  }
  const isThere = async (sku: string, lot = 'L1') =>
    (await floor.server.call('GET', `/lots/${sku}/${lot}/trace`)).status === 200
  const passes = () => {
    floor.clock.offset += LONG
  }

  async function sell(sku: string, quantity: number, over: Record<string, unknown> = {}) {
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
    const { result, id } = await floor.stream.push('ship', { orderId: order.id, lines, trackingNumber: 'T-1' })
    expect(result, JSON.stringify(result)).toMatchObject({ outcome: 'applied', exceptions: [] })
    return { order, shipment: id }
  }

  /** `meanwhile` happens between the sealing of the file and the first unit that lets go. */
  function busy(meanwhile: () => Promise<unknown>): Work {
    const { work } = floor.server.database
    let isFirst = true
    return {
      ...work,
      async run(keys, unit) {
        if (isFirst) {
          isFirst = false
          await meanwhile()
        }
        return work.run(keys, unit)
      },
    }
  }

  beforeAll(async () => {
    floor = await openFloor(dialect)
    await ok(floor.server, 'PUT', '/locations/STAGE-1', { kind: 'staging' })
    await ok(floor.server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: 'UTC', currency: 'USD' })
    for (const code of ['E-DOCK', 'E-01'])
      await ok(floor.server, 'PUT', `/locations/${code}`, {
        kind: code === 'E-01' ? 'pick' : 'dock',
        warehouse: 'EAST',
      })
  })
  beforeEach(() => {
    folder = mkdtempSync(join(FAST_FOLDER, 'lotline-archive-'))
  })
  afterEach(async () => {
    rmSync(folder, { recursive: true })
    await floor.cleanAudit()
  })
  afterAll(() => floor.close())

  async function pushIn(warehouse: string, type: string, payload: Record<string, unknown>) {
    const sent = { id: v7(), seq: 1, v: 1, type, occurredAt: new Date().toISOString(), payload }
    const body = { deviceId: `HH-${warehouse}`, streamId: v7(), transactions: [sent] }
    const { results } = await ok<{ results: { outcome: string; exceptions: unknown[] }[] }>(
      floor.server,
      'POST',
      `/sync/push?warehouse=${warehouse}`,
      body,
    )
    expect(results, JSON.stringify(results)).toMatchObject([{ outcome: 'applied', exceptions: [] }])
  }

  it('takes a lot that went to another warehouse and was used up there', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 8, 'A-01')
    const transfer = await ok<{ id: string }>(floor.server, 'POST', '/transfers', {
      to: 'EAST',
      lines: [{ sku, quantity: 8 }],
    })
    const { tasks } = await floor.release(transfer.id)
    for (const task of tasks) await floor.pick(task)
    const lines = tasks.map(({ lot, quantity, lineId }) => ({ sku, lot, quantity, from: 'STAGE-1', lineId }))
    await pushIn('MAIN', 'transferShip', { transferId: transfer.id, to: 'EAST', lines })
    const came = lines.map(({ lot, quantity }) => ({ sku, lot, quantity, location: 'E-01' }))
    await pushIn('EAST', 'transferReceive', { transferId: transfer.id, from: 'MAIN', lines: came, complete: true })
    await pushIn('EAST', 'adjust', {
      sku,
      lot: 'L1',
      location: 'E-01',
      status: 'available',
      quantity: -8,
      reason: 'damage',
    })
    passes()
    await archiveNow()
    expect(await isThere(sku)).toBe(false)
    expect(await traceLot(where(), sku, 'L1')).toMatchObject([{ archive: expect.any(String) }])
    expect(await ok(floor.server, 'GET', `/transfers/${transfer.id}`)).toMatchObject({ state: 'closed' })
  })

  it('keeps a lot of which something was said while it was written: a bill, a supplier', async () => {
    const sku = await floor.item()
    for (const lot of ['L1', 'L2'])
      await floor.receive(sku, lot, 4, 'A-01', 0, { unitCost: { amount: 200, currency: 'USD' } })
    await sell(sku, 8)
    passes()
    const said = async () => {
      await ok(floor.server, 'POST', '/landed-costs', {
        kind: 'freight',
        amount: { amount: 400, currency: 'USD' },
        lots: [{ sku, lot: 'L1' }],
        reference: 'F-1',
      })
      // Costing has looked at it by then.
      await floor.server.database.work.run([], ({ db, t }) => db.delete(t.recosts))
    }
    await archiveNow(busy(said))
    expect(await isThere(sku)).toBe(true)
    await archiveNow()
    expect(await isThere(sku)).toBe(true)
    passes()
    await archiveNow()
    expect(await isThere(sku)).toBe(false)
    const told = await traceLot(where(), sku, 'L1')
    expect(told).toHaveLength(1)
  })

  it('undoes nothing of which a part is archived', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 5, 'A-01', 3)
    await floor.receive(sku, 'L2', 5, 'A-01', 2)
    const { shipment, order } = await sell(sku, 7)
    passes()
    await archiveNow()
    expect(await isThere(sku, 'L1')).toBe(false)
    expect(await isThere(sku, 'L2')).toBe(true)
    const undone = await floor.server.call('POST', `/transactions/${shipment}/reverse`, { reason: 'Never left' })
    expect(undone, JSON.stringify(undone)).toMatchObject({ status: 409, body: { code: 'archived' } })
    const { result } = await floor.stream.push('reverse', { transaction: shipment, reason: 'mistake' })
    expect(result).toMatchObject({ outcome: 'refused', problem: { code: 'archived' } })
    expect((await floor.readOrder(order.id)).lines).toMatchObject([{ shipped: 7 }])
    expect(await floor.stock(sku)).toMatchObject({ 'L2@A-01': 3 })
  })

  it('takes what had used a place of its stream twice', async () => {
    const sku = await floor.item()
    const stream = testStream(floor.server, 'HH-2')
    const first = stream.envelope('receive', { sku, lot: 'L1', quantity: 1, location: 'A-01' })
    const twin = { ...first, id: v7() }
    await stream.send([first])
    const { body } = await stream.send([twin])
    expect(body.results).toMatchObject([{ outcome: 'refused', problem: { code: 'sequence-reused' } }])
    await ok(floor.server, 'POST', `/refused/${twin.id}/resubmit`, {})
    await sell(sku, 2)
    passes()
    expect(await archiveNow()).toMatchObject({ file: expect.any(String) })
    expect(await isThere(sku)).toBe(false)
  })

  it('does not post again what it has archived, where a device sends it again', async () => {
    const sku = await floor.item()
    const stream = testStream(floor.server, 'HH-3')
    const first = stream.envelope('receive', { sku, lot: 'L1', quantity: 3, location: 'A-01' })
    await stream.send([first])
    const { shipment } = await sell(sku, 3)
    passes()
    await archiveNow()
    expect(await isThere(sku)).toBe(false)
    const { body } = await stream.send([first])
    expect(body.results).toMatchObject([{ id: first.id, outcome: 'refused', problem: { code: 'archived' } }])
    const undone = await testStream(floor.server, 'HH-4').push('reverse', { transaction: shipment })
    expect(undone.result).toMatchObject({ outcome: 'refused', problem: { code: 'archived' } })
    await ok(floor.server, 'POST', `/refused/${undone.id}/dismiss`, {})
    expect(await isThere(sku)).toBe(false)
    await ok(floor.server, 'POST', `/refused/${first.id}/dismiss`, {})
  })

  it('keeps what a customer has announced to send back', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 3, 'A-01')
    const { order } = await sell(sku, 3, { externalId: `R-${sku}` })
    passes()
    const announced = {
      channel: 'shop',
      orderExternalId: `R-${sku}`,
      lines: [{ sku, quantity: 1, reason: 'unwanted' }],
    }
    const { id } = await ok<{ id: string }>(floor.server, 'POST', '/returns', announced)
    await archiveNow()
    expect(await isThere(sku)).toBe(true)
    expect((await floor.readOrder(order.id)).lines).toMatchObject([{ shipped: 3 }])
    await ok(floor.server, 'POST', `/returns/${id}/close`, { note: 'It never came' })
    await archiveNow()
    expect(await isThere(sku)).toBe(false)
  })

  it('keeps what an open exception shows as its evidence', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 3, 'A-01')
    const { shipment } = await sell(sku, 3)
    const { work } = floor.server.database
    const row = {
      ...{ warehouse: 'MAIN', type: 'unproven-author', severity: 'low', state: 'open' },
      remedies: ['close'],
    }
    const about = { id: v7(), subject: shipment, detail: 'Who?', transactionId: shipment, openedAt: now() }
    await work.run([], ({ db, t }) => db.insert(t.exceptions).values({ ...row, ...about } as never))
    passes()
    await archiveNow()
    expect(await isThere(sku)).toBe(true)
    expect(await floor.lines(shipment)).toHaveLength(1)
    await work.run([], ({ db, t }) => db.delete(t.exceptions).where(eq(t.exceptions.id, about.id)))
    await archiveNow()
    expect(await isThere(sku)).toBe(false)
  })

  it('keeps an order that was given up only now', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 3, 'A-01')
    const order = await floor.order(sku, 1)
    passes()
    await ok(floor.server, 'POST', `/orders/${order.id}/cancel`, {})
    await archiveNow()
    expect((await floor.server.call('GET', `/orders/${order.id}`)).status).toBe(200)
  })

  it('tells nothing as shipped that was undone after an archive had broken off', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 3, 'A-01')
    const { shipment } = await sell(sku, 3, { externalId: `U-${sku}` })
    passes()
    const { work } = floor.server.database
    const broken: Work = { ...work, run: () => Promise.reject(new Error('The power went.')) }
    await expect(archiveNow(broken)).rejects.toThrow('The power went.')
    await ok(floor.server, 'POST', `/transactions/${shipment}/reverse`, { reason: 'Never left' })
    expect((await traceOrder(where(), `U-${sku}`)).map(({ shipped }) => shipped)).toEqual([[]])
  })

  it('keeps what somebody has looked for lately', async () => {
    const sku = await floor.item()
    const location = await floor.bin()
    await floor.receive(sku, 'L1', 2, location)
    await sell(sku, 2)
    passes()
    const lines = [{ sku, lot: 'L1', status: 'available', quantity: 0 }]
    const { result } = await floor.stream.push('count', { location, scope: { sku }, lines })
    expect(result).toMatchObject({ outcome: 'applied', exceptions: [] })
    await archiveNow()
    const left = await floor.server.database.work.read(({ db, t }) =>
      db.select().from(t.countLines).where(eq(t.countLines.sku, sku)),
    )
    expect(left).toHaveLength(1)
    expect(await isThere(sku)).toBe(true)
    passes()
    await archiveNow()
    expect(await isThere(sku)).toBe(false)
  })

  it('forgets a count whose predecessor is archived', async () => {
    const location = await floor.bin()
    const count = () => floor.stream.push('count', { location, scope: 'location', lines: [] })
    const first = await count()
    expect(first.result).toMatchObject({ outcome: 'applied' })
    passes()
    const second = await count()
    await archiveNow()
    await ok(floor.server, 'POST', `/transactions/${second.id}/reverse`, { reason: 'Another bin' })
    const left = await floor.server.database.work.read(({ db, t }) =>
      db.select().from(t.observations).where(eq(t.observations.location, location)),
    )
    expect(left).toEqual([])
  })

  it('lets no gap of the margin ledger vanish with what it is of', async () => {
    const gapsOf = async (id: string) =>
      (await ok<{ items: { transactionId: string }[] }>(floor.server, 'GET', '/margins/gaps')).items.filter(
        ({ transactionId }) => transactionId === id,
      ).length
    const capture = async () => {
      await feedSettled(floor.server)
      await captureCosts(floor.server.database.work)
    }
    await capture()
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 2, 'A-01')
    const { shipment } = await sell(sku, 2)
    await capture()
    expect(await gapsOf(shipment)).toBe(1)
    passes()
    await archiveNow()
    await ok(floor.server, 'POST', '/margins/gaps/fill', {})
    expect(await gapsOf(shipment)).toBe(1)
  })

  it('is clean, and leaves the rest clean, whatever became of its lots', async () => {
    const returns = await returnsFloor(floor)
    const resolve = async (filter: Record<string, string>, body: Record<string, unknown>, warehouse = 'MAIN') => {
      const found = await ok<{ items: { id: string; type: string; sku: string }[] }>(
        floor.server,
        'GET',
        `/exceptions?state=open&limit=1000&warehouse=${warehouse}`,
      )
      const [one] = found.items.filter((row) => row.type === filter.type && row.sku === filter.sku)
      expect(one, JSON.stringify([filter, found.items])).toBeDefined()
      await ok(floor.server, 'POST', `/exceptions/${one?.id}/resolve?warehouse=${warehouse}`, body)
    }
    const unitCost = { amount: 250, currency: 'USD' }
    const all: string[] = []
    const item = async (over = {}) => {
      const sku = await floor.item(over)
      all.push(sku)
      return sku
    }
    // It came back: one unit for the bin, one for the press; the rest is sold again.
    const back = await item()
    await floor.receive(back, 'L1', 6, 'A-01', 0, { unitCost, supplierLot: 'S1' })
    await floor.receive(back, 'L1', 1, 'A-01', 0, { unitCost, supplierLot: 'S2' })
    const sold = await returns.shipped(back, 7)
    await returns.receive(back, 'L1', 2, { orderExternalId: sold.externalId })
    await returns.inspect(back, 'L1', 1, 'restock', { to: 'A-01' })
    await returns.inspect(back, 'L1', 1, 'scrap', { condition: 'damaged' })
    await sell(back, 1)
    // Secondary goods keep their lot's number.
    const second = await item()
    const first = await item({ secondarySku: second })
    await floor.receive(first, 'L1', 4, 'A-02', 0, { unitCost })
    await returns.shipped(first, 4)
    await returns.receive(first, 'L1', 2)
    await returns.inspect(first, 'L1', 2, 'secondary', { to: 'A-03', condition: 'opened' })
    await sell(second, 2)
    // Its number was read wrong.
    const merged = await item()
    await floor.receive(merged, 'L1', 5, 'A-01')
    await floor.stream.push('move', { sku: merged, lot: 'LI', quantity: 2, from: 'A-01', to: 'A-02' })
    await resolve({ type: 'unconfirmed-lot', sku: merged }, { remedy: 'merge', lot: 'L1', note: 'Misread' })
    await sell(merged, 5)
    // Made of others, and a bill came later. One that was undone.
    const [raw, good, rest] = [await item(), await item(), await item()]
    await floor.receive(raw, 'R', 10, 'A-01', 0, { unitCost })
    const make = async (quantity: number) =>
      floor.stream.push('transform', {
        kind: 'production',
        consumed: [{ sku: raw, lot: 'R', quantity, location: 'A-01' }],
        produced: [
          { sku: good, lot: 'G', quantity, location: 'A-02' },
          { sku: rest, lot: 'G', quantity, location: 'A-02' },
        ],
        yield: 1,
      })
    await make(7)
    const undone = await make(3)
    const amount = { amount: 1_000, currency: 'USD' }
    await ok(floor.server, 'POST', '/landed-costs', { kind: 'freight', amount, lots: [{ sku: raw, lot: 'R' }] })
    await floor.stream.push('reverse', { transaction: undone.id })
    for (const [sku, quantity] of [
      [raw, 3],
      [good, 7],
      [rest, 7],
    ] as const)
      await sell(sku, quantity)
    // One of it got lost on the way to the other warehouse.
    const sent = await item()
    await floor.receive(sent, 'L1', 5, 'A-01')
    const transferId = v7()
    const goods = (quantity: number, place: Record<string, string>) => [{ sku: sent, lot: 'L1', quantity, ...place }]
    await pushIn('MAIN', 'transferShip', { transferId, to: 'EAST', lines: goods(5, { from: 'A-01' }) })
    await floor.server.call('POST', '/sync/push?warehouse=EAST', {
      deviceId: 'HH-E',
      streamId: v7(),
      transactions: [
        {
          ...{ id: v7(), seq: 1, v: 1, type: 'transferReceive', occurredAt: new Date().toISOString() },
          payload: { transferId, from: 'MAIN', lines: goods(4, { location: 'E-01' }), complete: true },
        },
      ],
    })
    const written = { remedy: 'write-off', reason: 'damaged', note: 'Fell off' }
    await resolve({ type: 'transfer-differs', sku: sent }, written, 'EAST')
    const gone = { location: 'E-01', status: 'available', reason: 'damage' }
    await pushIn('EAST', 'adjust', { sku: sent, lot: 'L1', quantity: -4, ...gone })
    // Counted, held for a while, counted to nothing.
    const counted = await item()
    const bin = await floor.bin()
    await floor.receive(counted, 'L1', 9, bin)
    await floor.receive(counted, 'L2', 2, bin)
    const line = (lot: string, quantity: number) => ({ sku: counted, lot, status: 'available', quantity })
    await floor.stream.push('count', { location: bin, scope: 'location', lines: [line('L1', 8), line('L2', 2)] })
    await ok(floor.server, 'POST', `/lots/${counted}/L1/hold`, { reason: 'Asked' })
    await ok(floor.server, 'POST', `/lots/${counted}/L1/release`, { reason: 'Answered' })
    await sell(counted, 10)
    await floor.stream.push('count', { location: bin, scope: 'location', lines: [] })

    passes()
    await feedSettled(floor.server)
    await captureCosts(floor.server.database.work)
    const open = await floor.exceptions()
    for (;;) if ((await archiveNow()).file === null) break
    const left = await floor.server.database.work.read(({ db, t }) =>
      db.select({ sku: t.lots.sku, lot: t.lots.lot }).from(t.lots).where(inArray(t.lots.sku, all)),
    )
    expect(left, JSON.stringify(open)).toEqual([])
    for (const file of archivesIn(folder))
      expect(await readArchive(file, MIGRATIONS, (reading) => audit(reading, now()))).toMatchObject({ findings: [] })
    const [told] = await traceLot(where(), raw, 'R')
    expect(told?.trace.madeInto).toHaveLength(2)
    expect(await returns.figures({ groupBy: 'sku' })).toBeDefined()
    for (const path of [
      '/returns',
      '/transfers',
      '/recalls',
      '/adjustments',
      '/movements',
      '/exceptions?state=resolved',
    ])
      expect((await floor.server.call('GET', path)).status, path).toBe(200)
    for (const one of await returns.list()) {
      await returns.read(one.id)
      expect((await floor.server.call('GET', `/returns/${one.id}/evidence`)).status).toBe(200)
    }
    for (const { id } of await floor.exceptions({}, 'resolved'))
      expect((await floor.server.call('GET', `/exceptions/${id}`)).status).toBe(200)
  })

  it('loses nothing where two are written at once', async () => {
    const skus: string[] = []
    for (let nth = 0; nth < 3; nth++) {
      const sku = await floor.item()
      skus.push(sku)
      await floor.receive(sku, 'L1', 3, 'A-01')
      await sell(sku, 3, { externalId: `AT-ONCE-${sku}` })
    }
    passes()
    await Promise.all([archiveNow(), archiveNow()])
    await archiveNow()
    for (const sku of skus) {
      expect(await isThere(sku)).toBe(false)
      expect(await traceLot(where(), sku, 'L1')).toMatchObject([{ trace: { shipped: [{ quantity: 3 }] } }])
      expect(await traceOrder(where(), `AT-ONCE-${sku}`)).toMatchObject([{ shipped: [{ quantity: 3 }] }])
    }
  })

  it('is no longer reached by recalls, which say what they had found', async () => {
    const sku = await floor.item({ traced: true })
    await floor.receive(sku, 'L1', 3, 'A-01', 0, { supplier: 'Mill', supplierLot: `S-${sku}` })
    const { shipment } = await sell(sku, 3)
    const drill = await ok<{ id: string }>(floor.server, 'POST', '/recalls', {
      reason: 'A rehearsal',
      drill: true,
      supplierLot: `S-${sku}`,
    })
    passes()
    await archiveNow()
    expect(await isThere(sku)).toBe(false)
    expect(await ok(floor.server, 'GET', `/recalls/${drill.id}`)).toMatchObject({ found: { lots: 1, shipped: 3 } })
    const paths = ['/recalls', '/lots', `/lots?sku=${sku}`, `/inventory/${sku}`, `/recalls/${drill.id}/notifications`]
    for (const path of paths) expect((await floor.server.call('GET', path)).status, path).toBe(200)
    for (const path of [`/traceability/events/${shipment}`, `/lots/${sku}/L1/cost`])
      expect((await floor.server.call('GET', path)).status, path).toBe(404)
  })

  it('compares what came back with what was shipped of the same lots', async () => {
    const returns = await returnsFloor(floor)
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 10, 'A-01')
    const first = await returns.shipped(sku, 10)
    await returns.receive(sku, 'L1', 4, { orderExternalId: first.externalId, reason: 'defective' })
    await returns.inspect(sku, 'L1', 4, 'scrap', { condition: 'damaged' })
    // Nobody knows of which lot.
    const loose = { channel: 'shop', sku, lot: null, quantity: 5, reason: 'unwanted', location: returns.cage }
    await floor.stream.push('returnReceive', loose, { occurredAt: new Date(now()).toISOString() })
    const known = () => floor.server.database.work.read((reader) => sentOver(reader, { channel: 'shop', sku, lot: '' }))
    expect(await known()).toEqual({ shipped: 10, returned: 9 })
    passes()
    await archiveNow()
    expect(await isThere(sku)).toBe(false)
    await floor.receive(sku, 'L2', 10, 'A-01')
    await returns.shipped(sku, 10)
    await returns.receive(sku, 'L2', 1, { reason: 'defective' })
    expect((await returns.figures({ groupBy: 'sku' })).filter((row) => row.sku === sku)).toMatchObject([
      { shipped: 10, returned: 1 },
    ])
    expect(await known()).toEqual({ shipped: 10, returned: 1 })
    const judged = await floor.server.database.work.read(async (reader) =>
      returnsOfLot(reader, await readReturnSettings(reader), sku, 'L2'),
    )
    expect(judged).toMatchObject({ shipped: 10, returned: 1, othersShipped: 0, othersReturned: 0 })
  })

  it('takes up a return of what is archived, as of what it does not know', async () => {
    const returns = await returnsFloor(floor)
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 3, 'A-01')
    await sell(sku, 3, { externalId: `LATE-${sku}` })
    passes()
    await archiveNow()
    expect(await isThere(sku)).toBe(false)
    const came = await returns.receive(sku, 'L1', 1, { orderExternalId: `LATE-${sku}` })
    expect(came.result.outcome).toBe('exception')
    const { result } = await returns.inspect(sku, 'L1', 1, 'scrap', { condition: 'damaged' })
    expect(result.outcome).not.toBe('refused')
    for (const one of await returns.list())
      expect((await floor.server.call('GET', `/returns/${one.id}/evidence`)).status).toBe(200)
    expect(await traceLot(where(), sku, 'L1')).toHaveLength(2)
    await feedSettled(floor.server)
    await captureCosts(floor.server.database.work)
    await ok(floor.server, 'POST', `/transactions/${came.id}/reverse`, { reason: 'Never came' })
  })

  it('lets go of what others began and never ended, and takes no name that there is', async () => {
    const left = join(folder, 'archive-2020-01-01T00-00-00-000Z.db.part')
    const live = join(folder, 'archive-2020-01-02T00-00-00-000Z.db.part')
    for (const file of [left, live]) writeFileSync(file, '')
    utimesSync(left, 0, 0)
    const file = join(folder, 'archive-2020-01-03T00-00-00-000Z.db')
    const made = await createArchive(file, MIGRATIONS)
    expect([left, live].map((one) => existsSync(one))).toEqual([false, true])
    await made.seal()
    await expect(createArchive(file, MIGRATIONS)).rejects.toMatchObject({ code: 'archive-exists' })
  })

  it('is begun at the command line by its name alone', async () => {
    const environment = {
      root: new URL('../..', import.meta.url).pathname,
      database: floor.server.database.url,
      archives: { folder, days: 1_100, byItself: false },
    } as Environment
    await expect(archiveCommand.run(['--dry-run'], environment)).rejects.toThrow('It takes no words')
    await expect(traceCommand.run(['--orders', 'X'], environment)).rejects.toThrow(UsageError)
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    const archives = { ...environment.archives, folder: join(file, 'archive') }
    await expect(archiveCommand.run([], { ...environment, archives })).rejects.toMatchObject({ code: 'no-folder' })
  })

  it('names an archive that cannot be read', async () => {
    const file = join(folder, 'archive-2020-01-01T00-00-00-000Z.db')
    writeFileSync(file, 'This is no database.')
    await expect(traceLot(where(), 'ANY', 'L1')).rejects.toMatchObject({
      code: 'archive-unreadable',
      detail: expect.stringContaining(file),
    })
  })

  it('lets its platform say something of an order that is archived', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 1, 'A-01')
    const { order } = await sell(sku, 1)
    const { work } = floor.server.database
    const connector = { id: 'web', warehouse: 'MAIN', channel: 'shop' } as Parameters<typeof applyOrder>[1]
    const said = { connectorId: 'web', externalId: 'P-1', number: '#1', orderId: order.id, changedAt: 1, asked: 0 }
    await work.run([], ({ db, t }) => db.insert(t.platformOrders).values({ ...said, attempts: 0 }))
    passes()
    await archiveNow()
    expect((await floor.server.call('GET', `/orders/${order.id}`)).status).toBe(404)
    const platform = {
      externalId: 'P-1',
      number: '#1',
      changedAt: 2,
      placedAt: 1,
      cancelled: false,
      awaitsPayment: false,
      customer: { id: 'C1', name: 'Ada' },
      shipTo: null,
      shipBy: null,
      shippingPaid: null,
      tax: null,
      discount: null,
      fees: null,
      lines: [],
      returns: [],
      source: { tagged: true },
    } as unknown as PlatformOrder
    await work.run([], (tx) => applyOrder(tx, connector, platform))
    const [row] = await work.read(({ db, t }) =>
      db.select().from(t.platformOrders).where(eq(t.platformOrders.externalId, 'P-1')),
    )
    expect(row).toMatchObject({ changedAt: 2, orderId: order.id })
    await work.run([], ({ db, t }) => db.delete(t.platformOrders))
  })
})
