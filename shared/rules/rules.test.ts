import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { availableToPromise, type Claim, freeStock, isSellable, type Sellability, sharedStock } from './availability.ts'
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

describe('what is free and shared', () => {
  const claims: Claim[] = [
    { protected: 10, committed: 5, allocated: 3 },
    { protected: 4, committed: 0, allocated: 2 },
  ]

  it('is what nobody has been promised', () => {
    expect(freeStock(100, claims)).toBe(90)
    expect(sharedStock(100, claims)).toBe(76)
    expect(freeStock(100, [])).toBe(100)
  })

  it('may be negative: promised stock has gone missing', () => {
    expect(freeStock(7, claims)).toBe(-3)
    expect(sharedStock(12, claims)).toBe(-12)
  })
})

describe('what a channel may still sell', () => {
  const claim: Claim = { protected: 10, committed: 0, allocated: 0 }

  it.each([
    [true, 0, 20, 30],
    [true, 5, 20, 25],
    // A buffer larger than the pool takes nothing from the protection.
    [true, 50, 20, 10],
    [false, 0, 20, 10],
    [true, 0, -20, 10],
  ])('drawing on shared %s, buffer %i, shared %i: %i', (drawsShared, buffer, shared, atp) =>
    expect(availableToPromise({ drawsShared, buffer }, claim, shared)).toBe(atp))

  it('is never below 0', () =>
    expect(availableToPromise({ drawsShared: true, buffer: 0 }, { ...claim, protected: -1 }, 0)).toBe(0))

  it('of one more unit sold is one less, for whoever sold it', () => {
    const units = fc.integer({ min: 0, max: 1000 })
    const claimOf = fc.record({ protected: units, committed: units, allocated: units })
    fc.assert(
      fc.property(claimOf, claimOf, fc.integer({ min: 0, max: 5000 }), (one, two, sellable) => {
        const shared = sharedStock(sellable, [one, two])
        const channel = { drawsShared: true, buffer: 0 }
        const atp = availableToPromise(channel, one, shared)
        fc.pre(atp > 0 && shared >= 0)
        const sold =
          one.protected > 0
            ? { ...one, protected: one.protected - 1, committed: one.committed + 1 }
            : { ...one, committed: one.committed + 1 }
        const after = sharedStock(sellable, [sold, two])
        expect(availableToPromise(channel, sold, after)).toBe(atp - 1)
        // Nobody is promised what is not there.
        expect(freeStock(sellable, [sold, two])).toBeGreaterThanOrEqual(two.protected)
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
