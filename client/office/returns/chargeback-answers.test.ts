import { expect, it } from 'vitest'
import { answersOf } from './chargeback-answers.ts'

it('goes on from each state, and back where that was a mistake', () => {
  expect(answersOf('open')).toEqual(['disputed', 'accepted'])
  expect(answersOf('disputed')).toEqual(['won', 'lost', 'open'])
  expect((['accepted', 'won', 'lost'] as const).map(answersOf)).toEqual([['open'], ['open'], ['open']])
})
