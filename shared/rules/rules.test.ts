import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Claim, isSellable, type Pool, poolOf, type Sellability } from './availability.ts'
import { isVirtual, VIRTUAL_LOCATIONS } from './places.ts'
import { isExpired, rotationKey } from './rotation.ts'

const good: Sellability = {
  status: 'available',
  lot: 'L1',
  lotTracked: true,
  lotHeld: false,
  lotConfirmed: true,
  locationBlocked: false,
  locationVirtual: false,
}

describe('stock', () => {
  it('that nothing speaks against is sellable', () => expect(isSellable(good)).toBe(true))

  it.each<Partial<Sellability>>([
    { status: 'uninspected' },
    { status: 'rework' },
    { status: 'damaged' },
    { lot: '' },
    { lotHeld: true },
    { lotConfirmed: false },
    { locationBlocked: true },
    { locationVirtual: true },
  ])('is not sellable with %j', (fault) => expect(isSellable({ ...good, ...fault })).toBe(false))

  it('of an item without lots needs none', () => expect(isSellable({ ...good, lotTracked: false, lot: '' })).toBe(true))
})

const terms = { priority: 1, drawsShared: true, buffer: 0, minShelfLifeDays: 0 }
const claim = (channel: string, more: Partial<Claim> = {}): Claim => ({
  channel,
  ...terms,
  protected: 0,
  committed: 0,
  allocated: 0,
  ...more,
})
const figures = (pool: Pool, channel: string) => pool.channels.find((one) => one.claim.channel === channel)

describe('what is free and shared', () => {
  const claims = [
    claim('retail', { protected: 10, committed: 5, allocated: 3 }),
    claim('web', { priority: 2, protected: 4, allocated: 2 }),
  ]

  it('is what nobody has been promised', () => {
    expect(poolOf(100, claims, [])).toMatchObject({ free: 90, shared: 76, atRisk: 0 })
    expect(poolOf(100, [], [])).toMatchObject({ free: 100, shared: 100 })
  })

  it('may be negative: promised stock has gone missing', () => {
    expect(poolOf(7, claims, [])).toMatchObject({ free: -3, atRisk: 3 })
    expect(poolOf(12, claims, []).shared).toBe(-12)
  })
})

describe('a deficit', () => {
  const claims = [
    claim('retail', { priority: 1, protected: 10, committed: 6 }),
    claim('web', { priority: 2, protected: 10, committed: 4 }),
  ]

  it.each([
    // sellable, charged and at risk of retail, of web
    [30, 0, 0, 0, 0],
    [25, 0, 0, 5, 0],
    [17, 3, 0, 10, 0],
    [10, 10, 0, 10, 0],
    [7, 10, 0, 10, 3],
    [2, 10, 4, 10, 4],
    [0, 10, 6, 10, 4],
  ])('with %i sellable is charged from the lowest priority up, protections before orders', (sellable, ...expected) => {
    const pool = poolOf(sellable, claims, [])
    const [retail, web] = [figures(pool, 'retail'), figures(pool, 'web')]
    expect([retail?.charged, retail?.atRisk, web?.charged, web?.atRisk]).toEqual(expected)
    expect(retail?.availableToPromise).toBe(10 - (expected[0] ?? 0))
  })

  it('of long-living lots falls on those who need them, though there is stock enough', () => {
    const needy = claim('retail', { priority: 1, committed: 8, minShelfLifeDays: 60 })
    const pool = poolOf(100, [needy, claim('web', { priority: 2 })], [{ days: 60, sellable: 5, allocated: 0 }])
    expect(figures(pool, 'retail')).toMatchObject({ atRisk: 3, availableToPromise: 0 })
    expect(figures(pool, 'web')).toMatchObject({ atRisk: 0, availableToPromise: 92 })
  })
})

