import { describe, expect, it } from 'vitest'
import { readOrders } from './orders-csv.ts'

const HEADING = 'order,version,customerName,currency,line,listing,quantity,unitPrice,discount'
const read = (...rows: string[]) => readOrders([HEADING, ...rows].join('\r\n'))

describe('orders as CSV', () => {
  it('are one for all rows with their number, whatever stands between them', () => {
    const { orders, faults } = read(
      'A-1,3,Ada,USD,1,TEA,2,12.50,',
      'A-2,1,Bob,JPY,1,TEA,1,900,100',
      'A-1,3,Ada,USD,2,POT,1,30,1.5',
    )
    expect(faults).toEqual([])
    expect(orders).toMatchObject([
      {
        rows: [2, 4],
        order: {
          externalId: 'A-1',
          version: 3,
          customer: { id: 'Ada', name: 'Ada' },
          lines: [
            { id: '1', listing: 'TEA', quantity: 2, unitPrice: { amount: 1_250, currency: 'USD' } },
            { id: '2', listing: 'POT', unitPrice: { amount: 3_000 }, discount: { amount: 150 } },
          ],
        },
      },
      { rows: [3], order: { externalId: 'A-2', lines: [{ unitPrice: { amount: 900, currency: 'JPY' } }] } },
    ])
  })

  it('are cancelled by a column, without lines', () => {
    const { orders } = readOrders('order,changedAt,cancelled\nA-1,2026-03-01T10:00:00Z,yes\n')
    expect(orders).toMatchObject([{ order: { externalId: 'A-1', cancelled: true, lines: [] } }])
  })

  it.each<[string, string, number, string, string]>([
    ['half a unit', 'B-1,1,Ada,USD,1,TEA,0.5,12.50,', 2, 'quantity', 'whole number'],
    ['a negative quantity', 'B-1,1,Ada,USD,1,TEA,-5,12.50,', 2, 'quantity', 'negative'],
    ['no listing', 'B-1,1,Ada,USD,1,,1,12.50,', 2, 'listing', 'required'],
    ['a price with a sign', 'B-1,1,Ada,USD,1,TEA,1,$12,', 2, 'unitPrice', '12.50'],
    ['no version', 'B-1,,Ada,USD,1,TEA,1,12.50,', 2, 'changedAt', 'version'],
    ['a currency that is none', 'B-1,1,Ada,dollars,1,TEA,1,12.50,', 2, 'currency', 'three capital letters'],
    ['no number', ',1,Ada,USD,1,TEA,1,12.50,', 2, 'order', 'number of the order'],
    ['no lines', 'B-1,1,Ada,,,,,,', 2, 'line', 'has lines'],
    ['a cell too many', 'B-1,1,Ada,USD,1,TEA, with milk,1,12.50,', 2, '', '10 cells'],
  ])('with %s are said by row and column, and the others are read', (_name, row, at, column, reason) => {
    const { orders, faults } = read(row, 'C-1,1,Ada,USD,1,TEA,1,1,')
    expect(faults).toMatchObject([{ row: at, column }])
    expect(faults[0]?.reason).toContain(reason)
    expect(orders.map(({ order }) => order.externalId)).toEqual(['C-1'])
  })

  it('whose rows disagree about the order are not taken', () => {
    const { orders, faults } = read('A-1,1,Ada,USD,1,TEA,2,12,', 'A-1,2,Ada,USD,2,POT,2,12,')
    expect(orders).toEqual([])
    expect(faults).toMatchObject([{ row: 3, column: 'version', order: 'A-1' }])
  })

  it('whose line is there twice are not taken', () => {
    const { faults } = read('A-1,1,Ada,USD,1,TEA,2,12,', 'A-1,1,Ada,USD,1,POT,2,12,')
    expect(faults).toMatchObject([{ row: 2, column: 'line', order: 'A-1' }])
  })

  it.each([
    ['', 'no rows'],
    ['order;version\n1;2\n', 'no column "order;version"'],
    ['order,version\n"1,2\n', 'not CSV'],
  ])('that are no such file are said to be none: %j', (text, reason) => {
    const { orders, faults } = readOrders(text)
    expect(orders).toEqual([])
    expect(faults).toHaveLength(1)
    expect(faults[0]?.reason).toContain(reason)
  })
})
