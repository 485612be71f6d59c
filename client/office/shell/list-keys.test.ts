import { expect, it } from 'vitest'
import { neighbour } from './list-keys.ts'

it('steps through a list, stops at its ends, and begins at its top', () => {
  expect(neighbour(null, 3, 1)).toBe(0)
  expect(neighbour(null, 3, -1)).toBe(0)
  expect(neighbour(0, 3, 1)).toBe(1)
  expect(neighbour(2, 3, 1)).toBe(2)
  expect(neighbour(0, 3, -1)).toBe(0)
  expect(neighbour(1, 100_000, 40)).toBe(41)
  expect(neighbour(99_990, 100_000, 40)).toBe(99_999)
})
