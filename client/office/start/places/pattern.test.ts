import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIRST_PATTERN, type Pattern, placesOf, zonesIn } from './pattern.ts'

const codes = (over: Partial<Pattern>) => placesOf({ ...FIRST_PATTERN, ...over }).places.map(({ code }) => code)
const faults = (over: Partial<Pattern>) => Object.keys(placesOf({ ...FIRST_PATTERN, ...over }).faults)

describe('zones', () => {
  it('are a row of letters or names of their own', () => {
    expect(zonesIn('A-C')).toEqual(['A', 'B', 'C'])
    expect(zonesIn(' b - b ')).toEqual(['B'])
    expect(zonesIn('cold, Dry;  f1')).toEqual(['COLD', 'DRY', 'F1'])
    for (const wrong of ['', 'C-A', 'A,A', 'freezer', 'A B!', '-']) expect(zonesIn(wrong), wrong).toBeNull()
  })
})

describe('places from a pattern', () => {
  const small = {
    zones: 'A,B',
    aisles: '1',
    bays: '3',
    levels: '2',
    pickLevels: '1',
    docks: '1',
    lanes: '0',
    returns: '0',
  }

  it('follow the way: up one aisle and down the next, each bay from the floor up', () => {
    expect(codes(small)).toEqual([
      ...['A-01-1', 'A-01-2', 'A-02-1', 'A-02-2', 'A-03-1', 'A-03-2'],
      ...['B-03-1', 'B-03-2', 'B-02-1', 'B-02-2', 'B-01-1', 'B-01-2'],
      'DOCK-1',
    ])
    expect(codes({ ...small, serpentine: false }).slice(6, 8)).toEqual(['B-01-1', 'B-01-2'])
  })

  it('are for picking up to a level, and for storage above', () => {
    const { places } = placesOf({ ...FIRST_PATTERN, ...small })
    expect(places.filter(({ kind }) => kind === 'pick').map(({ code }) => code.slice(-1))).toEqual(Array(6).fill('1'))
    expect(places.filter(({ kind }) => kind === 'storage')).toHaveLength(6)
    expect(places.at(-1)).toMatchObject({ kind: 'dock', zone: null })
  })

  it('have numbers as wide as the widest, so that they sort as they are counted', () => {
    expect(codes({ ...small, zones: 'A', bays: '100', levels: '1', docks: '0' }).slice(0, 2)).toEqual([
      'A-001-1',
      'A-002-1',
    ])
    expect(codes({ ...small, aisles: '10', code: 'w{zone}{aisle}.{bay}.{level}' })[0]).toBe('WA01.01.1')
  })

  it('are refused field by field where the pattern makes no sense', () => {
    expect(faults({ zones: '' })).toEqual(['zones'])
    expect(faults({ bays: '0', levels: 'x' })).toEqual(['bays', 'levels'])
    expect(faults({ pickLevels: '9' })).toEqual(['pickLevels'])
    expect(faults({ bays: '999', levels: '99' })).toEqual(['bays'])
    expect(faults({ aisles: '2' })).toEqual(['code'])
    for (const code of ['', '{zone} {bay}-{level}', '{zone}@{bay}{level}', '{zone}{bay}{level}{row}'])
      expect(faults({ code }), code).toEqual(['code'])
    expect(faults({ zones: 'DOCK', bays: '1', levels: '1', pickLevels: '1', code: '{zone}-1' })).toEqual(['code'])
    expect(faults({ code: `{zone}-{bay}-{level}${'X'.repeat(40)}` })).toEqual(['code'])
  })

  it('never have a code twice, and walk in the order in which they are listed', () => {
    const few = (most: number) => fc.integer({ min: 1, max: most }).map(String)
    const patterns = fc.record({
      zones: fc.constantFrom('A-C', 'A', 'X,Y2', 'A1,A11'),
      ...{ aisles: few(12), bays: few(30), levels: few(12), pickLevels: few(12) },
      code: fc.constantFrom('{zone}{aisle}-{bay}-{level}', '{level}{bay}{aisle}{zone}', '{zone}{aisle}{bay}{level}'),
      serpentine: fc.boolean(),
      ...{ docks: few(9), lanes: few(9), returns: few(3) },
    })
    fc.assert(
      fc.property(patterns, (pattern) => {
        const { places, faults: wrong } = placesOf(pattern)
        const sequence = places.map(({ pickSequence }) => pickSequence)
        expect(new Set(places.map(({ code }) => code)).size).toBe(places.length)
        expect(sequence).toEqual([...new Set(sequence)].sort((a, b) => a - b))
        expect(places.length > 0).toBe(Object.keys(wrong).length === 0)
      }),
      { seed: 4_711, numRuns: 200 },
    )
  })
})
