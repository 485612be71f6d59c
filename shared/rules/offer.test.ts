import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type OfferTerms, offerOf, urgencyOf } from './offer.ts'

const plain: OfferTerms = { packQuantity: 1, mode: 'on', cap: null, percent: 100, buffer: 0 }

describe('what a listing shows', () => {
  it.each<[string, Partial<OfferTerms>, number, number]>([
    ['all of it', {}, 40, 40],
    ['whole packs only', { packQuantity: 12 }, 40, 3],
    ['nothing while it is paused', { mode: 'paused' }, 40, 0],
    ['no more than its cap', { cap: 25 }, 40, 25],
    ['its percentage, rounded down', { percent: 33 }, 10, 3],
    ['what its buffer leaves', { buffer: 15 }, 40, 25],
    ['buffer, then percentage, then packs, then cap', { buffer: 4, percent: 50, packQuantity: 2, cap: 8 }, 40, 8],
    ['nothing where less is there than its buffer', { buffer: 50 }, 40, 0],
  ])('is %s', (_name, terms, available, shown) => {
    expect(offerOf({ ...plain, ...terms }, available)).toBe(shown)
  })

  it('is never negative, never a broken pack, and never more than can be promised', () => {
    const terms = fc.record({
      packQuantity: fc.integer({ min: 1, max: 1_000 }),
      mode: fc.constantFrom('on' as const, 'paused' as const),
      cap: fc.option(fc.nat(10_000)),
      percent: fc.integer({ min: 1, max: 100 }),
      buffer: fc.nat(10_000),
    })
    fc.assert(
      fc.property(terms, fc.nat(10_000_000), fc.nat(1_000), (terms, available, held) => {
        const shown = offerOf(terms, available, held)
        expect(Number.isInteger(shown)).toBe(true)
        expect(shown).toBeGreaterThanOrEqual(0)
        expect(shown * terms.packQuantity).toBeLessThanOrEqual(Math.max(0, available - held - terms.buffer))
      }),
    )
  })
})

describe('what goes first', () => {
  it('is what falls to nothing, then what falls', () => {
    expect(urgencyOf(5, 0, false)).toBe(2)
    expect(urgencyOf(5, 4, true)).toBe(2)
    expect(urgencyOf(5, 4, false)).toBe(1)
    expect(urgencyOf(5, 9, true)).toBe(0)
    expect(urgencyOf(null, 9, false)).toBe(1)
  })
})
