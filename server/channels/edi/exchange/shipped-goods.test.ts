import { describe, expect, it } from 'vitest'
import type { Effect } from '../../../db/schema.ts'
import { byLine } from './shipped-goods.ts'

const moved = (sku: string, lot: string, from: string, quantity: number) => ({ sku, lot, from, quantity })
const picked = (lineId: string, sku: string, lot: string, location: string, quantity: number): Effect => ({
  kind: 'allocation',
  key: { lineId, orderId: 'O', sku, lot, location, picked: true },
  delta: -quantity,
})

describe('what left with a shipment', () => {
  it('is of the lines whose picked stock it was, though two ask for one item', () => {
    const goods = byLine(
      [moved('A', 'L1', 'CTN-1', 5), moved('A', 'L1', 'CTN-2', 2)],
      [
        picked('one', 'A', 'L1', 'CTN-1', 3),
        picked('two', 'A', 'L1', 'CTN-1', 2),
        picked('two', 'A', 'L1', 'CTN-2', 2),
      ],
      new Map(),
    )
    expect(goods.map(({ orderLineId, from, quantity }) => [orderLineId, from, quantity])).toEqual([
      ['one', 'CTN-1', 3],
      ['two', 'CTN-1', 2],
      ['two', 'CTN-2', 2],
    ])
  })

  it('is of the line that was due it where nobody had picked it, and of none beyond that', () => {
    const due: Effect = { kind: 'line', lineId: 'one', delta: { committed: -4, shipped: 4 } }
    const goods = byLine([moved('A', 'L1', 'A-01', 6)], [due], new Map([['one', 'A']]))
    expect(goods.map(({ orderLineId, quantity }) => [orderLineId, quantity])).toEqual([
      ['one', 4],
      [null, 2],
    ])
  })
})
