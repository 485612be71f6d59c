import { expect, it } from 'vitest'
import { neighbour } from './list-keys.ts'

it('steps through a list, stops at its ends, and begins again where its row has gone', () => {
  const ids = ['a', 'b', 'c']
  expect(neighbour(ids, null, 1)).toBe('a')
  expect(neighbour(ids, 'a', 1)).toBe('b')
  expect(neighbour(ids, 'c', 1)).toBe('c')
  expect(neighbour(ids, 'a', -1)).toBe('a')
  expect(neighbour(ids, 'gone', -1)).toBe('a')
  expect(neighbour([], 'a', 1)).toBeNull()
})
