import { expect, it } from 'vitest'
import { proposalsOf, putBackText } from './proposals.ts'

const exception = {
  id: 'e',
  type: 'at-risk',
  severity: 'high' as const,
  state: 'open',
  detail: '',
  sku: null,
  lot: null,
  location: null,
  order: null,
  transaction: null,
  openedAt: '',
  remedies: ['put-back'],
}

it('offers for a shortage what the server proposes, for the rest to record the remedy', () => {
  const proposal = { remedy: 'cancel', label: 'Cancel 12', detail: 'Cancels 12.', body: { remedy: 'cancel' } }
  expect(proposalsOf({ ...exception, proposals: [proposal] })).toEqual([proposal])
  expect(proposalsOf({ ...exception, proposals: [] })).toEqual([])
  expect(proposalsOf({ ...exception, type: 'held-lot-moved' })).toMatchObject([
    { label: 'Put back', body: { remedy: 'put-back', note: '' } },
  ])
})

it('says what has to happen outside, where it is not plain', () => {
  const [swap] = proposalsOf({ ...exception, type: 'rotation-bypassed', remedies: ['swap'] })
  expect(swap?.detail).toMatch(/^Put the younger lot back.*This only records/)
  const [relabel] = proposalsOf({ ...exception, type: 'label-conflict', remedies: ['relabel'] })
  expect(relabel?.detail).toMatch(/^Print the unit a new label/)
})

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
