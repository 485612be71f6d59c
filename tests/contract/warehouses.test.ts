/** A warehouse is the boundary of one pool: what is another's is unknown here, whatever a transaction names. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { enrolDevice, type Floor, ok, openFloor, orderBody, type PullBody, type ReleaseBody } from './floor.ts'

describe.each(DIALECTS)('two warehouses on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
    await ok(floor.server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: 'UTC', currency: 'USD' })
    for (const code of ['DOCK-1', 'A-01'])
      await ok(floor.server, 'PUT', `/locations/${code}`, { kind: 'pick', warehouse: 'EAST' })
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const push = async (warehouse: string, type: string, payload: Record<string, unknown>) => {
    const stream = testStream(floor.server)
    const sent = stream.envelope(type, payload)
    const body = { deviceId: 'HH-1', streamId: stream.streamId, transactions: [sent] }
    const { results } = await ok<{ results: { outcome: string; exceptions: { type: string }[] }[] }>(
      floor.server,
      'POST',
      `/sync/push?warehouse=${warehouse}`,
      body,
    )
    return { id: sent.id, result: results[0] }
  }
  const onHand = async (sku: string, warehouse: string) =>
    (await ok<{ onHand: number }>(floor.server, 'GET', `/inventory/${sku}?warehouse=${warehouse}`)).onHand

  /** Five of an item in each warehouse, and an order of two in EAST. */
  const scene = async () => {
    const sku = await floor.item()
    for (const warehouse of ['MAIN', 'EAST'])
      await push(warehouse, 'receive', { sku, lot: 'L1', quantity: 5, location: 'A-01' })
    const order = await ok<{ id: string; lines: { id: string }[] }>(
      floor.server,
      'POST',
      '/orders?warehouse=EAST',
      orderBody([{ sku, quantity: 2 }]),
    )
    const { tasks, pickListId } = await ok<ReleaseBody>(floor.server, 'POST', `/orders/${order.id}/release`)
    const [task] = tasks
    if (!task) throw new Error('There is no task.')
    return { sku, order, task, pickListId }
  }

  it('keeps stock and promises of each by themselves', async () => {
    const { sku } = await scene()
    expect(await floor.inventory(sku)).toMatchObject({ onHand: 5, channels: [{ allocated: 0, availableToPromise: 5 }] })
    const east = await ok(floor.server, 'GET', `/inventory/${sku}?warehouse=EAST`)
    expect(east).toMatchObject({ onHand: 5, channels: [{ allocated: 2, availableToPromise: 3 }] })
  })

  it("takes another warehouse's task and line for unknown", async () => {
    const { sku, order, task } = await scene()
    const about = { taskId: task.id, lineId: task.lineId, orderId: order.id }
    const picked = await push('MAIN', 'pick', { ...about, sku, lot: 'L1', location: 'A-01', quantity: 2 })
    expect(picked.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'unknown-reference' }] })
    expect(await floor.readOrder(order.id)).toMatchObject({ status: 'released', lines: [{ allocated: 2, picked: 0 }] })
  })

  it("does not short another warehouse's task", async () => {
    const { sku, task } = await scene()
    const about = { taskId: task.id, sku, lot: 'L1', location: 'A-01', found: 5, reason: 'missing' }
    const short = await push('MAIN', 'shortPick', about)
    expect(short.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'unknown-reference' }] })
  })

  it("takes another warehouse's order for unknown", async () => {
    const { sku, order, task } = await scene()
    await push('EAST', 'pick', { taskId: task.id, sku, lot: 'L1', location: 'A-01', quantity: 2 })
    const lines = [{ sku, lot: 'L1', quantity: 2, from: 'STAGING' }]
    const shipped = await push('MAIN', 'ship', { orderId: order.id, lines })
    expect(shipped.result?.exceptions.map(({ type }) => type)).toContain('unknown-reference')
    expect(await floor.readOrder(order.id)).toMatchObject({ status: 'picked' })
    await push('MAIN', 'ship', { orderId: order.id })
    expect(await floor.readOrder(order.id)).toMatchObject({ status: 'picked' })
  })

  it("takes another warehouse's receipt for unknown", async () => {
    const sku = await floor.item()
    const body = { supplier: 'Mill', reference: 'PO', lines: [{ sku, quantity: 5 }] }
    const { id: receiptId } = await ok<{ id: string }>(floor.server, 'POST', '/receipts?warehouse=EAST', body)
    const received = await push('MAIN', 'receive', { sku, lot: 'L1', quantity: 5, location: 'A-01', receiptId })
    expect(received.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'unknown-reference' }] })
  })

  it("does not undo another warehouse's transaction in its own stock", async () => {
    const sku = await floor.item()
    const { id } = await push('EAST', 'receive', { sku, lot: 'L1', quantity: 5, location: 'A-01' })
    await push('MAIN', 'reverse', { transaction: id })
    expect([await onHand(sku, 'MAIN'), await onHand(sku, 'EAST')]).toEqual([0, 5])
  })

  it("does not undo another warehouse's transaction that comes later", async () => {
    const sku = await floor.item()
    const stream = testStream(floor.server)
    const sent = stream.envelope('receive', { sku, lot: 'L1', quantity: 5, location: 'A-01' })
    await push('MAIN', 'reverse', { transaction: sent.id })
    const body = { deviceId: 'HH-1', streamId: stream.streamId, transactions: [sent] }
    await ok(floor.server, 'POST', '/sync/push?warehouse=EAST', body)
    expect([await onHand(sku, 'MAIN'), await onHand(sku, 'EAST')]).toEqual([0, 5])
  })

  it("does not lease another warehouse's pick list to a device", async () => {
    const { pickListId } = await scene()
    const token = await enrolDevice(floor.server, 'HH-MAIN', 'MAIN')
    const leased = await floor.server.call(
      'POST',
      `/pick-lists/${pickListId}/lease`,
      { deviceId: 'HH-MAIN' },
      { token },
    )
    expect(leased.status).toBeGreaterThanOrEqual(403)
  })

  it("never sends another warehouse's rows", async () => {
    await scene()
    const token = await enrolDevice(floor.server, 'HH-MAIN-2', 'MAIN')
    const rows: unknown[] = []
    let cursor = ''
    for (;;) {
      const page: PullBody = await ok(floor.server, 'GET', `/sync/pull?warehouse=EAST&limit=50${cursor}`, undefined, {
        token,
      })
      rows.push(...page.changes)
      cursor = `&cursor=${page.cursor}`
      if (!page.more) break
    }
    expect(JSON.stringify(rows)).not.toContain('"EAST"')
    const codes = rows.filter((row) => (row as { table: string }).table === 'warehouses')
    expect(codes.map((row) => (row as { key: string }).key)).toEqual(['MAIN'])
    expect(rows.filter((row) => (row as { table: string }).table === 'orders')).toEqual([])
  })
})
