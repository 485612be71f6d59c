import { expect, it } from 'vitest'
import { proposalsOf } from './proposals.ts'

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
