import { expect, it } from 'vitest'
import { groupText, inOrder, readAccuracyView } from './accuracy-view.ts'
import type { AccuracyRow } from './contract.ts'

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

it('is about the last thirty days unless told otherwise', () => {
  const read = (text: string) => readAccuracyView(new URLSearchParams(text), '2026-11-30')
  expect(read('')).toEqual({ from: '2026-11-01', to: '2026-11-30', by: 'zone' })
  expect(read('to=2026-10-31&by=person')).toEqual({ from: '2026-10-02', to: '2026-10-31', by: 'person' })
  expect(read('from=2026-13-40&by=nonsense')).toMatchObject({ from: '2026-11-01', by: 'zone' })
})

it('names a group, also where there is none', () => {
  expect(groupText('zone', null)).toBe('No zone')
  expect(groupText('person', null)).toBe('Not proven')
  expect(groupText('day', '2026-11-24')).toBe('24 Nov 2026')
})

it('puts the newest day first', () => {
  const rows = [row('2026-11-23'), row('2026-11-24')]
  expect(inOrder(rows, 'day').map(({ group }) => group)).toEqual(['2026-11-24', '2026-11-23'])
  expect(inOrder(rows, 'zone')).toEqual(rows)
})
