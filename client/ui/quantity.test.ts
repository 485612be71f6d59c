import { describe, expect, it } from 'vitest'
import { add, backspace, digit, quantityLimit } from './quantity.ts'

describe('digit', () => {
  it('begins from nothing and lengthens', () => {
    expect(digit(null, 3, false)).toEqual({ value: 3, refused: false })
    expect(digit(3, 6, false)).toEqual({ value: 36, refused: false })
  })
  it('replaces what the app put there', () => {
    expect(digit(24, 2, true)).toEqual({ value: 2, refused: false })
  })
  it('tells zero from nothing', () => {
    expect(digit(null, 0, false).value).toBe(0)
    expect(digit(0, 5, false).value).toBe(5)
  })
  it('refuses what passes max, and changes nothing', () => {
    expect(digit(2, 5, false, 24)).toEqual({ value: 2, refused: true })
  })
  it('does not take a scanned barcode for a quantity', () => {
    let value = digit(null, 4, true).value
    for (const key of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) value = digit(value, key, false).value
    expect(value).toBeLessThanOrEqual(quantityLimit)
  })
})

describe('add', () => {
  it('adds packs to nothing and to something', () => {
    expect(add(null, 12).value).toBe(12)
    expect(add(24, 12).value).toBe(36)
  })
  it('stays between 0 and max', () => {
    expect(add(0, -1)).toEqual({ value: 0, refused: false })
    expect(add(24, 1, 24)).toEqual({ value: 24, refused: true })
  })
})

describe('backspace', () => {
  it('ends at nothing, not at 0', () => {
    expect(backspace(36)).toBe(3)
    expect(backspace(3)).toBe(null)
    expect(backspace(null)).toBe(null)
  })
})
