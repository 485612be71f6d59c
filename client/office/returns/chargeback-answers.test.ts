import { expect, it } from 'vitest'
import { answersOf } from './chargeback-answers.ts'

it('goes on from a dispute only, and ends where it is settled', () => {
  expect(answersOf('open')).toEqual(['disputed', 'accepted'])
  expect(answersOf('disputed')).toEqual(['won', 'lost'])
  expect((['accepted', 'won', 'lost'] as const).map(answersOf)).toEqual([[], [], []])
})
