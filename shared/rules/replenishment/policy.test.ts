import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ServiceTarget } from '../safety-stock.ts'
import { NO_POLICY, targetOf } from './policy.ts'

const target = (level: number): ServiceTarget => ({ kind: 'fill', level })
const maybe = (level: number) => fc.option(fc.constant(target(level)))

describe('the service that is promised', () => {
  it('is by the nearest word: item in channel, item, channel, class, company', () => {
    const words = fc.record({
      ...{ own: maybe(0.91), item: maybe(0.92), channel: maybe(0.93), a: maybe(0.94), b: maybe(0.95) },
      itemClass: fc.constantFrom('A' as const, 'B' as const, 'C' as const, null),
    })
    fc.assert(
      fc.property(words, ({ own, item, channel, a, b, itemClass }) => {
        const found = targetOf('shop', {
          policy: {
            ...NO_POLICY,
            service: item,
            channels: [
              { channel: 'other', service: target(0.5) },
              ...(own === null ? [] : [{ channel: 'shop', service: own }]),
            ],
          },
          ofChannel: channel,
          itemClass,
          settings: {
            ...{ service: target(0.96), classes: { A: a, B: b, C: null } },
            ...{ leadTimeDays: 14, reviewDays: 7, overstockDays: 180, soonDays: 7 },
          },
        })
        const ofClass = itemClass === 'A' ? a : itemClass === 'B' ? b : null
        const from = own || item ? 'item' : channel ? 'channel' : ofClass ? 'class' : 'company'
        expect(found).toEqual({ ...(own ?? item ?? channel ?? ofClass ?? target(0.96)), from })
      }),
      { numRuns: 200 },
    )
  })
})
