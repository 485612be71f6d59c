import { expect, it } from 'vitest'
import { spoken } from './spoken.ts'

it('says codes', () => {
  expect(spoken('split')).toBe('Split')
  expect(spoken('move-protection')).toBe('Move protection')
  expect(spoken('returnReceive')).toBe('Return receive')
})
