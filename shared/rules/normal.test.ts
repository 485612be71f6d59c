import { describe, expect, it } from 'vitest'
import { normalQuantile, wideningOf } from './normal.ts'

describe('the normal distribution', () => {
  it('has the quantiles that tables give', () => {
    expect(normalQuantile(0.5)).toBeCloseTo(0, 8)
    expect(normalQuantile(0.9)).toBeCloseTo(1.281_552, 5)
    expect(normalQuantile(0.95)).toBeCloseTo(1.644_854, 5)
    expect(normalQuantile(0.975)).toBeCloseTo(1.959_964, 5)
    expect(normalQuantile(0.999)).toBeCloseTo(3.090_232, 5)
    expect(normalQuantile(0.01)).toBeCloseTo(-2.326_348, 5)
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
  })

  it('is widened as Student\u2019s is, where few observations are known', () => {
    // Student's t with 10 and 30 degrees of freedom at 0.95: 1.812 and 1.697; for one more draw than n were observed √(1 + 1/n).
    expect(wideningOf(0.95, 11) * 1.644_854).toBeCloseTo(1.812 * Math.sqrt(12 / 11), 2)
    expect(wideningOf(0.95, 31) * 1.644_854).toBeCloseTo(1.697 * Math.sqrt(32 / 31), 2)
    expect(wideningOf(0.98, 1e9)).toBeCloseTo(1, 6)
    for (const [level, known] of [
      [1, 0],
      [0, 3],
      [0.5, 1e9],
    ] as const)
      expect(Number.isFinite(wideningOf(level, known))).toBe(true)
  })
})
