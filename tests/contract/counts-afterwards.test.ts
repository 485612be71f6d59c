/** What becomes of counts afterwards: undone in any order, decided, merged under, shared tasks; and remedies carried out twice. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { enrolDevice, type Floor, feedSettled, ok, openFloor, pullAll, signInWorker } from './floor.ts'

describe.each(EDGE_DIALECTS)('counts afterwards on %s', (dialect) => {
  let floor: Floor
  let ada: string
  let ben: string
  let bens: ReturnType<typeof testStream>
  let office: ReturnType<typeof testStream>
  beforeAll(async () => {
    floor = await openFloor(dialect)
    ada = (await signInWorker(floor.server, 'HH-1', ['counter'])).session
    ben = (await signInWorker(floor.server, 'HH-2', ['counter'])).session
    bens = testStream(floor.server, 'HH-2')
    office = testStream(floor.server, 'HH-9')
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const cursorNow = async () => {
    await feedSettled(floor.server)
    return (await pullAll(floor.server)).cursor as string
  }
  const line = (sku: string, lot: string | null, quantity: number, status = 'available') => ({
    sku,
    lot,
    quantity,
    status,
  })
  const countOf = (location: string, lines: object[], scope: unknown = 'location', more = {}) => ({
    location,
    scope,
    lines,
    ...more,
  })
  const tasksAt = async (location: string) =>
    (await floor.tasks({ kind: 'count', state: 'open' })).filter((t) => t.location === location)
  const resolve = (id: string, body: object) => floor.server.call('POST', `/exceptions/${id}/resolve`, body)
  const stockAt = async (sku: string, location: string, lot = 'L1') =>
    (await floor.stockRows(sku)).find(
      (row) => row.location === location && row.status === 'available' && row.lot === lot,
    )
  async function stocked(quantity: number, over = {}) {
    const [sku, bin] = [await floor.item(over), await floor.bin()]
    await floor.receive(sku, 'L1', quantity, bin)
    return { sku, bin }
  }

  it('undo of the first of two counts leaves the suspicion of the second', async () => {
    const { sku, bin } = await stocked(100)
    const first = await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 60)]), { session: ada })
    await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 60)]), { session: ada })
    const { result } = await floor.stream.push('reverse', { transaction: first.id })
    expect(result.outcome).toBe('applied')
    expect(await stockAt(sku, bin)).toMatchObject({ quantity: 100, suspect: 40 })
    expect(await tasksAt(bin)).toHaveLength(1)
  })

  it('undo of an older count does not change what the newer saw', async () => {
    const { sku, bin } = await stocked(100)
    const first = await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 97)]), { session: ada })
    await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 97)]), { session: ada })
    await floor.stream.push('reverse', { transaction: first.id })
    expect(await stockAt(sku, bin)).toMatchObject({ quantity: 97, suspect: 0 })
  })

  it('a difference whose figure was put right by hand is counted again, not posted twice', async () => {
    const { sku, bin } = await stocked(100)
    await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 60)]), { session: ada })
    const status = 'available'
    await office.push('adjust', { sku, lot: 'L1', location: bin, status, quantity: -40, reason: 'broken' })
    expect(await floor.exceptions({ type: 'count-variance', sku })).toEqual([])
    const [asked] = await tasksAt(bin)
    await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 60)], { sku }, { taskId: asked?.id }), {
      session: ada,
    })
    expect(await stockAt(sku, bin)).toMatchObject({ quantity: 60, suspect: 0 })
    expect(await tasksAt(bin)).toEqual([])
  })

  it('an approved count that is undone is forgotten', async () => {
    const { sku, bin } = await stocked(100)

    const c = await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 60)]), { session: ada })
    const [found] = await floor.exceptions({ type: 'count-variance', sku })
    await resolve(found?.id ?? '', { remedy: 'approve', reason: 'stolen' })
    expect(await stockAt(sku, bin)).toMatchObject({ quantity: 60, suspect: 0 })
    const { result } = await floor.stream.push('reverse', { transaction: c.id })
    expect(result.exceptions).toEqual([])
    expect(await stockAt(sku, bin)).toMatchObject({ quantity: 100, suspect: 0 })
    const { items } = await ok<{ items: { id: string; reversed: boolean }[] }>(
      floor.server,
      'GET',
      `/counts?location=${bin}`,
    )
    expect(items.find((x) => x.id === c.id)?.reversed).toBe(true)
  })

  it('a late move that explained a difference, undone, leaves nothing suspect', async () => {
    const { sku, bin } = await stocked(100)
    const s = testStream(floor.server, 'HH-1')
    const moved = s.envelope('move', { sku, lot: 'L1', quantity: 40, from: bin, to: 'A-01' })
    const counted = s.envelope('count', countOf(bin, [line(sku, 'L1', 60)]), { session: ada })
    await s.send([], { lost: { from: 1, to: 1 } })
    await s.send([counted])
    expect(await stockAt(sku, bin)).toMatchObject({ quantity: 100, suspect: 40 })
    await s.send([moved])
    expect(await stockAt(sku, bin)).toMatchObject({ quantity: 60, suspect: 0 })
    await s.push('reverse', { transaction: moved.id })
    expect(await stockAt(sku, bin)).toMatchObject({ quantity: 100, suspect: 0 })
  })

  it('two counts undone, the older first', async () => {
    const { sku, bin } = await stocked(100)
    const first = await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 100)]), { session: ada })
    const second = await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 100)]), { session: ada })
    await floor.stream.push('reverse', { transaction: first.id })
    await floor.stream.push('reverse', { transaction: second.id })
  })

  it('what a short pick missed stays asked for when a shared negative task goes', async () => {
    const { sku, bin } = await stocked(10)
    await floor.stream.push('move', { sku, lot: 'L2', quantity: 2, from: bin, to: 'A-01' })
    const order = await floor.order(sku, 4)
    const [task] = (await floor.release(order.id)).tasks
    await floor.stream.push('shortPick', { taskId: task?.id, found: 0, reason: 'missing' })
    expect(await stockAt(sku, bin)).toMatchObject({ quantity: 10, suspect: 10 })
    await floor.receive(sku, 'L2', 5, bin)
    expect(await tasksAt(bin)).toHaveLength(1)
  })

  it('two negative lots share a task', async () => {
    const { sku, bin } = await stocked(10)
    await floor.stream.push('move', { sku, lot: 'L2', quantity: 2, from: bin, to: 'A-01' })
    await floor.stream.push('move', { sku, lot: 'L3', quantity: 2, from: bin, to: 'A-01' })
    await floor.receive(sku, 'L2', 5, bin)
    expect(await tasksAt(bin)).toHaveLength(1)
  })

  it('two short picks share a task, the first is undone', async () => {
    const { sku, bin } = await stocked(10)
    await floor.receive(sku, 'L2', 10, bin)
    const one = await floor.stream.push('shortPick', {
      taskId: crypto.randomUUID(),
      sku,
      lot: 'L1',
      location: bin,
      found: 0,
      reason: 'missing',
    })
    await floor.stream.push('shortPick', {
      taskId: crypto.randomUUID(),
      sku,
      lot: 'L2',
      location: bin,
      found: 0,
      reason: 'missing',
    })
    expect(await tasksAt(bin)).toHaveLength(1)
    await floor.stream.push('reverse', { transaction: one.id })
    expect(await stockAt(sku, bin, 'L2')).toMatchObject({ suspect: 10 })
    expect(await tasksAt(bin)).toHaveLength(1)
  })

  it('a blind count that is undone is blind again', async () => {
    const { sku, bin } = await stocked(10)
    const token = await enrolDevice(floor.server, 'HH-77')
    await ok(floor.server, 'POST', '/counts', { locations: [bin] })
    await feedSettled(floor.server)
    const { cursor } = await pullAll(floor.server, undefined, { token })
    const c = await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 10)]), { session: ada })
    await feedSettled(floor.server)
    const shown = await pullAll(floor.server, cursor, { token })
    expect(shown.changes.filter((x) => x.table === 'stock' && x.key.includes(bin)).at(-1)?.value).not.toBeNull()
    await floor.stream.push('reverse', { transaction: c.id })
    expect(await tasksAt(bin)).toHaveLength(1)
    await feedSettled(floor.server)
    const after = await pullAll(floor.server, shown.cursor, { token })
    expect(after.changes.filter((x) => x.table === 'stock' && x.key.includes(bin)).at(-1)?.value).toBeNull()
  })

  it('a write-off and an approval of one balance', async () => {
    const { sku, bin } = await stocked(10)
    await floor.stream.push('move', { sku, lot: 'L1', quantity: 30, from: bin, to: 'A-01' })
    await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 20)]), { session: ada })
    const [negative] = await floor.exceptions({ type: 'negative-stock', sku })
    const written = await resolve(negative?.id ?? '', { remedy: 'write-off', reason: 'unknown' })
    const [found] = await floor.exceptions({ type: 'count-variance', sku })
    const approved = await resolve(found?.id ?? '', { remedy: 'approve', reason: 'unknown' })
    expect(await stockAt(sku, bin), JSON.stringify([written.body, approved.body])).toMatchObject({ quantity: 20 })
  })

  it('a count of one lot does not close the disturbance of another', async () => {
    const { sku, bin } = await stocked(10)
    await floor.receive(sku, 'L2', 10, bin)
    const before = await cursorNow()
    await office.push('move', { sku, lot: 'L2', quantity: 3, from: bin, to: 'A-01' }, { cursor: await cursorNow() })
    await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 10), line(sku, 'L2', 7)], { sku }), {
      session: ada,
      cursor: before,
    })
    expect(await floor.exceptionTypes({ sku })).toContain('count-disturbed')
    await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 10)], { sku, lot: 'L1' }), {
      session: ada,
      cursor: await cursorNow(),
    })
    expect(await tasksAt(bin)).toHaveLength(1)
    expect(await floor.exceptionTypes({ sku })).toContain('count-disturbed')
  })

  it.each([
    'while it is still asked',
    'after it was answered',
  ])('a count that is undone leaves asked what a move had disturbed before it: %s', async (how) => {
    const { sku, bin } = await stocked(10)
    const before = await cursorNow()
    await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 10)]), { session: ada })
    // Of a move that knew nothing of the count nobody can say whether it was seen.
    await bens.push('move', { sku, lot: 'L1', quantity: 2, from: 'A-01', to: bin }, { session: ben, cursor: before })
    expect(await tasksAt(bin)).toHaveLength(1)
    const second =
      how === 'while it is still asked'
        ? await bens.push('count', countOf(bin, [line(sku, 'L1', 11)], { sku }), { session: ben, cursor: before })
        : await office.push('count', countOf(bin, [line(sku, 'L1', 12)], { sku }), { cursor: await cursorNow() })
    expect(await tasksAt(bin)).toHaveLength(how === 'while it is still asked' ? 1 : 0)
    await (how === 'while it is still asked' ? bens : office).push('reverse', { transaction: second.id })
    expect(await floor.exceptions({ type: 'count-disturbed', sku })).toHaveLength(1)
    expect(await tasksAt(bin)).toHaveLength(1)
    await office.push('count', countOf(bin, [line(sku, 'L1', 10)], { sku }), { cursor: await cursorNow() })
    expect(await floor.exceptions({ type: 'count-disturbed', sku })).toEqual([])
    await floor.receive(sku, 'L1', 2, 'A-01')
  })

  it('disturbed, that finds nothing of the item any more, is settled', async () => {
    const { sku, bin } = await stocked(4)
    const before = await cursorNow()
    const late = testStream(floor.server, 'HH-8')
    const moved = late.envelope('move', { sku, lot: 'L1', quantity: 4, from: bin, to: 'A-01' }, { cursor: before })
    await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 4)]), { session: ada, cursor: before })
    await late.send([moved])
    expect(await floor.exceptionTypes({ sku })).toEqual(['count-disturbed'])
    await floor.stream.push('count', countOf(bin, []), { session: ada, cursor: await cursorNow() })
    expect(await tasksAt(bin)).toEqual([])
    expect(await floor.exceptionTypes({ sku })).toEqual([])
  })

  it('a merge while somebody counted disturbs, with two warehouses', async () => {
    await ok(floor.server, 'PUT', '/warehouses/ZULU', { name: 'Z', timeZone: 'UTC', currency: 'USD' })
    const { sku, bin } = await stocked(5)
    await office.push('move', { sku, lot: 'WR', quantity: 4, from: 'A-02', to: bin })
    await floor.receive(sku, 'L1', 4, 'A-02')
    const before = await cursorNow()
    const [found] = await floor.exceptions({ type: 'unconfirmed-lot', sku })
    const merged = await resolve(found?.id ?? '', { remedy: 'merge', lot: 'L1' })
    expect(merged.status, JSON.stringify(merged.body)).toBe(200)
    expect(await floor.stock(sku)).toMatchObject({ [`L1@${bin}`]: 9 })
    const c = await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 5), line(sku, 'WR', 4)]), {
      session: ada,
      cursor: before,
    })
    expect(await floor.lines(c.id)).toEqual([])
    expect(c.result.exceptions.map((x) => x.type)).toContain('count-disturbed')
  })

  it('merge of a lot with an open difference, then approved', async () => {
    const { sku, bin } = await stocked(5)
    await floor.stream.push('count', countOf(bin, [line(sku, 'L1', 5), line(sku, 'WR', 30)]), { session: ada })
    const [v] = await floor.exceptions({ type: 'count-variance', sku })
    await resolve(v?.id ?? '', { remedy: 'approve' })
    await bens.push('count', countOf(bin, [line(sku, 'L1', 5)]), { session: ben })
    expect(await stockAt(sku, bin, 'WR')).toMatchObject({ quantity: 30, suspect: 30 })
    const [found] = await floor.exceptions({ type: 'unconfirmed-lot', sku })
    const merged = await resolve(found?.id ?? '', { remedy: 'merge', lot: 'L1' })
    expect(merged.status, JSON.stringify(merged.body)).toBe(200)
    const [v2] = await floor.exceptions({ type: 'count-variance', sku })
    if (v2) await resolve(v2.id, { remedy: 'approve' })
    const rows = (await floor.stockRows(sku)).filter((r) => r.location === bin)
    expect(
      rows.every((r) => r.quantity >= 0),
      JSON.stringify(rows),
    ).toBe(true)
    if ((await tasksAt(bin)).length === 0)
      expect(
        rows.every((r) => r.suspect === 0),
        JSON.stringify(rows),
      ).toBe(true)
  })

  it('send back of what nobody expected, in two parts', async () => {
    const sku = await floor.item()
    const other = await floor.item()
    const bin = await floor.bin()
    const { id } = await ok<{ id: string }>(floor.server, 'POST', '/receipts', {
      supplier: 'S',
      reference: `R${sku}`,
      lines: [{ sku: other, quantity: 1 }],
    })
    await floor.receive(sku, 'L1', 10, bin, 0, { receiptId: id })
    await floor.receive(sku, 'L1', 50, bin)
    const [over] = await floor.exceptions({ type: 'over-receipt', sku })
    const r1 = await resolve(over?.id ?? '', { remedy: 'send-back', quantity: 4 })
    expect(r1.status, JSON.stringify(r1.body)).toBe(200)
    const r2 = await resolve(over?.id ?? '', { remedy: 'send-back' })
    expect(r2.body, JSON.stringify(r2.body)).toMatchObject({ state: 'resolved' })
    expect(await stockAt(sku, bin)).toMatchObject({ quantity: 50 })
  })

  it('one transaction undone by two at once', async () => {
    const { sku, bin } = await stocked(20)
    for (let i = 0; i < 10; i++) {
      const m = await floor.stream.push('move', { sku, lot: 'L1', quantity: 1, from: bin, to: 'A-03' })
      const s1 = testStream(floor.server, 'HH-1')
      const s2 = testStream(floor.server, 'HH-2')
      await Promise.all([
        s1.push('reverse', { transaction: m.id }),
        s2.push('reverse', { transaction: m.id }),
        floor.server.call('POST', `/transactions/${m.id}/reverse`, { reason: 'x' }),
      ])
    }
    expect(await floor.stock(sku)).toEqual({ [`L1@${bin}`]: 20 })
  })
})
