import { expect, it } from 'vitest'
import { type Known, readDemand, rowAt } from './demand-rows.ts'

const ANY: Known = { skus: null, channels: null, today: '2026-11-29' }
const says = (text: string, known: Partial<Known> = {}) =>
  readDemand(text, { ...ANY, ...known }).faults.map(({ line, says }) => `${line}: ${says}`)

it('reads columns in any order where the first row names them', () => {
  expect(readDemand('Date;Quantity;SKU;Channel\n2026-10-31;14;OAT;shop', ANY)).toEqual({
    ...{ faults: [], lines: [2], rows: [{ sku: 'OAT', channel: 'shop', date: '2026-10-31', quantity: 14 }] },
  })
  expect(readDemand('OAT,shop,2026-10-31,0', ANY).rows).toMatchObject([{ quantity: 0 }])
  expect(readDemand('OAT,shop,2026-10-31,-3', ANY).rows).toMatchObject([{ quantity: -3 }])
  expect(says('sku,channel,day\nA,b,c')).toEqual([
    '1: There is no column “day”: they are sku, channel, date, quantity.',
    '1: The column date is missing.',
    '1: The column quantity is missing.',
  ])
})

it('looks at each row before anything is sent', () => {
  const known = { skus: new Set(['OAT']), channels: new Set(['shop']) }
  expect(
    says(
      'OAT,shop,2026-10-31,1\nNONE,web,2026-02-30,x\nOAT,shop,2026-10-31,2\n,,2026-12-01,1\nOAT,shop,2026-10-30,1,2',
      known,
    ),
  ).toEqual([
    '2: There is no item NONE. There is no channel web. The date is a day such as 2026-11-30. The quantity is a whole number.',
    '3: The same item, channel and day stand in line 1 already.',
    '4: The item is missing. The channel is missing. The day lies ahead.',
    '5: It has more cells than there are columns.',
  ])
})

it('finds the row that the server names', () => {
  expect(['[3].sku', '.0.sku', '[0]', '', 'sku'].map(rowAt)).toEqual([3, 0, 0, null, null])
})
