import { expect, it } from 'vitest'
import type { ExceptionCount } from './contract.ts'
import { ageText, countIn, isNarrowed, queryOf, readExceptionsView, sortInAddress, typesIn } from './exceptions-view.ts'

const viewIn = (address: string) => readExceptionsView(new URLSearchParams(address))
const nothing = { state: 'open', group: undefined, search: '', severity: '', type: '', owner: '', sort: 'severity' }

it('is read from the address, and asks the server for what it shows', () => {
  expect(queryOf(viewIn(''))).toEqual(nothing)
  expect(queryOf(viewIn('view=nonsense&severity=dire&sort=colour'))).toEqual(nothing)
  expect(queryOf(viewIn('view=other&search=%20oat&severity=high&type=lot-conflict&owner=none&sort=-opened'))).toEqual({
    state: 'open',
    group: 'others',
    search: 'oat',
    severity: 'high',
    type: 'lot-conflict',
    owner: 'none',
    sort: '-opened',
  })
})

it('puts the worst first, and of shortages the promise that is due first', () => {
  expect(viewIn('').sort).toBe('severity')
  expect(viewIn('view=shortages').sort).toBe('shipBy')
  expect(sortInAddress('shortages', 'shipBy')).toBeNull()
  expect(sortInAddress('shortages', 'severity')).toBe('severity')
  expect(sortInAddress('all', 'severity')).toBeNull()
})

it('knows whether anything is left out', () => {
  expect(isNarrowed(viewIn('view=shortages&sort=opened'))).toBe(false)
  expect(isNarrowed(viewIn('owner=none'))).toBe(true)
})

const counts: ExceptionCount[] = [
  { type: 'at-risk', count: 3 },
  { type: 'negative-stock', count: 7 },
]

it('parts shortages from contradictions, and counts both', () => {
  expect([countIn(counts, 'all'), countIn(counts, 'shortages'), countIn(counts, 'other')]).toEqual([10, 3, 7])
  expect(typesIn(counts, 'all', '')).toEqual(['at-risk', 'negative-stock'])
  expect(typesIn(counts, 'other', 'lot-conflict')).toEqual(['lot-conflict', 'negative-stock'])
})

it('says how long it has been open', () => {
  expect([5, 300, 7_200, 200_000].map(ageText)).toEqual(['now', '5 min', '2 h', '2 d'])
})
