import { expect, it } from 'vitest'
import { floorRemedies } from './remedies.ts'

const exception = (type: string, remedies: string[], location: string | null = 'A-01') => ({
  id: 'e',
  type,
  severity: 'high' as const,
  state: 'open',
  detail: '',
  sku: 'OAT-500',
  lot: 'L1',
  location,
  orderExternalId: null,
  ownerName: null,
  ageSeconds: 0,
  remedies,
})
const ids = (...found: Parameters<typeof exception>) => floorRemedies(exception(...found)).map(({ id }) => id)

it('offers what needs no more than a reason or a note, and leaves the rest to a desk', () => {
  expect(ids('over-receipt', ['accept', 'send-back', 'count', 'hold', 'reverse'])).toEqual(['accept', 'count', 'hold'])
  expect(ids('unconfirmed-lot', ['complete', 'merge', 'reverse'])).toEqual([])
})

it('counts only where it is known where', () => {
  expect(ids('stream-gap', ['review', 'count'], null)).toEqual(['review'])
})

it('asks why the first statement about a lot stays, and nothing of a count that is set aside', () => {
  expect(floorRemedies(exception('lot-conflict', ['keep']))).toMatchObject([{ asks: 'note' }])
  expect(floorRemedies(exception('count-variance', ['keep']))).toMatchObject([{ asks: 'nothing' }])
})
