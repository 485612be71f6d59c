/** The inbox as it is read: sorted, filtered, paged, with what is in danger, whose it is, and how it came about. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type CallOptions, testStream } from '../support/server.ts'
import {
  type ExceptionBody,
  type Floor,
  ok,
  openFloor,
  type Problem,
  signInWorker,
  type TaskBody,
  type Worker,
} from './floor.ts'

interface Listed extends ExceptionBody {
  owner: string | null
  ownerName: string | null
  ageSeconds: number
  openedAt: string
  orderExternalId: string | null
  endangers: {
    orders: { id: string; externalId: string; channel: string; units: number; shipBy: string | null }[]
    moreOrders: number
    channels: string[]
    money: { amount: number; currency: string } | null
  }
  count?: { counted: number; expected: number; variance: number; unitCost: number | null }
}

interface Evidence {
  transaction: {
    type: string
    device: string
    user: { id: string; name: string } | null
    deviceTime: string
    occurredAt: string
    receivedAt: string
    offline: boolean
    payload: Record<string, unknown>
  } | null
  movements: { quantity: number; user: { name: string } | null }[]
  around: { transaction: string; quantity: number }[]
  counts: { by: string | null; counted: number; expected: number; state: string }[]
}

describe.each(EDGE_DIALECTS)('the inbox on %s', (dialect) => {
  let floor: Floor
  let ruth: Worker
  beforeAll(async () => {
    floor = await openFloor(dialect)
    ruth = await signInWorker(floor.server, 'HH-1', ['supervisor'])
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const list = async (query: Record<string, string>, options: CallOptions = {}) =>
    (
      await ok<{ items: Listed[] }>(
        floor.server,
        'GET',
        `/exceptions?${new URLSearchParams(query)}`,
        undefined,
        options,
      )
    ).items
  const read = (id: string) => ok<Listed & { evidence: Evidence }>(floor.server, 'GET', `/exceptions/${id}`)

  const negative = async (over: Record<string, unknown> = {}) => {
    const [sku, bin] = [await floor.item(over), await floor.bin()]
    await floor.receive(sku, 'L1', 1, 'A-04')
    const { id } = await floor.stream.push('move', { sku, lot: 'L1', quantity: 5, from: bin, to: 'A-02' })
    const [found] = await list({ type: 'negative-stock', sku })
    return { sku, bin, id, found: found as Listed }
  }
  async function released(sku: string, quantity: number, over: Record<string, unknown> = {}) {
    const order = await floor.order(sku, quantity, over)
    const { tasks } = await floor.release(order.id)
    return { order, task: tasks[0] as TaskBody }
  }

  describe('the list', () => {
    it('has the worst first, then the oldest, in pages that miss none', async () => {
      for (let n = 0; n < 3; n++) await negative()
      await floor.stream.push('receive', { sku: 'NOWHERE', lot: null, quantity: 1, location: 'A-01' })
      const gap = { deviceId: 'HH-1', streamId: v7(), lost: { from: 1, to: 1 }, transactions: [] }
      await ok(floor.server, 'POST', '/sync/push', gap)
      const all = await list({ limit: '1000' })
      const rank = ['severe', 'high', 'medium', 'low']
      const keys = all.map(({ severity, openedAt, id }) => `${rank.indexOf(severity)} ${openedAt} ${id}`)
      expect(keys).toEqual([...keys].sort())
      const paged: string[] = []
      let cursor = ''
      for (;;) {
        const page = await ok<{ items: Listed[]; next: string | null }>(
          floor.server,
          'GET',
          `/exceptions?limit=2&cursor=${cursor}`,
        )
        paged.push(...page.items.map(({ id }) => id))
        if (page.next === null) break
        cursor = page.next
      }
      expect(paged).toEqual(all.map(({ id }) => id))
      expect((await floor.server.call('GET', '/exceptions?cursor=abc')).body).toMatchObject({ field: 'cursor' })
    })

    it('shows what was settled last first, and pages through it', async () => {
      for (let n = 0; n < 2; n++) {
        const { sku, bin } = await negative()
        await floor.receive(sku, 'L1', 5, bin)
      }
      const page = (cursor: string) =>
        ok<{ items: { resolvedAt: string; id: string }[]; next: string }>(
          floor.server,
          'GET',
          `/exceptions?state=resolved&limit=1&cursor=${cursor}`,
        )
      const first = await page('')
      const second = await page(first.next)
      expect((first.items[0]?.resolvedAt ?? '') >= (second.items[0]?.resolvedAt ?? '')).toBe(true)
      expect(first.items[0]?.id).not.toBe(second.items[0]?.id)
    })

    it('is filtered by what it is about', async () => {
      const { sku, bin, found } = await negative()
      const wide = await negative()
      const ids = async (query: Record<string, string>) => (await list({ ...query, limit: '1000' })).map(({ id }) => id)
      for (const query of [
        { sku },
        { location: bin },
        { sku, type: 'negative-stock,over-pick' },
        { sku, severity: 'high,severe' },
        { search: `${sku.toLowerCase()} less-than`.split(' ')[0] ?? '' },
        { search: `${bin} NEGATIVE` },
        { sku, lot: 'L1' },
        { sku, owner: 'none' },
      ])
        expect(await ids(query), JSON.stringify(query)).toContain(found.id)
      for (const query of [{ sku, type: 'over-pick' }, { sku, severity: 'low' }, { sku, owner: 'me' }, { search: '%' }])
        expect(await ids(query), JSON.stringify(query)).toEqual([])
      expect(await ids({ sku: wide.sku })).toEqual([wide.found.id])
      for (const query of ['type=moon', 'severity=bad', 'state=lost']) {
        const { status, body } = await floor.server.call<Problem>('GET', `/exceptions?${query}`)
        expect({ status, field: body.field }).toEqual({
          status: 422,
          field: query.replace(/=.*/, query.startsWith('state') ? '' : '[0]'),
        })
      }
    })

    it('is filtered by an order, by its id or its number', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 5, 'A-01')
      const { order } = await released(sku, 3, { externalId: 'SHOP-4711' })
      await floor.stream.push('ship', { orderId: order.id })
      for (const query of [{ order: order.id }, { order: 'SHOP-4711' }, { search: 'shop-4711' }])
        expect((await list(query)).map(({ type }) => type)).toEqual(['over-shipment'])
      const [found] = await list({ order: order.id })
      expect(found).toMatchObject({ orderExternalId: 'SHOP-4711', order: order.id })
      expect(found?.endangers.orders).toMatchObject([{ externalId: 'SHOP-4711', units: 3 }])
      await ok(floor.server, 'POST', `/exceptions/${found?.id}/resolve`, { remedy: 'review', note: 'Called' })
    })
  })

  describe('what is in danger', () => {
    it('of missing goods is their cost, and the orders that were to have them', async () => {
      const { sku, bin, found } = await negative({ standardCost: { amount: 250, currency: 'USD' } })
      expect(found.endangers).toMatchObject({ orders: [], money: { amount: 1250, currency: 'USD' } })
      await floor.receive(sku, 'L1', 5, bin)
    })

    it('of a shortage is what customers pay for it', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      const { order } = await released(sku, 8, { shipBy: '2999-01-01T00:00:00Z', externalId: 'RISKY-1' })
      await floor.stream.push('adjust', {
        sku,
        lot: 'L1',
        location: 'A-01',
        status: 'available',
        quantity: -5,
        reason: 'x',
      })
      const inDanger = {
        id: order.id,
        externalId: 'RISKY-1',
        channel: 'shop',
        units: 3,
        shipBy: '2999-01-01T00:00:00Z',
      }
      for (const type of ['at-risk', 'short-pick']) {
        const [found] = await list({ type, sku })
        expect(found?.endangers).toEqual({
          orders: [inDanger],
          moreOrders: 0,
          channels: ['shop'],
          money: { amount: 300, currency: 'USD' },
        })
      }
    })

    it('of a lot that may not leave are the orders that have it standing ready', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'BAD', 5, 'A-01', 10)
      const { order, task } = await released(sku, 3)
      await ok(floor.server, 'POST', `/lots/${sku}/BAD/hold`, { reason: 'glass' })
      await floor.pick(task)
      const [found] = await list({ type: 'held-lot-moved', sku })
      expect(found?.endangers).toMatchObject({ orders: [{ id: order.id, units: 3 }], money: { amount: 300 } })
      await ok(floor.server, 'POST', `/exceptions/${found?.id}/resolve`, { remedy: 'put-back' })
    })

    it('of a protection is its channel; of a receipt beyond its order, what was not asked for', async () => {
      const sku = await floor.item({ standardCost: { amount: 100, currency: 'USD' } })
      const receipt = { supplier: 'Mill', reference: 'PO-1', lines: [{ sku, quantity: 10 }] }
      const { id } = await ok<{ id: string }>(floor.server, 'POST', '/receipts', receipt)
      await floor.receive(sku, 'L1', 12, 'A-01', 0, { receiptId: id, unitCost: { amount: 90, currency: 'USD' } })
      expect((await list({ type: 'over-receipt', sku }))[0]?.endangers.money).toEqual({ amount: 180, currency: 'USD' })
      await ok(floor.server, 'PUT', `/protections/${sku}/shop`, { quantity: 12 })
      await floor.stream.push('adjust', {
        sku,
        lot: 'L1',
        location: 'A-01',
        status: 'available',
        quantity: -2,
        reason: 'x',
      })
      expect((await list({ type: 'protection-short', sku }))[0]?.endangers).toMatchObject({
        channels: ['shop'],
        orders: [],
      })
    })

    it('of a count is the difference', async () => {
      const [sku, bin] = [await floor.item({ standardCost: { amount: 200, currency: 'USD' } }), await floor.bin()]
      await floor.receive(sku, 'L1', 100, bin)
      const lines = [{ sku, lot: 'L1', status: 'available', quantity: 60 }]
      await floor.stream.push('count', { location: bin, scope: 'location', lines }, { session: ruth.session })
      const [found] = await list({ type: 'count-variance', sku })
      expect(found).toMatchObject({
        count: { counted: 60, expected: 100, variance: -40, unitCost: 200 },
        endangers: { money: { amount: 8000, currency: 'USD' } },
      })
      const { evidence } = await read(found?.id ?? '')
      expect(evidence.counts).toMatchObject([{ by: 'Worker supervisor', counted: 60, expected: 100, state: 'recount' }])
      await ok(floor.server, 'POST', `/exceptions/${found?.id}/resolve`, { remedy: 'keep' })
    })
  })

  it('asks the database as often for many as for few', async () => {
    for (let n = 0; n < 12; n++) await negative({ standardCost: { amount: 250, currency: 'USD' } })
    const asked = async (limit: number) => {
      let statements = 0
      await floor.server.database.work.read(async (reader) => {
        const db = new Proxy(reader.db, {
          get(target, name) {
            if (name === 'select' || name === 'selectDistinct') statements++
            const value = Reflect.get(target, name)
            return typeof value === 'function' ? value.bind(target) : value
          },
        })
        const { listExceptions } = await import('../../server/exceptions/list.ts')
        const wanted = {
          state: 'open' as const,
          type: ['negative-stock' as const],
          me: '',
          after: '',
          limit,
          now: Date.now(),
        }
        await listExceptions({ ...reader, db, statements: reader.statements }, 'MAIN', wanted as never)
      })
      return statements
    }
    const few = await asked(2)
    expect(await asked(12)).toBe(few)
    expect(few).toBeLessThan(12)
  })

  describe('evidence', () => {
    it('says who recorded what, when by both clocks, on which device, and what else happened there', async () => {
      const [sku, bin] = [await floor.item(), await floor.bin()]
      const stream = testStream(floor.server)
      await stream.push('receive', { sku, lot: 'L1', quantity: 2, location: bin })
      const occurredAt = new Date(Date.now() - 600_000).toISOString()
      const over = { session: ruth.session, occurredAt }
      const { id } = await stream.push('move', { sku, lot: 'L1', quantity: 5, from: bin, to: 'A-02' }, over)
      const [found] = await list({ type: 'negative-stock', sku })
      const { evidence } = await read(found?.id ?? '')
      expect(evidence.transaction).toMatchObject({
        type: 'move',
        device: 'HH-1',
        user: { name: 'Worker supervisor' },
        deviceTime: occurredAt,
        offline: true,
        payload: { sku, quantity: 5, from: bin },
      })
      expect(evidence.movements).toMatchObject([{ quantity: 5, user: { name: 'Worker supervisor' } }])
      expect(evidence.around.map(({ quantity }) => quantity)).toEqual([5, 2])
      expect(evidence.around[0]?.transaction).toBe(id)
      await floor.receive(sku, 'L1', 3, bin)
    })

    it('is there for what no handheld recorded, and for what was recorded online', async () => {
      const { id, found } = await negative()
      const { evidence } = await read(found.id)
      expect(evidence.transaction).toMatchObject({ offline: false })
      expect(evidence.movements).toHaveLength(1)
      expect((await floor.server.call('GET', `/exceptions/${v7()}`)).status).toBe(404)
      await ok(floor.server, 'POST', `/transactions/${id}/reverse`, { reason: 'Never happened' })
    })
  })

  describe('the owner', () => {
    it('is a person who may settle it, and is shown by name', async () => {
      const { sku, bin, found } = await negative()
      const own = (owner: unknown, options: CallOptions = {}) =>
        floor.server.call<Problem & { owner: string; ownerName: string }>(
          'PUT',
          `/exceptions/${found.id}/owner`,
          { owner },
          options,
        )
      expect((await own('me')).body).toMatchObject({ status: 422, field: 'owner' })
      expect((await own('somebody')).body).toMatchObject({ status: 422, field: 'owner' })
      expect((await own(v7())).body).toMatchObject({ code: 'unknown-user', field: 'owner' })
      const mine = await own('me', { token: ruth.token })
      expect(mine.body).toMatchObject({ ownerName: 'Worker supervisor' })
      const picker = await signInWorker(floor.server, 'HH-1', ['picker'])
      expect((await own('me', { token: picker.token })).status).toBe(403)
      expect((await list({ owner: 'me' }, { token: ruth.token })).map(({ id }) => id)).toEqual([found.id])
      expect((await list({ sku }))[0]).toMatchObject({ owner: mine.body.owner, ownerName: 'Worker supervisor' })
      const { items } = await ok<{ items: { id: string; name: string }[] }>(floor.server, 'GET', '/exceptions/owners')
      expect(items.map(({ id }) => id)).toContain(mine.body.owner)
      expect(JSON.stringify(items)).not.toContain('picker')
      expect((await own(null)).body).toMatchObject({ owner: null })
      await floor.receive(sku, 'L1', 5, bin)
    })
  })

  describe('many at once', () => {
    it('settles each in a unit of its own, and says what failed', async () => {
      const scene = async () => {
        const sku = await floor.item()
        await floor.receive(sku, 'L1', 5, 'A-01', 0, { receiptId: v7() })
        return (await list({ type: 'unknown-reference', sku }))[0]?.id as string
      }
      const [one, two] = [await scene(), await scene()]
      const { found, sku, bin } = await negative()
      const body = { ids: [one, two, found.id, v7()], remedy: 'review', note: 'All looked at' }
      const send = () =>
        ok<{ items: { id: string; ok: boolean; state?: string; problem?: Problem }[] }>(
          floor.server,
          'POST',
          '/exceptions/resolve',
          body,
          { key: 'bulk-1' },
        )
      const { items } = await send()
      expect(items.map(({ ok: done, problem }) => problem?.code ?? done)).toEqual([
        true,
        true,
        'unknown-remedy',
        'not-found',
      ])
      // Sent again with its key, each gets its first answer.
      expect((await send()).items.map(({ ok: done }) => done)).toEqual([true, true, false, false])
      const counted = { ids: [found.id], remedy: 'count' }
      const answer = await ok<{ items: { state: string }[] }>(floor.server, 'POST', '/exceptions/resolve', counted)
      expect(answer.items).toMatchObject([{ ok: true, state: 'open' }])
      await floor.receive(sku, 'L1', 5, bin)
    })

    it('does nothing that needs the details of each', async () => {
      const bulk = (body: Record<string, unknown>) => floor.server.call<Problem>('POST', '/exceptions/resolve', body)
      for (const remedy of ['merge', 'cancel', 'complete', 'relabel'])
        expect((await bulk({ ids: [v7()], remedy, note: 'x' })).body).toMatchObject({
          code: 'not-in-bulk',
          field: 'remedy',
        })
      expect((await bulk({ ids: [], remedy: 'review', note: 'x' })).body).toMatchObject({ field: 'ids' })
      const many = Array.from({ length: 201 }, () => v7())
      expect((await bulk({ ids: many, remedy: 'review', note: 'x' })).status).toBe(422)
    })
  })
})
