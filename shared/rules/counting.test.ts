import { describe, expect, it } from 'vitest'
import { accuracyOf, classify, isWithin } from './counting.ts'

describe('ABC classes', () => {
  const classes = (values: readonly number[]) => {
    const items = values.map((usageValue) => ({ usageValue }))
    const found = classify(items)
    return items.map((item) => found.get(item)).join('')
  }

  it('give A to the first 80 % of usage value, B to the next 15 %, C to the rest', () => {
    expect(classes([700, 100, 60, 50, 40, 30, 20])).toBe('AABBBCC')
  })

  it('count the item that crosses a border to the class before it', () => {
    expect(classes([100])).toBe('A')
    expect(classes([1, 99])).toBe('CA')
  })

  it('are C where nothing moved', () => {
    expect(classes([0, 0])).toBe('CC')
    expect(classes([10, 0])).toBe('AC')
    expect(classes([])).toBe('')
  })
})

describe('a tolerance', () => {
  const tolerance = { units: 2, value: 1_000 }

  it('holds in units and in worth, found and missing alike', () => {
    expect(isWithin(tolerance, -2, 500)).toBe(true)
    expect(isWithin(tolerance, 2, 501)).toBe(false)
    expect(isWithin(tolerance, -3, 1)).toBe(false)
    expect(isWithin(tolerance, 0, 1_000_000)).toBe(true)
  })

  it('is judged by units alone where no cost is known', () => {
    expect(isWithin(tolerance, 2, null)).toBe(true)
    expect(isWithin({ units: 0, value: 0 }, 1, null)).toBe(false)
  })
})

describe('accuracy', () => {
  it('sums what was off, so that too much here does not make good too little there', () => {
    const lines = [
      { expected: 50, counted: 45, unitCost: 100 },
      { expected: 50, counted: 55, unitCost: 200 },
    ]
    expect(accuracyOf(lines)).toEqual({ lines: 2, units: 0.9, valueOff: 1_500, valueNet: 500 })
  })

  it('is none of nothing, and nothing where only the unexpected was found', () => {
    expect(accuracyOf([]).units).toBeNull()
    expect(accuracyOf([{ expected: 0, counted: 0, unitCost: null }]).units).toBeNull()
    expect(accuracyOf([{ expected: 0, counted: 3, unitCost: null }]).units).toBe(0)
    expect(accuracyOf([{ expected: -2, counted: 3, unitCost: 1 }])).toMatchObject({ units: 0, valueOff: 5 })
  })
})
