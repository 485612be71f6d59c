import { expect, it } from 'vitest'
import { opened } from '../export/opened.ts'
import type { AccuracyRow } from './contract.ts'
import { accuracyFile } from './counts-file.ts'

const row = (group: string | null): AccuracyRow => ({
  group,
  bins: 12,
  binAccuracy: 0.75,
  lines: 20,
  units: null,
  valueOff: 1_290,
  valueNet: -1_290,
  overturned: 1,
})
const period = { from: '2026-11-01', to: '2026-11-30' }

it('has shares and amounts that can be reckoned with', async () => {
  expect(await opened(accuracyFile([row('Aisle A'), row(null)], { ...period, by: 'zone' }, 'USD'))).toEqual([
    ['Zone', 'Counts', 'Bins right', 'Units right', 'Worth off', 'Currency', 'Net', 'Currency', 'Overturned'],
    ['Aisle A', 12, 0.75, null, 12.9, 'USD', -12.9, 'USD', 1],
    ['No zone', 12, 0.75, null, 12.9, 'USD', -12.9, 'USD', 1],
  ])
})

it('has days as days, the newest first', async () => {
  const file = accuracyFile([row('2026-11-23'), row('2026-11-24')], { ...period, by: 'day' }, 'USD')
  expect(file.columns[0]?.kind).toBe('date')
  expect((await opened(file)).slice(1).map(([day]) => day)).toEqual(['2026-11-24', '2026-11-23'])
})
