import { expect, it } from 'vitest'
import { askedRows, readAskedView } from './asked-view.ts'
import type { CountTask } from './contract.ts'

const task = (location: string, over: Partial<CountTask> = {}): CountTask => ({
  id: location,
  location,
  scope: 'location',
  sku: null,
  lot: null,
  origin: 'plan',
  blind: true,
  device: null,
  createdAt: '2026-11-24T08:00:00Z',
  leasedAt: null,
  ...over,
})
const tasks = [
  task('A-02'),
  task('A-01', { device: 'HH-02', leasedAt: '2026-11-24T09:00:00Z' }),
  task('B-01', { origin: 'variance', scope: 'item', sku: 'OAT' }),
  task('C-01', { origin: 'short-pick', scope: 'item', sku: 'RYE' }),
]
const name = (sku: string) => (sku === 'OAT' ? 'Oat bars' : sku)
const shown = (address: string) =>
  askedRows(tasks, readAskedView(new URLSearchParams(address)), name).map(({ location }) => location)

it('puts what the floor stumbled over before what was planned, then by place', () => {
  expect(shown('')).toEqual(['C-01', 'B-01', 'A-01', 'A-02'])
})

it('searches place, item, device and why', () => {
  expect(shown('search=oat')).toEqual(['B-01'])
  expect(shown('search=hh-02')).toEqual(['A-01'])
  expect(shown('search=short pick')).toEqual(['C-01'])
  expect(shown('search=nothing')).toEqual([])
})

it('filters by why, and by whether a device has it', () => {
  expect(shown('filter=urgent,again')).toEqual(['C-01', 'B-01'])
  expect(shown('filter=device')).toEqual(['A-01'])
  expect(shown('filter=device,again,nonsense')).toEqual([])
})
