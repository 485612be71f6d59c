import { expect, it } from 'vitest'
import type { ReturnSummary } from './contract.ts'
import { isIn, queueRows, readQueueView, toggled } from './views.ts'

const row = (id: string, over: Partial<ReturnSummary> = {}): ReturnSummary => ({
  id,
  channel: 'target',
  orderId: null,
  orderExternalId: `PO-${id}`,
  customer: { id: 'C1', name: 'Target Store 12' },
  reference: null,
  blind: false,
  state: 'received',
  documents: 'none',
  chargeback: null,
  expectedOn: null,
  createdAt: `2026-11-0${id}T08:00:00Z`,
  receivedAt: null,
  ageSeconds: 0,
  units: { expected: 0, received: 4, uninspected: 4, waiting: 0, done: 0 },
  value: null,
  waitingFor: ['inspector'],
  skus: ['OAT-500'],
  ...over,
})
const view = (text: string) => readQueueView(new URLSearchParams(text))
const name = () => 'Oat bars'
const ids = (rows: readonly ReturnSummary[]) => rows.map(({ id }) => id)
const shown = (rows: readonly ReturnSummary[], text: string, urgent: (row: ReturnSummary) => boolean = () => false) =>
  ids(queueRows(rows, view(text), name, urgent))

it('stands in each view that it concerns', () => {
  const one = row('1', { waitingFor: ['inspector', 'documents'] })
  expect(['inspect', 'waiting', 'expected', 'open'].map((id) => isIn(one, id as 'open'))).toEqual([
    true,
    true,
    false,
    true,
  ])
  expect(isIn(row('2', { state: 'expected', waitingFor: ['customer'] }), 'expected')).toBe(true)
  expect(isIn(row('2', { state: 'expected', waitingFor: ['customer'] }), 'waiting')).toBe(false)
})

it('puts the chargeback first whose day comes near, then what has waited longest', () => {
  const charged = (id: string, disputeBy: string) =>
    row(id, { chargeback: { reference: null, category: null, code: null, amount: null, disputeBy, state: 'open' } })
  const rows = [
    row('1'),
    charged('2', '2026-12-05'),
    charged('3', '2026-12-02'),
    row('4', { receivedAt: '2026-10-01' }),
  ]
  expect(shown(rows, '', ({ chargeback }) => chargeback !== null)).toEqual(['3', '2', '4', '1'])
})

it('narrows by words, channels and what is waited for', () => {
  const rows = [
    row('1'),
    row('2', { channel: 'shop', reference: 'RMA-77', waitingFor: ['documents'] }),
    row('3', { waitingFor: ['second-person'] }),
  ]
  expect(shown(rows, 'view=open&search=oat+rma')).toEqual(['2'])
  expect(shown(rows, 'view=open&channel=shop,other')).toEqual(['2'])
  expect(shown(rows, 'view=waiting')).toEqual(['2', '3'])
  expect(shown(rows, 'view=waiting&for=second-person')).toEqual(['3'])
  expect(shown(rows, 'view=open&for=second-person')).toHaveLength(3)
})

it('lists what is closed with the newest first', () => {
  expect(shown([row('1'), row('2')], 'view=closed')).toEqual(['2', '1'])
})

it('puts a filter on and takes it off', () => {
  expect(toggled(toggled([], 'a'), 'b')).toEqual(['a', 'b'])
  expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
})
