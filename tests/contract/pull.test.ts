/** `GET /sync/pull`: the snapshot in pages, then the feed; together always what the server has. */
import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ReplicaChange } from '../../shared/wire/pull.ts'
import { DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { enrolDevice, type Floor, feedSettled, ok, openFloor, orderBody, type PullBody, pullAll } from './floor.ts'

/** What a device has after these changes, as `table key` → value. */
function replicaOf(changes: readonly ReplicaChange[], replica = new Map<string, unknown>()): Map<string, unknown> {
  for (const { table, key, value } of changes) {
    if (value === null) replica.delete(`${table} ${key}`)
    else replica.set(`${table} ${key}`, value)
  }
  return replica
}

describe.each(DIALECTS)('pull on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const page = (query: Record<string, string>) =>
    floor.server.call<PullBody & { code: string; field?: string }>('GET', `/sync/pull?${new URLSearchParams(query)}`)

  /** Without outcomes: the snapshot has only those of the asking device. */
  const comparable = (replica: Map<string, unknown>) =>
    Object.fromEntries(
      [...replica].filter(([key]) => !key.startsWith('outcomes ')).sort(([a], [b]) => (a < b ? -1 : 1)),
    )

  const fresh = async () => {
    await feedSettled(floor.server)
    return comparable(replicaOf((await pullAll(floor.server)).changes))
  }

  it('gives the snapshot in pages that say so, then the feed', async () => {
    const first = await page({ limit: '3' })
    expect(first).toMatchObject({ status: 200, body: { more: true, snapshot: true } })
    expect(first.body.changes.length).toBeLessThanOrEqual(3)
    let last = first.body
    while (last.snapshot) last = (await page({ limit: '3', cursor: last.cursor })).body
    expect(last.epoch).toBe(first.body.epoch)
    while (last.more) last = (await page({ cursor: last.cursor })).body
    const quiet = await page({ cursor: last.cursor })
    expect(quiet.body).toMatchObject({ changes: [], more: false, snapshot: false, cursor: last.cursor })
  })

  it('pages through names as long and odd as they may be', async () => {
    const code = `${'Ü'.repeat(20)}-${'L'.repeat(19)}`
    const sku = `${'部'.repeat(40)}${'S'.repeat(20)}`
    await ok(floor.server, 'PUT', `/items/${encodeURIComponent(sku)}`, { name: 'Long', lotTracked: true })
    await ok(floor.server, 'PUT', `/locations/${encodeURIComponent(code)}`, { kind: 'pick' })
    await floor.receive(sku, 'L'.repeat(20), 5, code)
    await feedSettled(floor.server)
    const { changes } = await pullAll(floor.server, undefined, { limit: 1 })
    expect(changes.filter(({ table }) => table === 'stock').map(({ value }) => value)).toContainEqual(
      expect.objectContaining({ sku, location: code, quantity: 5 }),
    )
  })

  it('tells of rows that are gone: an emptied bin, a barcode taken off, a shipped order', async () => {
    const sku = await floor.item({ barcodes: [{ code: 'GONE-1' }, { code: 'KEPT-1' }] })
    await floor.receive(sku, 'L1', 5, 'A-01')
    const order = await floor.order(sku, 5)
    const { tasks } = await floor.release(order.id)
    await feedSettled(floor.server)
    const { changes, cursor } = await pullAll(floor.server)
    const replica = replicaOf(changes)
    const [task] = tasks
    if (task) await floor.pick(task)
    await floor.stream.push('ship', { orderId: order.id })
    await ok(floor.server, 'PUT', `/items/${sku}`, { name: sku, lotTracked: true, barcodes: [{ code: 'KEPT-1' }] })
    await feedSettled(floor.server)
    const later = await pullAll(floor.server, cursor)
    const gone = later.changes.filter(({ value }) => value === null).map(({ table }) => table)
    expect([...new Set(gone)].sort()).toEqual(
      ['allocations', 'barcodes', 'orderLines', 'orders', 'pickLists', 'stock', 'tasks'].sort(),
    )
    replicaOf(later.changes, replica)
    expect(comparable(replica)).toEqual(await fresh())
  })

  it('leaves no order that was closed from the start on the devices', async () => {
    const sku = await floor.item()
    await feedSettled(floor.server)
    const { changes, cursor } = await pullAll(floor.server)
    const placed = await floor.placing(sku, 5, { onShort: 'partial' })
    expect(placed.body).toMatchObject({ status: 'cancelled' })
    await feedSettled(floor.server)
    const replica = replicaOf((await pullAll(floor.server, cursor)).changes, replicaOf(changes))
    expect(comparable(replica)).toEqual(await fresh())
  })

  it('brings back all of an order whose shipment is undone', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 5, 'A-01')
    const order = await floor.order(sku, 5)
    const [task] = (await floor.release(order.id)).tasks
    if (task) await floor.pick(task)
    await feedSettled(floor.server)
    const { changes, cursor } = await pullAll(floor.server)
    const shipped = await floor.stream.push('ship', { orderId: order.id })
    await floor.stream.push('reverse', { transaction: shipped.id })
    await feedSettled(floor.server)
    const replica = replicaOf((await pullAll(floor.server, cursor)).changes, replicaOf(changes))
    expect(comparable(replica)).toEqual(await fresh())
  })

  it("has a device's own outcomes in its snapshot, and nobody else's", async () => {
    const sku = await floor.item()
    const own = testStream(floor.server, 'HH-50')
    const mine = await own.push('receive', { sku, lot: 'L1', quantity: 1, location: 'A-01' })
    const bad = await own.push('receive', { sku: 'NO-SUCH', lot: 'L1', quantity: 1, location: 'A-01' })
    await testStream(floor.server, 'HH-51').push('receive', { sku, lot: 'L1', quantity: 1, location: 'A-01' })
    const token = await enrolDevice(floor.server, 'HH-50')
    const { changes } = await pullAll(floor.server, undefined, { token })
    const outcomes = replicaOf(changes.filter(({ table }) => table === 'outcomes'))
    expect([...outcomes.keys()].sort()).toEqual([`outcomes ${mine.id}`, `outcomes ${bad.id}`].sort())
    expect(outcomes.get(`outcomes ${bad.id}`)).toMatchObject({ settled: false, problem: { code: 'unknown-sku' } })
    await ok(floor.server, 'POST', `/refused/${bad.id}/dismiss`)
  })

  describe('a cursor', () => {
    const current = async () => {
      await feedSettled(floor.server)
      return (await pullAll(floor.server)).cursor
    }

    it('of another epoch is 409 snapshot-needed', async () => {
      const [, ...rest] = (await current()).split('.')
      const answer = await page({ cursor: [v7(), ...rest].join('.') })
      expect(answer).toMatchObject({ status: 409, body: { code: 'snapshot-needed' } })
    })

    it('whose chain was tampered with, or whose place is not there, is 409 snapshot-needed', async () => {
      const [epoch, position, chain = ''] = (await current()).split('.')
      const turned = (chain.startsWith('0') ? '1' : '0') + chain.slice(1)
      for (const cursor of [
        [epoch, position, turned],
        [epoch, Number(position) - 1, chain],
        [epoch, Number(position) + 1000, chain],
        [epoch, 0, chain],
      ])
        expect(await page({ cursor: cursor.join('.') })).toMatchObject({
          status: 409,
          body: { code: 'snapshot-needed' },
        })
    })

    it('of a snapshot taken of another history is found out at the latest when the feed begins', async () => {
      const { body } = await page({ limit: '1' })
      const [epoch, position, chain = '', ...rest] = body.cursor.split('.')
      const turned = (chain.startsWith('0') ? '1' : '0') + chain.slice(1)
      let cursor = [epoch, position, turned, ...rest].join('.')
      let answer = await page({ cursor })
      while (answer.status === 200 && answer.body.more) {
        cursor = answer.body.cursor
        answer = await page({ cursor })
      }
      expect(answer).toMatchObject({ status: 409, body: { code: 'snapshot-needed' } })
    })

    const keys = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

    it.each([
      'nonsense',
      '1.2',
      'e.1.x',
      'e.-1.00000000000000000000000000000000',
      '..',
      "'; drop table feed; --",
    ])('that is none is 400: %s', async (cursor) => {
      expect(await page({ cursor })).toMatchObject({ status: 400, body: { code: 'malformed', field: 'cursor' } })
    })

    it('whose page key is of another shape is no fault of the server', async () => {
      const { body } = await page({ limit: '1' })
      const head = body.cursor.split('.').slice(0, 3).join('.')
      for (const [table, after] of [
        [0, ['a', 'b', 'c', 'd', 'e']],
        [0, []],
        [6, ['MAIN', 'SKU']],
        [6, [1, 2, 3, 4, 5]],
        [11, ['line', 'lot', 'place', 'perhaps']],
        [99, ['x']],
      ] as const) {
        const answer = await page({ cursor: `${head}.${table}.${keys(after)}` })
        expect([400, 409], `${table} ${JSON.stringify(after)}: ${JSON.stringify(answer.body)}`).toContain(answer.status)
      }
      expect(floor.server.faults.splice(0)).toEqual([])
    })

    it('and limit are checked', async () => {
      for (const limit of ['0', '-1', '5001', 'many', '1.5'])
        expect(await page({ limit })).toMatchObject({ status: 422, body: { code: 'invalid', field: 'limit' } })
    })
  })

  it('nudges by server-sent event after a commit, with the newest cursor', async () => {
    const open = () =>
      floor.server.fetch(
        new Request('http://test/api/v1/sync/events', {
          headers: { authorization: `Bearer ${floor.server.adminToken}` },
        }),
      )
    const response = await open()
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    const nextCursor = async () => {
      let text = ''
      while (!/data: \S+\n\n/.test(text)) {
        const { value, done } = await reader.read()
        if (done) throw new Error('The stream ended.')
        text += new TextDecoder().decode(value)
      }
      expect(text).toContain('event: change')
      return /data: (\S+)\n\n/.exec(text)?.[1] ?? ''
    }
    let cursor = await nextCursor()
    const sku = await floor.item()
    for (;;) {
      const { changes } = await pullAll(floor.server, cursor)
      expect(changes.length).toBeGreaterThanOrEqual(0)
      cursor = await nextCursor()
      const after = await pullAll(floor.server)
      if (after.changes.some(({ table, key }) => table === 'items' && key === sku)) break
    }
    await reader.cancel()
    const denied = await floor.server.fetch(new Request('http://test/api/v1/sync/events'))
    expect(denied.status).toBe(401)
  })

  /** Things that happen between two pages, each drawn by number. */
  const happen = async (draw: number, known: { skus: string[]; orders: string[]; done: string[] }) => {
    const sku = known.skus[draw % known.skus.length] ?? ''
    const bin = `A-0${(draw % 4) + 1}`
    const kinds = [
      async () => known.done.push((await floor.receive(sku, `L${draw % 3}`, (draw % 9) + 1, bin, draw % 30)).id),
      async () => {
        const to = `A-0${((draw + 1) % 4) + 1}`
        const moved = await floor.stream.push('move', {
          sku,
          lot: `L${draw % 3}`,
          quantity: (draw % 5) + 1,
          from: bin,
          to,
        })
        known.done.push(moved.id)
      },
      async () => {
        const over = { onShort: ['partial', 'backorder', 'record'][draw % 3] }
        const { body } = await floor.server.call<{ id: string }>(
          'POST',
          '/orders',
          orderBody([{ sku, quantity: (draw % 7) + 1 }], over),
        )
        known.orders.push(body.id)
        await floor.server.call('POST', `/orders/${body.id}/release`)
      },
      async () => {
        for (const task of (await floor.tasks({ kind: 'pick', state: 'open' })).slice(0, 2))
          known.done.push((await floor.pick(task)).id)
      },
      async () => {
        const orderId = known.orders[draw % Math.max(1, known.orders.length)]
        if (orderId) known.done.push((await floor.stream.push('ship', { orderId })).id)
      },
      async () => {
        const transaction = known.done[draw % Math.max(1, known.done.length)]
        if (transaction) await floor.stream.push('reverse', { transaction })
      },
      async () =>
        ok(floor.server, 'PUT', `/items/${sku}`, {
          name: `Name ${draw}`,
          lotTracked: true,
          barcodes: [{ code: `B${draw % 5}-${sku}` }],
        }),
      async () =>
        ok(floor.server, 'PUT', `/locations/${bin}`, {
          kind: 'pick',
          pickSequence: draw % 10,
          blocked: draw % 11 === 0,
        }),
      async () =>
        ok(floor.server, 'POST', '/receipts', {
          supplier: 'Mill',
          reference: `PO-${draw}`,
          lines: [{ sku, quantity: 3 }],
        }),
    ]
    await kinds[draw % kinds.length]?.()
  }

  it('is, snapshot in small pages with writes between them and the feed after, what the server has', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.nat(100_000), { minLength: 10, maxLength: 25 }),
        async (limit, draws) => {
          const known = { skus: [await floor.item(), await floor.item()], orders: [], done: [] }
          const replica = new Map<string, unknown>()
          const waiting = [...draws]
          let cursor: string | undefined
          for (;;) {
            if (waiting.length === 0) await feedSettled(floor.server)
            const query = { limit: String(limit * 10), ...(cursor === undefined ? {} : { cursor }) }
            const { status, body } = await page(query)
            expect(status, JSON.stringify(body)).toBe(200)
            replicaOf(body.changes, replica)
            cursor = body.cursor
            const draw = waiting.pop()
            if (draw !== undefined) await happen(draw, known)
            if (draw === undefined && !body.more && !body.snapshot && body.changes.length === 0) break
          }
          expect(comparable(replica)).toEqual(await fresh())
          await floor.cleanAudit()
        },
      ),
      { numRuns: 8, seed: 20_260_105, endOnFailure: true },
    )
  })
})
