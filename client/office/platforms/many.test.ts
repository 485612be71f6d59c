import { describe, expect, it } from 'vitest'
import { type Known, readMany, rowAt } from './many.ts'

const ANY: Known = { skus: null, pattern: /./, like: '' }
const read = (text: string, known: Partial<Known> = {}) => readMany(text, { ...ANY, ...known })
const says = (text: string, known: Partial<Known> = {}) =>
  read(text, known).faults.map(({ line, says }) => `${line}: ${says}`)

describe('many mappings', () => {
  it('need a listing and an item only', () => {
    expect(read('L-1,TEA\nL-2,RYE,12,5,50,3,paused')).toMatchObject({
      faults: [],
      lines: [1, 2],
      put: [
        { listing: 'L-1', sku: 'TEA', packQuantity: 1, cap: null, percent: 100, buffer: 0, mode: 'on' },
        { listing: 'L-2', sku: 'RYE', packQuantity: 12, cap: 5, percent: 50, buffer: 3, mode: 'paused' },
      ],
    })
  })

  it('have columns in any order where the first row names them', () => {
    expect(read('Pack quantity,SKU,Listing\n6,TEA,L-1').put).toMatchObject([
      { listing: 'L-1', sku: 'TEA', packQuantity: 6 },
    ])
    expect(says('listing,sku,colour\nL-1,TEA,red')).toEqual([
      '1: There is no column “colour”: they are listing, sku, packQuantity, cap, percent, buffer, mode.',
    ])
    expect(says('listing,pack\nL-1,2')).toEqual(['1: The column sku is missing.'])
    expect(says('listing,sku,item\nL-1,A,B')).toEqual(['1: A column is named twice.'])
  })

  it('are each looked at before anything is sent', () => {
    const known = { skus: new Set(['TEA']), pattern: /^L-/, like: 'L-…' }
    expect(
      says(
        'L-1,TEA\nL-2\n,TEA\nL-3,NONE\nX-1,TEA\nL-1,TEA\nL-4,TEA,0\nL-5,TEA,1,-1,101,x,maybe\nL-6,TEA,1,,,,on,more',
        known,
      ),
    ).toEqual([
      '2: The item is missing.',
      '3: The listing is missing.',
      '4: There is no item NONE.',
      '5: X-1 is no listing of this platform (L-…).',
      '6: L-1 stands in line 1 already.',
      '7: A pack has a whole number of units, 1 or more.',
      '8: The mode is on or paused. The cap is a whole number, or empty. The percentage is a whole number from 1 to 100. The buffer is a whole number.',
      '9: It has more cells than there are columns.',
    ])
  })

  it('are not too many', () => {
    const rows = Array.from({ length: 20_001 }, (_, nth) => `L-${nth},TEA`).join('\n')
    expect(says(rows)).toEqual(['0: At most 20,000 can be mapped at once.'])
  })

  it('of nothing are none', () => {
    expect(read(' \n')).toEqual({ put: [], lines: [], faults: [] })
  })
})

it('finds the row that the server names', () => {
  expect(['put.3.sku', '.0.sku', '12', 'put', 'remove.1', 'sku'].map(rowAt)).toEqual([3, 0, 12, null, null, null])
})