describe('what a channel may still sell', () => {
  it.each([
    [true, 0, 20, 30],
    [true, 5, 20, 25],
    // A buffer larger than the pool takes nothing from the protection.
    [true, 50, 20, 10],
    [false, 0, 20, 10],
  ])('drawing on shared %s, buffer %i, shared %i: %i', (drawsShared, buffer, shared, atp) => {
    const pool = poolOf(shared + 10, [claim('web', { drawsShared, buffer, protected: 10 })], [])
    expect(figures(pool, 'web')?.availableToPromise).toBe(atp)
  })

  it('is limited by lots that live long enough, less what others need of them', () => {
    const rooms = [{ days: 30, sellable: 50, allocated: 5 }]
    const claims = [
      claim('retail', { minShelfLifeDays: 30, protected: 10 }),
      claim('shop', { minShelfLifeDays: 60, committed: 20, protected: 7 }),
      claim('web', { committed: 3 }),
    ]
    const pool = poolOf(1000, claims, [...rooms, { days: 60, sellable: 40, allocated: 0 }])
    expect(figures(pool, 'retail')?.availableToPromise).toBe(50 - 5 - 20 - 7)
    expect(figures(pool, 'shop')?.availableToPromise).toBe(Math.min(50 - 5 - 20 - 10, 40 - 20))
    expect(figures(pool, 'web')?.availableToPromise).toBe(1000 - 23 - 17)
  })

  it('of one more unit sold is one less, for whoever sold it', () => {
    const units = fc.integer({ min: 0, max: 1000 })
    const claimOf = fc.record({ protected: units, committed: units, allocated: units })
    fc.assert(
      fc.property(claimOf, claimOf, fc.integer({ min: 0, max: 5000 }), (one, two, sellable) => {
        const claims = (mine: typeof one) => [claim('a', mine), claim('b', two)]
        const before = figures(poolOf(sellable, claims(one), []), 'a')?.availableToPromise ?? 0
        fc.pre(before > 0)
        const drawn = one.protected > 0 ? 1 : 0
        const sold = { ...one, protected: one.protected - drawn, committed: one.committed + 1 }
        expect(figures(poolOf(sellable, claims(sold), []), 'a')?.availableToPromise).toBe(before - 1)
      }),
    )
  })
})

describe('the order of lots', () => {
  const lot = (receivedAt: number, expiresOn: string | null = null) => ({ receivedAt, expiresOn })

  it('is by receipt where the item says so, whatever expires', () =>
    expect(rotationKey('fifo', lot(1_000, '2030-01-01')) < rotationKey('fifo', lot(2_000, '2026-01-01'))).toBe(true))

  it('is by expiry, then by receipt, where the item says so', () => {
    expect(rotationKey('fefo', lot(2_000, '2026-01-01')) < rotationKey('fefo', lot(1_000, '2026-01-02'))).toBe(true)
    expect(rotationKey('fefo', lot(1_000, '2026-01-01')) < rotationKey('fefo', lot(2_000, '2026-01-01'))).toBe(true)
  })

  it('has what does not expire at its end', () =>
    expect(rotationKey('fefo', lot(1)) > rotationKey('fefo', lot(9e12, '9999-12-30'))).toBe(true))

  it('as text is the order of the instants, of any length', () => {
    const instant = fc.integer({ min: 0, max: 99_999_999_999_999 })
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        expect(rotationKey('fifo', lot(a)) < rotationKey('fifo', lot(b))).toBe(a < b)
      }),
    )
  })
})

describe('expiry', () => {
  it.each([
    ['2026-01-04', true],
    // A lot may be sold through its date.
    ['2026-01-05', false],
    ['2026-01-06', false],
    [null, false],
  ])('on %s has passed on 2026-01-05: %s', (expiresOn, expired) =>
    expect(isExpired(expiresOn, '2026-01-05')).toBe(expired))
})

describe('virtual places', () => {
  it('are told by their first sign', () => {
    for (const place of VIRTUAL_LOCATIONS) expect(isVirtual(place)).toBe(true)
    for (const place of ['A-01', 'DOCK-1', 'a@b', '']) expect(isVirtual(place)).toBe(false)
  })
})
