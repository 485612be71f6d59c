import { expect, it } from 'vitest'
import { putBackText } from './put-back-text.ts'

it('says how far the putting back has come', () => {
  const task = (location: string, quantity: number, done: number, state: 'open' | 'done' | 'cancelled' = 'open') => ({
    location,
    quantity,
    done,
    state,
  })
  expect(putBackText({})).toBeNull()
  expect(putBackText({ putBacks: [task('STAGE-1', 4, 0, 'cancelled')] })).toBeNull()
  expect(putBackText({ putBacks: [task('STAGE-1', 4, 1), task('TOTE-1', 2, 0)] })).toBe(
    'To be put back: 3 at STAGE-1, 2 at TOTE-1. 1 is back.',
  )
  expect(putBackText({ putBacks: [task('STAGE-1', 4, 4, 'done')] })).toBe('All 4 are put back.')
})
