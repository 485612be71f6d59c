import { describe, expect, it } from 'vitest'
import { mappingToSend, NEW_MAPPING, typedMapping } from './mapping-body.ts'

describe('a mapping', () => {
  it('is sent as it was typed', () => {
    const mapping = {
      listing: 'L-1',
      sku: 'TEA',
      packQuantity: 12,
      mode: 'paused',
      cap: 0,
      percent: 50,
      buffer: 2,
    } as const
    expect(mappingToSend(typedMapping(mapping))).toEqual({ mapping, faults: {} })
  })
  it('is as a new one where a part is left empty', () => {
    const empty = { ...NEW_MAPPING, listing: ' L-1 ', sku: 'TEA', packQuantity: '', percent: ' ', buffer: '' }
    expect(mappingToSend(empty)).toEqual({
      mapping: { listing: 'L-1', sku: 'TEA', packQuantity: 1, mode: 'on', cap: null, percent: 100, buffer: 0 },
      faults: {},
    })
  })
  it('says what cannot be', () => {
    const odd = { ...NEW_MAPPING, packQuantity: '0', cap: '1.5', percent: '0', buffer: 'a' }
    expect(Object.keys(mappingToSend(odd).faults)).toEqual([
      'listing',
      'sku',
      'packQuantity',
      'cap',
      'percent',
      'buffer',
    ])
  })
})
