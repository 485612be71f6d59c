import { expect, it } from 'vitest'
import { noSums } from '../../../shared/rules/margin.ts'
import { changesSince, isOver } from './since-closing.ts'

it('sums what was entered since over all rows, and names only what has changed', () => {
  const rows = [
    { ...noSums(), units: 10, revenue: 10_000, cogs: -4_000 },
    { ...noSums(), units: 5, revenue: 5_000 },
  ]
  const since = [
    { ...noSums(), shipping: -300, units: -1 },
    { ...noSums(), shipping: -50, cogs: 20 },
    { ...noSums(), cogs: -20 },
  ]
  expect(changesSince(rows, since)).toEqual([
    { id: 'units', label: 'Units', kind: 'units', reported: 15, since: -1 },
    { id: 'shipping', label: 'Carriers', kind: 'money', reported: 0, since: -350 },
    { id: 'contribution', label: 'Contribution', kind: 'money', reported: 11_000, since: -350 },
  ])
})

it('has nothing to say where nothing was entered since', () => {
  expect(changesSince([{ ...noSums(), revenue: 1_000 }], [])).toEqual([])
})

it('is over on the first day after it, and not on its last', () => {
  expect(isOver('2026-11', '2026-11-30')).toBe(false)
  expect(isOver('2026-11', '2026-12-01')).toBe(true)
  expect(isOver('2026-12', '2027-01-01')).toBe(true)
})
