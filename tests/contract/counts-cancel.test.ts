/** Counts that are not wanted any more: dropped, unless something still waits for one of them. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { enrolDevice, type Floor, feedSettled, ok, openFloor, pullAll, signInWorker } from './floor.ts'

interface CountTask {
  id: string
  location: string
  origin: string
  state: string
  device: string | null
  blind: boolean
  createdAt: string
  leasedAt: string | null
}

describe.each(EDGE_DIALECTS)('counts that are cancelled on %s', (dialect) => {
  let floor: Floor
  let ada: string
  beforeAll(async () => {
    floor = await openFloor(dialect)
    ada = (await signInWorker(floor.server, 'HH-1', ['counter'])).session
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const asked = async (body: object) => (await ok<{ items: CountTask[] }>(floor.server, 'POST', '/counts', body)).items
  const cancel = (...tasks: (string | undefined)[]) =>
    floor.server.call<{ items: CountTask[]; code: string; detail: string }>('POST', '/counts/cancel', { tasks })
  const open = async (location: string) =>
    ((await floor.tasks({ kind: 'count', state: 'open' })) as unknown as CountTask[]).filter(
      (task) => task.location === location,
    )
  async function stocked(quantity: number) {
    const [sku, bin] = [await floor.item(), await floor.bin()]
    await floor.receive(sku, 'L1', quantity, bin)
    return { sku, bin }
  }
  const counted = (location: string, sku: string, quantity: number, over: object = {}, stream = floor.stream) =>
    stream.push(
      'count',
      { location, scope: 'location', lines: [{ sku, lot: 'L1', quantity }] },
      { session: ada, ...over },
    )

  it('are open no more, and what they kept from handhelds comes back', async () => {
    const token = await enrolDevice(floor.server, 'HH-7')
    const { bin, sku } = await stocked(10)
    const [task] = await asked({ locations: [bin] })
    expect(await open(bin)).toMatchObject([{ blind: true, leasedAt: null, device: null, origin: 'hand' }])
    await feedSettled(floor.server)
    const before = await pullAll(floor.server, undefined, { token })
    const stockOf = (changes: typeof before.changes) =>
      changes.filter((one) => one.table === 'stock' && one.key.includes(sku))
    expect(stockOf(before.changes).filter(({ value }) => value !== null)).toEqual([])

    const cancelled = await cancel(task?.id)
    expect(cancelled).toMatchObject({ status: 200, body: { items: [{ id: task?.id, state: 'cancelled' }] } })
    expect(await open(bin)).toEqual([])
    await feedSettled(floor.server)
    const after = await pullAll(floor.server, before.cursor, { token })
    expect(stockOf(after.changes)).toMatchObject([{ value: { quantity: 10 } }])
    expect((await cancel(task?.id)).body).toMatchObject({ code: 'count-closed' })
    expect((await cancel('0193a1b2-0000-7000-8000-000000000001')).status).toBe(404)
  })

  it('are dropped together or not at all', async () => {
    const [one, two] = [await stocked(100), await stocked(100)]
    const [plain] = await asked({ locations: [one.bin] })
    await counted(two.bin, two.sku, 60)
    const [again] = await open(two.bin)
    expect(again).toMatchObject({ origin: 'variance' })
    const refused = await cancel(plain?.id, again?.id)
    expect(refused).toMatchObject({ status: 409, body: { code: 'still-needed', task: again?.id } })
    expect(refused.body.detail).toContain(two.bin)
    expect(refused.body.detail).not.toMatch(/\b(60|100|40)\b/)
    expect(await open(one.bin)).toHaveLength(1)
    expect(await cancel(plain?.id)).toMatchObject({ status: 200 })

    const [found] = await floor.exceptions({ type: 'count-variance', sku: two.sku })
    await ok(floor.server, 'POST', `/exceptions/${found?.id}/resolve`, { remedy: 'keep', note: 'Seen behind' })
    expect(await open(two.bin)).toEqual([])
  })

  it('stay where goods were moved while they were counted, by whichever count is to answer that', async () => {
    const { sku, bin } = await stocked(20)
    const { session } = await signInWorker(floor.server, 'HH-2', ['counter'])
    const { result } = await counted(bin, sku, 12, { cursor: null, session }, testStream(floor.server, 'HH-2'))
    expect(result.exceptions).toMatchObject([{ type: 'count-disturbed' }])
    const [again] = await open(bin)
    expect(again).toMatchObject({ origin: 'disturbed' })
    expect((await cancel(again?.id)).body.code).toBe('still-needed')
    const [whole] = await asked({ locations: [bin] })
    expect((await cancel(whole?.id, again?.id)).body.code).toBe('still-needed')
    expect(await cancel(again?.id)).toMatchObject({ status: 200 })
    expect((await cancel(whole?.id)).body.code).toBe('still-needed')
    await counted(bin, sku, 20)
    expect(await open(bin)).toEqual([])
  })

  it('stay where a picker did not find what the ledger has', async () => {
    const { sku, bin } = await stocked(10)
    const order = await floor.order(sku, 4)
    const [task] = (await floor.release(order.id)).tasks
    await floor.stream.push('shortPick', { taskId: task?.id, found: 0, reason: 'missing' })
    const [short] = await open(bin)
    expect(short).toMatchObject({ origin: 'short-pick' })
    expect((await cancel(short?.id)).body).toMatchObject({
      code: 'still-needed',
      detail: expect.stringContaining('did not find'),
    })
    await counted(bin, sku, 10)
    expect(await open(bin)).toEqual([])
  })

  it('are for those who may ask for them, who may also take them back from any device', async () => {
    const { bin } = await stocked(5)
    const [task] = await asked({ locations: [bin] })
    const lease = { deviceId: 'HH-1', tasks: [task?.id] }
    await ok(floor.server, 'POST', '/counts/lease', lease)
    const [leased] = await open(bin)
    expect(leased).toMatchObject({ device: 'HH-1', leasedAt: expect.any(String) })
    const counter = await signInWorker(floor.server, 'HH-8', ['counter'])
    const planner = await signInWorker(floor.server, 'DESK-1', ['planner'])
    const by = (path: string, body: object, { token }: { token: string }) =>
      floor.server.call<{ code: string }>('POST', path, body, { token })
    expect((await by('/counts/cancel', { tasks: [task?.id] }, counter)).status).toBe(403)
    expect((await by('/counts/return', lease, counter)).body.code).toBe('other-device')
    expect(await by('/counts/return', lease, planner)).toMatchObject({
      status: 200,
      body: { items: [{ device: null }] },
    })
    expect(await open(bin)).toMatchObject([{ device: null, leasedAt: null }])
    expect((await by('/counts/cancel', { tasks: [task?.id] }, planner)).status).toBe(200)
  })
})
