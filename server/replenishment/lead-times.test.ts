import { describe, expect, it } from 'vitest'
import { leadTimesOf } from './lead-times.ts'

describe('lead times', () => {
  it('are those of receipts, and of few also what is stated, where something is', () => {
    expect(leadTimesOf([], null, 14)).toMatchObject({ days: [14], mean: 14, observed: 0, from: 'company' })
    expect(leadTimesOf([], 9, 14)).toMatchObject({ days: [9], deviation: 0, observed: 0, from: 'item' })
    expect(leadTimesOf([20], null, 14)).toMatchObject({ days: [20], observed: 1, from: 'receipts' })
    expect(leadTimesOf([21], 9, 14)).toMatchObject({ days: [9, 9, 21], mean: 13, observed: 1, from: 'receipts' })
    expect(leadTimesOf([21, 3], 9, 14)).toMatchObject({ days: [3, 9, 21], observed: 2 })
    expect(leadTimesOf([21, 3, 6], 9, 14)).toMatchObject({ days: [3, 6, 21], mean: 10, observed: 3 })
    expect(leadTimesOf([0], 0, 14)).toMatchObject({ days: [0, 0, 0], mean: 0, p90: 0 })
  })

  it('are not longer than said nine times of ten', () => {
    expect(leadTimesOf([10, 1, 2, 3, 4, 5, 6, 7, 8, 9], null, 14).p90).toBe(9)
    expect(leadTimesOf([4, 8, 30], null, 14).p90).toBe(30)
  })
})
