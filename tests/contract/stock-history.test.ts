/** What each channel could sell, written down day by day: only what changed, kept for as long as it is looked at, told whole. */
import { asc, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../../server/audit/audit.ts'
import { KEPT_DAYS, noteStock } from '../../server/stock-history/note-day.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, type InventoryBody, ok, openFloor } from './floor.ts'

interface HistoryBody {
  sku: string
  items: {
    day: string
    onHand: number
    channels: { channel: string; protected: number; committed: number; availableToPromise: number }[]
  }[]
}

const DAY = 86_400_000
/** A quarter past midnight in Chicago. */
const FIRST = Date.parse('2031-03-05T06:15:00Z')

describe.each(EDGE_DIALECTS)('stock by day on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
    await ok(floor.server, 'PUT', '/channels/amazon', { name: 'Amazon', kind: 'marketplace', priority: 2 })
    await ok(floor.server, 'PUT', '/channels/TRANSFER', { name: 'Transfers', kind: 'transfer', priority: 9 })
    at(0)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  /** So many days after the first. */
  const at = (days: number) => {
    floor.clock.offset = FIRST + days * DAY - Date.now()
  }
  const now = () => Date.now() + floor.clock.offset
  const note = (warehouse = 'MAIN') => noteStock(floor.server.database.work, warehouse, now())
  const history = (sku: string, days = 90) =>
    ok<HistoryBody>(floor.server, 'GET', `/inventory/${sku}/history?days=${days}`)
  const rowsOf = (sku: string) =>
    floor.server.database.work.read(({ db, t: { stockDays: s } }) =>
      db.select().from(s).where(eq(s.sku, sku)).orderBy(asc(s.channel), asc(s.day)),
    )
  const receive = (sku: string, quantity: number) =>
    floor.stream.push(
      'receive',
      { sku, lot: 'L1', quantity, location: 'A-01' },
      { occurredAt: new Date(now()).toISOString() },
    )
  const said = (body: HistoryBody, channel: string) =>
    body.items.map(({ day, onHand, channels }) => {
      const of = channels.find((one) => one.channel === channel)
      return [day.slice(5), onHand, of?.protected, of?.committed, of?.availableToPromise]
    })

  it('is told as each day began, for each channel that sells', async () => {
    const sku = await floor.item()
    const never = await floor.item()
    await receive(sku, 40)
    await note()
    await ok(floor.server, 'PUT', `/protections/${sku}/shop`, { quantity: 10 })
    await floor.order(sku, 4, { channel: 'amazon' })
    at(1)
    await note()
    at(2)
    await note()
    await receive(sku, 5)
    at(3)
    await note()
    const body = await history(sku)
    expect(said(body, 'shop')).toEqual([
      ['03-05', 40, 0, 0, 40],
      ['03-06', 40, 10, 0, 36],
      ['03-07', 40, 10, 0, 36],
      ['03-08', 45, 10, 0, 41],
    ])
    expect(said(body, 'amazon')).toEqual([
      ['03-05', 40, 0, 0, 40],
      ['03-06', 40, 0, 4, 26],
      ['03-07', 40, 0, 4, 26],
      ['03-08', 45, 0, 4, 31],
    ])
    expect(body.items[0]?.channels.map(({ channel }) => channel)).toEqual(['amazon', 'shop'])
    // As it is now, it was when the day began.
    const inventory = await ok<InventoryBody>(floor.server, 'GET', `/inventory/${sku}`)
    for (const { channel, availableToPromise } of body.items.at(-1)?.channels ?? [])
      expect(inventory.channels.find((one) => one.channel === channel)).toMatchObject({ availableToPromise })
    expect(said(await history(never), 'shop')).toEqual(body.items.map(({ day }) => [day.slice(5), 0, 0, 0, 0]))
    expect(said(await history(sku, 2), 'shop')).toEqual([
      ['03-07', 40, 10, 0, 36],
      ['03-08', 45, 10, 0, 41],
    ])
  })

  it('has no row for what stands as it stood, and none for what never was', async () => {
    const sku = await floor.item()
    const never = await floor.item()
    await receive(sku, 7)
    at(4)
    await note()
    at(5)
    await note()
    expect((await rowsOf(sku)).map(({ channel, day }) => [channel, day])).toEqual([
      ['amazon', '2031-03-09'],
      ['shop', '2031-03-09'],
    ])
    expect(await rowsOf(never)).toEqual([])
    await floor.stream.push('adjust', {
      ...{ sku, lot: 'L1', location: 'A-01', status: 'available', quantity: -7, reason: 'Spilt' },
    })
    at(6)
    await note()
    expect((await rowsOf(sku)).at(-1)).toMatchObject({ day: '2031-03-11', onHand: 0, availableToPromise: 0 })
  })

  it('is written once a day, and says nothing of days on which nobody looked', async () => {
    const sku = await floor.item()
    await receive(sku, 9)
    at(7)
    await note()
    await receive(sku, 9)
    await note()
    at(10)
    await note()
    expect(said(await history(sku, 4), 'shop')).toEqual([
      ['03-12', 9, 0, 0, 9],
      ['03-15', 18, 0, 0, 18],
    ])
  })

  it('that was broken off is begun again, and sums up to what stands', async () => {
    const sku = await floor.item()
    await receive(sku, 12)
    at(11)
    const { work } = floor.server.database
    let units = 0
    const breaking = {
      ...work,
      run: <T>(keys: readonly string[], unit: Parameters<typeof work.run<T>>[1]) => {
        units += 1
        return units === 2 ? Promise.reject(new Error('The plug was pulled.')) : work.run(keys, unit)
      },
    }
    await expect(noteStock(breaking, 'MAIN', now())).rejects.toThrow('The plug was pulled.')
    expect((await history(sku, 1)).items).toEqual([])
    await receive(sku, 1)
    await note()
    expect(said(await history(sku, 1), 'shop')).toEqual([['03-16', 13, 0, 0, 13]])
    await floor.cleanAudit()
    await work.run([], async ({ db, t: { channelDays: c } }) => {
      await db.update(c).set({ availableToPromise: 1 }).where(eq(c.channel, 'amazon'))
    })
    expect((await audit(work, now())).findings).toEqual([
      'The stock of amazon in MAIN as 2031-03-16 began is not the sum of what was written down of its items.',
    ])
    at(12)
    await note()
  })

  it('of all items together is the trend of the page Today', async () => {
    const { channels } = await ok<{
      channels: { channel: string; name: string; days: { day: string; availableToPromise: number }[] }[]
    }>(floor.server, 'GET', '/today')
    expect(channels.map(({ channel, name }) => [channel, name])).toEqual([
      ['shop', 'Shop'],
      ['amazon', 'Amazon'],
    ])
    const { items } = await ok<{ items: (InventoryBody & { sku: string })[] }>(
      floor.server,
      'GET',
      '/inventory?limit=100',
    )
    for (const { channel, days } of channels) {
      const sum = items.reduce(
        (units, one) => units + (one.channels.find((of) => of.channel === channel)?.availableToPromise ?? 0),
        0,
      )
      expect(days.at(-1)).toEqual({ day: '2031-03-17', availableToPromise: sum })
    }
  })

  it('goes when nobody looks back so far, but for what still stands', async () => {
    const [still, changed] = [await floor.item(), await floor.item()]
    for (const sku of [still, changed]) await receive(sku, 6)
    at(20)
    await note()
    await receive(changed, 1)
    at(21)
    await note()
    at(22 + KEPT_DAYS)
    await note()
    expect(said(await history(still, 1), 'shop')).toEqual([[expect.any(String), 6, 0, 0, 6]])
    expect((await rowsOf(still)).map(({ day }) => day)).toEqual(['2031-03-25', '2031-03-25'])
    expect((await rowsOf(changed)).map(({ day }) => day)).toEqual(['2031-03-26', '2031-03-26'])
    const days = await floor.server.database.work.read(({ db, t: { channelDays: c } }) =>
      db.selectDistinct({ day: c.day }).from(c),
    )
    expect(days).toHaveLength(1)
    expect((await history(still, KEPT_DAYS)).items).toHaveLength(1)
  })

  it('of each warehouse is its own', async () => {
    await ok(floor.server, 'PUT', '/warehouses/WEST', { name: 'West', timeZone: 'Asia/Tokyo', currency: 'USD' })
    const sku = await floor.item()
    await receive(sku, 3)
    await note('WEST')
    const { items } = await ok<HistoryBody>(floor.server, 'GET', `/inventory/${sku}/history?warehouse=WEST`)
    expect(items.map(({ onHand }) => onHand)).toEqual([0])
  })

  it('is refused for what is not there, and for longer than it is kept', async () => {
    const sku = await floor.item()
    const status = async (path: string) => (await floor.server.call('GET', path)).status
    expect(await status('/inventory/NOTHING/history')).toBe(404)
    expect(await status(`/inventory/${sku}/history?warehouse=NOWHERE`)).toBe(404)
    expect(await status(`/inventory/${sku}/history?days=${KEPT_DAYS + 1}`)).toBe(422)
    expect(await status(`/inventory/${sku}/history?days=0`)).toBe(422)
  })
})
