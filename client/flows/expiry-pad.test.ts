import { describe, expect, it } from 'vitest'
import { dateOf } from './expiry-pad.tsx'

describe('six digits as a date', () => {
  it.each([
    ['010126', '2026-01-01'],
    ['311226', '2026-12-31'],
    ['290228', '2028-02-29'],
    ['300630', '2030-06-30'],
    ['010100', '2000-01-01'],
    ['311299', '2099-12-31'],
  ])('%s is %s', (digits, date) => expect(dateOf(digits)).toBe(date))

  it.each([
    '290226',
    '300226',
    '310426',
    '320126',
    '000126',
    '010026',
    '011326',
    '000000',
    '999999',
  ])('%s is no day of the calendar', (digits) => expect(dateOf(digits)).toBeUndefined())

  it.each(['', '1', '01012', '0101260'])('"%s" is not a whole date', (digits) => expect(dateOf(digits)).toBeUndefined())
})
