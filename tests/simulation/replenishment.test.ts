import { beforeAll, describe, expect, it } from 'vitest'
import { type Item, itemsOf, PATTERNS } from './replenished-items.ts'
import { errorOf, gotBy, LEVELS, type Measured, meanOf, measure, PROMISES } from './replenishment.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_129)
const SIZE = { items: 16, days: 730, otherDays: 0 }
/** What a channel may get less than it was promised, on average of many items. */
const ALLOWED = 0.015

describe(`replenishment as proposed, ${SIZE.items} items over two years (seed ${SEED})`, () => {
  let items: Item[]
  beforeAll(() => {
    items = itemsOf(SIZE, SEED)
  })

  describe.each(PROMISES.map((promise) => ({ ...promise, promise })))('promised: $kind $name', ({ promise, name }) => {
    let result: Measured
    beforeAll(() => {
      result = measure(items, promise)
    })

    it.each(PATTERNS)('keeps what %s channels were promised', (pattern) => {
      for (const level of LEVELS) {
        const got = gotBy(result.achieved, result, PATTERNS.indexOf(pattern), level)
        // So few items leave much to chance: two standard errors of it.
        if (got.length > 1) expect(meanOf(got) + 2 * errorOf(got)).toBeGreaterThanOrEqual(level - ALLOWED)
      }
    })

    if (name === 'mixed')
      it('takes less stock than a single reorder point that knows what is to come', () => {
        expect(meanOf(result.ofHindsight) - 2 * errorOf(result.ofHindsight)).toBeLessThan(1)
      })
  })
})
