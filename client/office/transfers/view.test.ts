import { describe, expect, it } from 'vitest'
import type { Transfer } from './contract.ts'
import { endsOf, stateOf, sumsOf } from './view.ts'

const transfer = (over: Partial<Transfer> = {}): Transfer => ({
  id: 'T',
  reference: 'T-1',
  from: 'MAIN',
  to: 'EAST',
  state: 'open',
  order: 'committed',
  expectedOn: null,
  createdAt: '2026-11-30T08:00:00Z',
  firstSentAt: null,
  lastReceivedAt: null,
  asked: [
    { sku: 'OAT', quantity: 8 },
    { sku: 'TEA', quantity: 2 },
  ],
  goods: [],
  units: [],
  ...over,
})
const goods = (sent: number, received: number, lost = 0) => [
  { sku: 'OAT', lot: 'L1', sent, received, lost, underWay: sent - received - lost },
]

describe('a transfer', () => {
  it.each<[string, Partial<Transfer>]>([
    ['Asked for', {}],
    ['In transit', { goods: goods(8, 3) }],
    ['In transit', { goods: goods(8, 3), expectedOn: '2026-11-30' }],
    ['Overdue', { goods: goods(8, 3), expectedOn: '2026-11-29' }],
    ['Too many came', { goods: goods(8, 9) }],
    ['Asked for', { goods: goods(8, 8) }],
    ['Received', { state: 'closed', goods: goods(8, 6, 2) }],
    ['Cancelled', { state: 'closed', order: 'cancelled' }],
  ])('is %s', (word, over) => expect(stateOf(transfer(over), '2026-11-30').word).toBe(word))

  it('is summed over its lots', () =>
    expect(sumsOf(transfer({ goods: [...goods(8, 3), ...goods(2, 2)] }))).toEqual({
      asked: 10,
      sent: 10,
      received: 5,
      underWay: 5,
    }))

  it('may have an end that nobody knows yet', () => expect(endsOf({ from: null, to: 'EAST' })).toBe('not known → EAST'))
})
