import { describe, expect, it } from 'vitest'
import { chargeOf, type Parcel, type RateTable } from './carrier-rates.ts'

const ground: RateTable = {
  id: 'ups-ground-4',
  carrier: 'UPS',
  service: 'Ground',
  zone: '4',
  from: '2026-01-01',
  to: null,
  rows: [
    { upToGrams: 500, amount: 800 },
    { upToGrams: 1_000, amount: 950 },
    { upToGrams: 5_000, amount: 1_400 },
  ],
  cubicCmPerKg: 5_000,
  surcharges: [
    { name: 'fuel', rate: 0.125, amount: null },
    { name: 'residential', rate: null, amount: 395 },
  ],
}
const any: RateTable = { ...ground, id: 'ups-any', service: null, zone: null, surcharges: [], cubicCmPerKg: null }
const parcel = (over: Partial<Parcel> = {}): Parcel => ({
  carrier: 'UPS',
  service: 'Ground',
  zone: '4',
  day: '2026-11-29',
  grams: 700,
  cubicCm: null,
  ...over,
})

describe('what a carrier charges', () => {
  it('is by weight, with its surcharges', () => {
    expect(chargeOf([any, ground], parcel())).toEqual({
      tableId: 'ups-ground-4',
      base: 950,
      surcharges: [
        { name: 'fuel', amount: 119 },
        { name: 'residential', amount: 395 },
      ],
      amount: 1_464,
      billedGrams: 700,
    })
  })

  it('is by volume where the parcel is light for its size', () => {
    expect(chargeOf([ground], parcel({ cubicCm: 12_000 }))).toMatchObject({ billedGrams: 2_400, base: 1_400 })
    expect(chargeOf([any], parcel({ cubicCm: 12_000 }))).toMatchObject({ billedGrams: 700 })
  })

  it('is by the table that names the service and the zone, else by one that names less', () => {
    expect(chargeOf([any, ground], parcel({ zone: '8' }))?.tableId).toBe('ups-any')
    expect(chargeOf([any, ground], parcel({ service: null }))?.tableId).toBe('ups-any')
  })

  it('is not known of another carrier, on a day without a table, and above the heaviest row', () => {
    expect(chargeOf([ground], parcel({ carrier: 'DHL' }))).toBeUndefined()
    expect(chargeOf([ground], parcel({ day: '2025-12-31' }))).toBeUndefined()
    expect(chargeOf([ground], parcel({ grams: 5_001 }))).toBeUndefined()
    expect(chargeOf([ground], parcel({ grams: 5_000 }))?.base).toBe(1_400)
  })
})
