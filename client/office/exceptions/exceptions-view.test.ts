import { expect, it } from 'vitest'
import type { OpenException } from '../contract.ts'
import { ageText, found, inView, narrowed } from './exceptions-view.ts'

const exception = (type: string, detail: string): OpenException => ({
  id: type,
  type,
  severity: 'high',
  state: 'open',
  detail,
  sku: 'OAT-500',
  lot: null,
  location: null,
  order: null,
  transaction: null,
  openedAt: '2026-10-01T08:00:00Z',
  remedies: [],
})
const items = [exception('at-risk', '12 promised to Ada'), exception('negative-stock', 'A-01 has −3')]

it('puts the promise that is due first before the others', () => {
  const dated = (shipBy: string | null, openedAt: string) => ({ ...exception('at-risk', ''), shipBy, openedAt })
  const [late, soon, none, old] = [
    dated('2026-12-09', '2026-10-01'),
    dated('2026-12-01', '2026-10-02'),
    dated(null, '2026-10-03'),
    dated(null, '2026-10-01'),
  ]
  expect(inView([none, late, old, soon], 'shortages')).toEqual([soon, late, old, none])
})

it('parts shortages from contradictions', () => {
  expect(inView(items, 'shortages').map(({ type }) => type)).toEqual(['at-risk'])
  expect(inView(items, 'other').map(({ type }) => type)).toEqual(['negative-stock'])
  expect(inView(items, 'all')).toEqual(items)
})

it('searches what it says and what it is about', () => {
  expect(found(items, 'ada').map(({ type }) => type)).toEqual(['at-risk'])
  expect(found(items, 'oat')).toHaveLength(2)
})

it('narrows by how bad it is, what it is and whose it is', () => {
  const owned = [
    { ...exception('over-pick', ''), owner: 'ruth' },
    { ...exception('at-risk', ''), owner: null },
  ]
  const all = { severity: '', type: '', owner: '' }
  const types = (wanted: object) => narrowed(owned, { ...all, ...wanted }).map(({ type }) => type)
  expect(types({})).toEqual(['over-pick', 'at-risk'])
  expect(types({ severity: 'low' })).toEqual([])
  expect(types({ type: 'at-risk' })).toEqual(['at-risk'])
  expect(types({ owner: 'ruth' })).toEqual(['over-pick'])
  expect(types({ owner: 'none' })).toEqual(['at-risk'])
})

it('says how long it has been open', () => {
  expect([5, 300, 7_200, 200_000].map(ageText)).toEqual(['now', '5 min', '2 h', '2 d'])
})
