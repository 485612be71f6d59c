import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankOf } from './kept.ts'

type Ranked = Parameters<typeof rankOf>[0]
const rankedAs = (need: 'now' | 'soon' | 'none', by: string | null, perDay: number): Ranked =>
  ({ order: { need, by }, without: { perDay } }) as Ranked

describe('the rank of a plan', () => {
  it('puts what is due first, by what a day without costs, then what is due later, by its day', () => {
    const inOrder = [
      rankedAs('now', '2027-01-02', 1e18),
      rankedAs('now', '2027-01-02', 12_345),
      rankedAs('now', '2027-01-02', 999),
      rankedAs('now', '2027-01-02', 0),
      rankedAs('soon', '2027-01-03', 50_000),
      rankedAs('soon', '2027-01-12', 90_000),
      rankedAs('none', '2027-01-20', 10),
      rankedAs('none', '2036-01-20', 10),
      rankedAs('none', null, 10),
    ]
    expect([...inOrder].reverse().map(rankOf).sort()).toEqual(inOrder.map(rankOf))
  })

  it('is as long for each cost, so that text sorts as the figures do', () => {
    const cost = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
    fc.assert(
      fc.property(cost, cost, (a, b) => {
        const [first, second] = [a, b].map((one) => rankOf(rankedAs('now', '2027-01-02', one))) as [string, string]
        expect(first).toHaveLength(second.length)
        if (a > b) expect(first <= second).toBe(true)
        if (Math.min(a, b) < 1e15 && a !== b) expect(first < second).toBe(a > b)
      }),
    )
  })
})
