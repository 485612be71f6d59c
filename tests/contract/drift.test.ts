/** What a platform shows beside what it was told: found, explained, put right; and what is said where nothing is heard. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type ConnectedShop, connectShop } from './connected-shop.ts'
import { type Floor, ok, openFloor } from './floor.ts'

interface DriftBody {
  checks: { compared: number; drifted: number; units: number; endedAt: number | null }[]
  drifts: {
    listing: string
    shown: number
    told: number | null
    wanted: number
    between: string[]
    explanation: string
    repairedAt: number | null
  }[]
}

const HOUR = 3_600_000

describe.each(EDGE_DIALECTS)('drift on %s', (dialect) => {
  let floor: Floor
  let shop: ConnectedShop
  let made = 0
  let id = ''

  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterAll(() => floor.close())
  beforeEach(async () => {
    id = `web-${++made}`
    shop = await connectShop(floor, id)
  })
  afterEach(async () => {
    shop.line.isCut = false
    await shop.settle()
    await shop.pause()
    await floor.cleanAudit()
  })

  const drift = () => ok<DriftBody>(floor.server, 'GET', `/connectors/${id}/drift`)

  /** An hour passes, and all that is to be compared is. */
  async function check(): Promise<void> {
    shop.pass(HOUR)
    for (let rounds = 0; rounds < 8; rounds++) {
      await shop.settle()
      shop.pass(10_000)
    }
  }

  it('is found where somebody has changed a number there, explained, and put right', async () => {
    const { listing } = await shop.listed(40)
    shop.shop.setAvailable(listing, 31)
    await check()
    expect(shop.shop.available(listing)).toBe(40)
    const { drifts, checks } = await drift()
    expect(drifts).toMatchObject([{ listing, shown: 31, told: 40, wanted: 40, repairedAt: expect.any(Number) }])
    expect(drifts[0]?.explanation).toContain('No order of these 9 has come in')
    expect(drifts[0]?.between.at(-1)).toContain('told 40')
    expect(checks.some(({ drifted, units }) => drifted === 1 && units === 9)).toBe(true)
    expect(await floor.exceptions({ type: 'drift' })).toEqual([])
  })

  it('is said to people where it comes again, and told again when they ask for it', async () => {
    const { listing, sku } = await shop.listed(40)
    for (let times = 0; times < 2; times++) {
      shop.shop.setAvailable(listing, 50)
      await check()
    }
    const [exception] = await floor.exceptions({ type: 'drift', sku })
    expect(exception?.detail).toContain('raised it there by 10')
    const settle = (remedy: string) =>
      floor.server.call('POST', `/exceptions/${exception?.id}/resolve`, { remedy, note: 'an app of theirs' })
    shop.shop.setAvailable(listing, 50)
    expect((await settle('re-publish')).status).toBe(200)
    await shop.settle()
    expect(shop.shop.available(listing)).toBe(40)
    expect(await floor.exceptions({ type: 'drift', sku })).toEqual([])
  })

  it('is none where a sale is on its way here, or a number on its way there', async () => {
    const { listing, sku, variantId } = await shop.listed(40)
    shop.line.isCut = true
    shop.pass(HOUR)
    shop.shop.placeOrder({ lines: [{ variantId, quantity: 3 }] })
    await floor.order(sku, 2, { channel: id })
    await check()
    expect(shop.shop.available(listing)).toBe(35)
    expect((await drift()).drifts).toEqual([])
    expect((await drift()).checks.length).toBeGreaterThan(0)
  })

  it('compares every listing, in parts', async () => {
    for (let nth = 0; nth < 60; nth++) {
      const { inventoryItemId } = shop.shop.addVariant({ sku: `MANY-${nth}` })
      shop.mappings.push({ listing: inventoryItemId, sku: 'SKU-1', packQuantity: 1 })
    }
    await shop.map()
    await shop.settle()
    await check()
    const { checks } = await drift()
    expect(checks.find(({ endedAt }) => endedAt !== null)?.compared).toBe(60)
  })

  describe('silence', () => {
    const silent = async () =>
      (await floor.exceptions({ type: 'connector-silent' })).filter(({ detail }) => detail.includes(id))

    it('of more than a quarter of an hour is an exception, and ends when something is heard', async () => {
      await shop.listed(4)
      shop.down = true
      for (let minutes = 0; minutes < 20; minutes++) {
        shop.pass(60_000)
        await shop.channels.tend()
      }
      expect((await silent()).map(({ detail }) => detail).join(' ')).toContain('orders have not been read for')
      shop.down = false
      for (let minutes = 0; minutes < 10; minutes++) {
        shop.pass(60_000)
        await shop.channels.tend()
      }
      expect(await silent()).toEqual([])
    })

    it('is none of a connector that is paused', async () => {
      await shop.listed(4)
      await shop.pause()
      shop.pass(HOUR)
      await shop.channels.tend()
      expect(await silent()).toEqual([])
    })
  })

  describe('a lag-aware connector', () => {
    it('holds back what it sells while a number is on its way, and nothing where nothing sells', async () => {
      const fast = await shop.listed(1_000)
      const slow = await shop.listed(1_000)
      await floor.order(fast.sku, 360, { channel: id })
      await shop.settle()
      expect(shop.shop.available(fast.listing)).toBe(640)
      await shop.connect({ lagAware: true })
      shop.pass(61_000)
      await shop.settle()
      // 360 in an hour are one in ten seconds; the numbers above went out within seconds.
      const held = 640 - shop.shop.available(fast.listing)
      expect(held).toBeGreaterThanOrEqual(1)
      expect(held).toBeLessThan(30)
      expect(shop.shop.available(slow.listing)).toBe(1_000)
      await shop.connect({ lagAware: false })
      shop.pass(61_000)
      await shop.settle()
      expect(shop.shop.available(fast.listing)).toBe(640)
    })
  })
})
