import { expect, it } from 'vitest'
import { foundText, tookText } from './took.ts'

it('says how long it took', () => {
  expect([12, 380, 4_000, 59_949, 59_950, 125_000, 3_600_000 * 25].map(tookText)).toEqual([
    '0.1 s',
    '0.4 s',
    '4.0 s',
    '59.9 s',
    '1 min 0 s',
    '2 min 5 s',
    '25 h 0 min',
  ])
  expect(foundText(380)).toBe('Found in 0.4 s. The target is 24 hours.')
  expect(foundText(3_600_000 * 25)).toContain('missed')
})
