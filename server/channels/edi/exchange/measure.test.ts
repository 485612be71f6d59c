import { describe, expect, it } from 'vitest'
import { profileOf } from '../../../../tests/support/x12-sets.ts'
import { listingNames, measureOf, namedUnit, singlesIn, toldIn } from './measure.ts'

const profile = profileOf({ units: { CA: 6 } })
const line = (unit: string, pack?: { pack?: number; inner?: number }) => ({ ids: [], unit, ...(pack ? { pack } : {}) })

describe('units of measure', () => {
  it.each([
    ['EA', undefined, 1],
    ['PC', undefined, 1],
    ['CA', undefined, 6],
    ['CA', { pack: 4 }, 6],
    ['DZ', undefined, 12],
    ['CT', { pack: 4 }, 4],
    ['CT', { pack: 4, inner: 3 }, 12],
    ['CT', undefined, undefined],
    ['CT', { inner: 3 }, undefined],
  ])('%s with a pack of %o are %s pieces', (unit, pack, pieces) => {
    expect(singlesIn(line(unit, pack), profile)).toBe(pieces)
  })

  it('a listing names an item, and a unit where it is another than the profile says', () => {
    expect(namedUnit('4711', profile)).toEqual({ id: '4711', unit: 'EA' })
    expect(namedUnit('4711@CA', profile)).toEqual({ id: '4711', unit: 'CA' })
    expect(namedUnit('a@b', profile)).toEqual({ id: 'a@b', unit: 'EA' })
  })

  it('a line may be mapped by our number, then its GTIN in any length, then the number of the partner', () => {
    const ids = [
      { qualifier: 'BP', id: 'B' },
      { qualifier: 'UP', id: '614141000036' },
      { qualifier: 'VN', id: 'V' },
    ]
    const names = listingNames({ ids, gtin: '00614141000036', unit: 'CA' }, profile)
    expect(names.plain).toEqual(['V', '614141000036', '00614141000036', '0614141000036', 'B'])
    expect(names.precise[0]).toBe('V@CA')
  })

  it('quantities are told in the unit ordered, else in pieces, else not at all', () => {
    const cases = measureOf('CA', { listing: 'X', factor: 6, packQuantity: 2 }, profile)
    expect(toldIn(cases, [24, 12])).toEqual({ unit: 'CA', base: 12 })
    expect(toldIn(cases, [24, 10])).toEqual({ unit: 'EA', base: 2 })
    expect(toldIn(cases, [7])).toBeUndefined()
    const byCase = measureOf('CA', { listing: 'X@CA', factor: 1, packQuantity: 12 }, profile)
    expect(toldIn(byCase, [7])).toEqual({ unit: 'EA', base: 1 })
  })
})
