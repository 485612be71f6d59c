import { describe, expect, it } from 'vitest'
import { type Chosen, chosenOf, namedIn, unknownOf, zonesOf } from './choose.ts'
import type { Location } from './queries.ts'

const place = (code: string, kind: Location['kind'], zone: string | null = null): Location => ({
  ...{ code, kind, zone },
  within: null,
  blocked: false,
})
const ALL = [
  place('A-1', 'pick', 'A'),
  place('A-2', 'storage', 'A'),
  place('A-10', 'pick', 'A'),
  place('B-1', 'pick', 'B'),
  place('DOCK-1', 'dock'),
]
const of = (over: Partial<Chosen>) =>
  chosenOf(ALL, { kinds: ['pick', 'storage', 'dock'], zone: '', from: '', to: '', named: '', ...over })

describe('places to label', () => {
  it('are of the chosen kinds, zone and codes, counted as people count', () => {
    expect(of({})).toHaveLength(5)
    expect(of({ kinds: ['pick'] })).toEqual(['A-1', 'A-10', 'B-1'])
    expect(of({ zone: 'A' })).toEqual(['A-1', 'A-2', 'A-10'])
    expect(of({ from: 'a-2', to: 'A-10' })).toEqual(['A-2', 'A-10'])
    expect(of({ from: 'B' })).toEqual(['B-1', 'DOCK-1'])
  })

  it('are just those that are named, once each, and the unknown among them are said', () => {
    expect(of({ named: ' b-1, A-2\nA-2;X-9 ', kinds: [] })).toEqual(['B-1', 'A-2', 'X-9'])
    expect(namedIn(' ,; ')).toEqual([])
    expect(unknownOf(ALL, 'A-1 X-9')).toEqual(['X-9'])
    expect(zonesOf(ALL)).toEqual(['A', 'B'])
  })
})
