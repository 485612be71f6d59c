/** The lists that the office scrolls through: sorted, filtered, counted, and looked into at any place, as figures move. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { inventoriesOf, inventoryOf } from '../../server/availability/inventory.ts'
import { createLists } from '../../server/lists/lists.ts'
import { totalsOf } from '../../shared/rules/item-totals.ts'
import { EXCEPTION_SORTS, LOT_SORTS, ORDER_SORTS } from '../../shared/wire/list-sorts.ts'
import { STOCK_FIGURES, STOCK_FILTERS } from '../../shared/wire/stock-list.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, type InventoryBody, ok, openFloor } from './floor.ts'

interface Item extends InventoryBody {
  sku: string
  name: string
  atRisk: number
}

interface Listed<Row> {
  items: Row[]
  next: string | null
  total?: number
  counts?: Record<string, number>
}

interface Order {
  id: string
  externalId: string
  shipBy: string | null
  status: string
  atRisk: number
  committed: number
}

interface Lot {
  sku: string
  lot: string
  expiresOn: string | null
  receivedAt: string
}

interface Exception {
  id: string
  type: string
  severity: string
  openedAt: string
  shipBy: string | null
}

const SEVERITIES = ['severe', 'high', 'medium', 'low']
const DAY = 86_400_000

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

describe.each(EDGE_DIALECTS)('long lists on %s', (dialect) => {
  let floor: Floor
  const skus: string[] = []

  const read = <Row>(path: string, query: Record<string, string | number> = {}) =>
    ok<Listed<Row>>(
      floor.server,
      'GET',
      `${path}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`,
    )

  /** Page by page, as a program reads it. */
  async function walked<Row>(path: string, query: Record<string, string | number>, limit = 3): Promise<Row[]> {
    const rows: Row[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Listed<Row> = await read<Row>(path, { ...query, cursor, limit })
      expect(page.items.length).toBeLessThanOrEqual(limit)
      rows.push(...page.items)
      cursor = page.next
    }
    return rows
  }

  /** Window by window, as a person scrolls. */
  async function scrolled<Row>(path: string, query: Record<string, string | number>, size = 4): Promise<Row[]> {
    const { total = Number.NaN } = await read<Row>(path, { ...query, limit: 1, total: 'true' })
    const rows: Row[] = []
    for (let skip = 0; skip < total; skip += size)
      rows.push(...(await read<Row>(path, { ...query, skip, limit: size })).items)
    expect(rows).toHaveLength(total)
    return rows
  }

  beforeAll(async () => {
    floor = await openFloor(dialect)
    const { server } = floor
    await ok(server, 'PUT', '/channels/fresh', { name: 'Fresh', kind: 'retail', priority: 2, minShelfLifeDays: 30 })
    const names = ['Zander', 'éclair', 'Ecru', 'apple', 'Apple', 'zest', 'Öl 2', 'Öl 10', 'pear', 'Pear']
    for (const [nth, name] of names.entries()) {
      const sku = await floor.item({ name, rotation: 'fefo' })
      skus.push(sku)
      if (nth === 4) continue
      const soon = new Date(Date.now() + 10 * DAY).toISOString().slice(0, 10)
      await floor.receive(sku, 'L1', 10 + nth, 'A-01', nth, nth % 2 ? { expiresOn: '2031-12-31' } : { expiresOn: soon })
      if (nth % 3 === 0) await floor.receive(sku, 'L2', 5, 'A-02', 20 - nth, {})
    }
    await floor.order(skus[0] as string, 4, { shipBy: '2031-03-01' })
    await floor.order(skus[0] as string, 1, { shipBy: '2031-01-01' })
    await floor.order(skus[1] as string, 2, {})
    await floor.order(skus[2] as string, 30, { onShort: 'record', shipBy: '2031-02-01' })
    await floor.order(skus[3] as string, 3, { channel: 'fresh', shipBy: '2031-01-01' })
    await ok(server, 'PUT', `/protections/${skus[5]}/shop`, { quantity: 6 })
    // Promised, and then gone: at risk.
    await floor.order(skus[7] as string, 15, { shipBy: '2031-01-15' })
    await floor.stream.push('changeStatus', {
      ...{ sku: skus[7], lot: 'L1', location: 'A-01', quantity: 12, from: 'available', to: 'damaged', reason: 'wet' },
    })
    await floor.stream.push('changeStatus', {
      ...{ sku: skus[5], lot: 'L1', location: 'A-01', quantity: 12, from: 'available', to: 'damaged', reason: 'wet' },
    })
    // The ledger disagrees.
    for (const sku of skus.slice(8))
      await floor.stream.push('move', { sku, lot: 'L1', quantity: 3, from: 'A-04', to: 'A-03' })
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const allItems = () => walked<Item>('/inventory', {}, 1_000)

  it('read the figures of many items as those of each', async () => {
    await floor.server.database.work.read(async (reader) => {
      const now = Date.now()
      const many = await inventoriesOf(reader, 'MAIN', [...skus, 'no such item'], now)
      expect(many.map(({ sku }) => sku)).toEqual(skus)
      for (const found of many) expect(found).toEqual(await inventoryOf(reader, 'MAIN', found.sku, now))
    })
  })

  describe('of stock', () => {
    const keyOf = (item: Item, column: string): number | string => {
      if (column.startsWith('atp:'))
        return item.channels.find(({ channel }) => channel === column.slice(4))?.availableToPromise ?? -1
      return { ...item, ...totalsOf(item) }[column as 'shared']
    }

    it.each([...STOCK_FIGURES, 'atp:shop', 'atp:fresh'])('are sorted by %s, both ways', async (column) => {
      const all = await allItems()
      for (const down of [false, true]) {
        const turn = down ? -1 : 1
        const wanted = [...all].sort(
          (a, b) => turn * compare(keyOf(a, column), keyOf(b, column)) || compare(a.sku, b.sku),
        )
        const sort = down ? `-${column}` : column
        expect(await walked('/inventory', { sort })).toEqual(wanted)
        expect(await scrolled('/inventory', { sort })).toEqual(wanted)
      }
    })

    it('are sorted by name as people read it, whatever its accents and capitals', async () => {
      const names = (await walked<Item>('/inventory', { sort: 'name' })).map(({ name }) => name)
      expect(names.map((name) => name.toLowerCase())).toEqual([
        ...['apple', 'apple', 'éclair', 'ecru', 'öl 10', 'öl 2', 'pear', 'pear', 'zander', 'zest'],
      ])
    })

    it('are filtered, and say what each filter would leave', async () => {
      const all = await allItems()
      const passes: Record<string, (item: Item) => boolean> = {
        'at-risk': (item) => item.atRisk > 0,
        backordered: (item) => totalsOf(item).backordered > 0,
        protected: (item) => totalsOf(item).protected > 0,
        'out-of-stock': (item) => item.sellable <= 0,
      }
      const counts: Record<string, number> = {}
      for (const filter of STOCK_FILTERS) {
        const like = all.filter((item) => passes[filter]?.(item))
        counts[filter] = like.length
        expect(like.length, filter).toBeGreaterThan(0)
        expect(await scrolled('/inventory', { filter, sort: 'sku' })).toEqual(like)
      }
      expect((await read('/inventory', { counts: 'true', limit: 1 })).counts).toEqual(counts)
      expect((await read('/inventory', { total: 'true', limit: 1 })).counts).toBeUndefined()
      const both = await read<Item>('/inventory', { filter: 'at-risk,backordered', total: 'true' })
      expect(both.total).toBe(all.filter((item) => passes['at-risk']?.(item) && passes.backordered?.(item)).length)
    })

    it('are searched by words in any order', async () => {
      const found = await read<Item>('/inventory', { search: `10 ÖL`, sort: 'name', total: 'true' })
      expect(found.items.map(({ name }) => name)).toEqual(['Öl 10'])
      expect(found.total).toBe(1)
      expect((await read<Item>('/inventory', { search: '10 öl' })).items.map(({ name }) => name)).toEqual(['Öl 10'])
    })

    it('follow what happens at once', async () => {
      const sku = await floor.item({ name: 'Brand new' })
      const isFirst = async (sort: string) => (await read<Item>('/inventory', { sort, limit: 1 })).items[0]?.sku === sku
      expect(await isFirst('-onHand')).toBe(false)
      await floor.receive(sku, 'L1', 500, 'A-01')
      expect(await isFirst('-onHand')).toBe(true)
      expect((await read<Item>('/inventory', { filter: 'protected', sort: 'sku' })).items).toHaveLength(1)
      await ok(floor.server, 'PUT', `/protections/${sku}/shop`, { quantity: 400 })
      expect(await isFirst('-protected')).toBe(true)
      await floor.order(sku, 300)
      expect(await isFirst('-committed')).toBe(true)
      expect(await isFirst('-protected')).toBe(true)
      await ok(floor.server, 'POST', `/lots/${sku}/L1/hold`, { reason: 'smells' })
      expect(await isFirst('shared')).toBe(true)
      expect((await read<Item>('/inventory', { filter: 'at-risk', sort: '-committed' })).items[0]?.sku).toBe(sku)
      await ok(floor.server, 'POST', `/lots/${sku}/L1/release`, { reason: 'does not' })
      // Other terms of a channel are other figures of every item.
      await ok(floor.server, 'PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1, buffer: 1_000 })
      expect((await read<Item>('/inventory', { sort: '-atp:shop', limit: 1 })).items[0]?.sku).toBe(sku)
      await ok(floor.server, 'PUT', `/items/${sku}`, { name: 'Aaa', rotation: 'fifo', lotTracked: true })
      expect(await isFirst('name')).toBe(true)
      await ok(floor.server, 'PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1, buffer: 0 })
    })

    it('know that a lot expires without anything happening', async () => {
      const sku = await floor.item({ name: 'Milk', rotation: 'fefo' })
      const tomorrow = new Date(Date.now() + DAY).toISOString().slice(0, 10)
      await floor.receive(sku, 'L1', 5, 'A-01', 0, { expiresOn: tomorrow })
      const out = async () =>
        (await read<Item>('/inventory', { filter: 'out-of-stock', sort: 'sku' })).items.some((item) => item.sku === sku)
      expect(await out()).toBe(false)
      floor.clock.offset = 3 * DAY
      try {
        expect(await out()).toBe(true)
      } finally {
        floor.clock.offset = 0
      }
    })

    it('are the same however busy the floor is while they are read for the first time', async () => {
      const { work } = floor.server.database
      const lists = createLists(work)
      const wanted = { search: '', filters: [], after: '', skip: 0, limit: 100, counted: true, filtersCounted: true }
      const sort = { column: 'onHand' as const, down: true }
      const first = Promise.all([0, 1, 2].map(() => lists.stock('MAIN', { ...wanted, sort }, Date.now())))
      for (let nth = 0; nth < 10; nth++) await floor.receive(await floor.item(), 'L1', 100 * (nth + 1), 'A-03')
      await first
      const { items, total, counts } = await lists.stock('MAIN', { ...wanted, sort }, Date.now())
      const all = await allItems()
      expect(items).toEqual([...all].sort((a, b) => b.onHand - a.onHand || compare(a.sku, b.sku)))
      expect(total).toBe(all.length)
      expect(counts?.['at-risk']).toBe(all.filter(({ atRisk }) => atRisk > 0).length)
    })

    it.each([
      ['sort=weight', 'sort'],
      ['sort=-atp:', 'sort'],
      ['filter=blue', 'filter[0]'],
      ['sort=name&cursor=bm9uc2Vuc2U', 'cursor'],
      ['sort=-onHand&cursor=WyJhIiwiYiJd', 'cursor'],
      ['skip=-1', 'skip'],
      ['total=maybe', 'total'],
    ])('refuse %s', async (query, field) => {
      const { status, body } = await floor.server.call<Record<string, unknown>>('GET', `/inventory?${query}`)
      expect([status, body.code, body.field]).toEqual([422, 'invalid', field])
    })
  })

  describe('of orders', () => {
    const all = () => walked<Order>('/orders', {}, 1_000)

    it.each(ORDER_SORTS)('are sorted by %s', async (sort) => {
      const turn = sort.startsWith('-') ? -1 : 1
      const key = (order: Order) => (sort.endsWith('shipBy') ? (order.shipBy ?? '9999-12-31') : order.id)
      const wanted = (await all()).sort((a, b) => turn * (compare(key(a), key(b)) || compare(a.id, b.id)))
      expect(wanted.length).toBeGreaterThan(6)
      expect(await walked('/orders', { sort })).toEqual(wanted)
      expect(await scrolled('/orders', { sort })).toEqual(wanted)
    })

    it('are ready or at risk, each page as full as it can be', async () => {
      const orders = await all()
      const ready = orders.filter(({ committed, atRisk }) => committed > 0 && atRisk === 0)
      const risky = orders.filter(({ atRisk }) => atRisk > 0)
      expect(risky.length).toBeGreaterThan(0)
      expect(await scrolled('/orders', { state: 'ready' }, 2)).toEqual(ready)
      expect(await scrolled('/orders', { state: 'at-risk' }, 2)).toEqual(risky)
      const { items } = await read<Order>('/orders', { state: 'ready', limit: 3 })
      expect(items).toHaveLength(Math.min(3, ready.length))
    })

    it('are counted as they are filtered', async () => {
      const { total } = await read<Order>('/orders', { total: 'true', dueBy: '2031-01-31', limit: 1 })
      expect(total).toBe((await all()).filter(({ shipBy }) => shipBy !== null && shipBy <= '2031-01-31').length)
      expect((await read<Order>('/orders', { limit: 1 })).total).toBeUndefined()
    })
  })

  describe('of lots', () => {
    it.each(LOT_SORTS)('are sorted by %s', async (sort) => {
      const down = sort.startsWith('-')
      const key = ({ expiresOn, receivedAt }: Lot): string =>
        sort.endsWith('expires') ? (expiresOn ?? '9999-12-31') : sort.endsWith('received') ? receivedAt : ''
      const wanted = (await walked<Lot>('/lots', {}, 1_000)).sort(
        (a, b) => (down ? -1 : 1) * (compare(key(a), key(b)) || compare(a.sku, b.sku) || compare(a.lot, b.lot)),
      )
      expect(wanted.length).toBeGreaterThan(12)
      expect(await walked('/lots', { sort })).toEqual(wanted)
      expect(await scrolled('/lots', { sort })).toEqual(wanted)
    })

    it('are counted as they are filtered', async () => {
      const { total } = await read<Lot>('/lots', { search: 'l2', total: 'true', limit: 1 })
      expect(total).toBe((await walked<Lot>('/lots', {}, 1_000)).filter(({ lot }) => lot === 'L2').length)
    })
  })

  describe('of exceptions', () => {
    const all = () => walked<Exception>('/exceptions', {}, 1_000)

    it.each(EXCEPTION_SORTS)('are sorted by %s', async (sort) => {
      const key = (one: Exception): string | number =>
        sort === 'severity' ? SEVERITIES.indexOf(one.severity) : sort === 'shipBy' ? (one.shipBy ?? '9999-12-31') : 0
      const turn = sort === '-opened' ? -1 : 1
      const wanted = (await all()).sort(
        (a, b) => turn * (compare(key(a), key(b)) || compare(a.openedAt, b.openedAt) || compare(a.id, b.id)),
      )
      expect(new Set(wanted.map(({ severity }) => severity)).size).toBeGreaterThan(1)
      const ids = wanted.map(({ id }) => id)
      expect((await walked<Exception>('/exceptions', { sort }, 2)).map(({ id }) => id)).toEqual(ids)
      expect((await scrolled<Exception>('/exceptions', { sort }, 2)).map(({ id }) => id)).toEqual(ids)
    })

    it('are of two groups, and counted by type', async () => {
      const open = await all()
      const isShort = ({ type }: Exception) => ['at-risk', 'oversold', 'short-pick', 'protection-short'].includes(type)
      const ids = (items: Exception[]) => items.map(({ id }) => id).sort()
      const shortages = open.filter(isShort)
      expect(shortages.length).toBeGreaterThan(0)
      expect(ids((await read<Exception>('/exceptions', { group: 'shortages' })).items)).toEqual(ids(shortages))
      const others = await read<Exception>('/exceptions', { group: 'others', total: 'true', limit: 1 })
      expect(others.total).toBe(open.length - shortages.length)
      const { items } = await read<{ type: string; count: number }>('/exceptions/counts')
      for (const { type, count } of items) expect(count).toBe(open.filter((one) => one.type === type).length)
      expect(items.reduce((sum, { count }) => sum + count, 0)).toBe(open.length)
    })
  })
})
