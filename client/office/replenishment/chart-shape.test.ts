import { expect, it } from 'vitest'
import { demandShape, monthsIn, spanOf, stockShape } from './chart-shape.ts'
import { sampleDetail } from './sample.ts'

/** One week behind, one ahead: today in the middle. */
const detail = sampleDetail(
  {
    from: '2026-11-22',
    demand: [{ channel: 'shop', units: [2, 2, 2, 2, 2, 2, 2], isOut: [true] }],
    stock: [70, 60, 50, 40, 30, 20, 10],
    ahead: [{ channel: null, weeks: [{ from: '2026-11-29', expected: 14, low: 7, high: 28 }] }],
    stockAhead: [5, 0, -5],
    receipts: [
      { date: '2026-12-01', units: 40, reference: 'PO-1' },
      { date: '2027-01-01', units: 40, reference: 'later' },
      { date: null, units: 40, reference: 'some day' },
    ],
    events: [],
  },
  { reorderPoint: 35 },
)

it('draws weeks to one scale, the band within it', () => {
  const shape = demandShape(detail, null, 140, 28)
  expect(shape.most).toBe(28)
  expect(shape.bars).toMatchObject([{ x: 8.4, width: 53.2, y: 14, height: 14, outDays: 1 }])
  expect(shape.band).toBe('M105 0L105 21Z')
  expect(shape.expected).toBe('M105 14')
})

it('goes on from the last stock, never below nothing', () => {
  const shape = stockShape(detail, 140, 70)
  expect(shape.past).toMatch(/^M10 0L20 10L.*L70 60$/)
  expect(shape.ahead).toBe('M70 60L80 65L90 70L100 70')
  expect(shape.reorderY).toBe(35)
  expect(shape.receipts).toEqual([{ x: 100, date: '2026-12-01', units: 40, reference: 'PO-1' }])
})

it('draws no stock of days on which nothing of it was known yet', () => {
  const { past, ahead } = stockShape(
    { ...detail, chart: { ...detail.chart, stock: detail.chart.stock.map(() => 0) } },
    140,
    70,
  )
  expect(past).toBe('')
  expect(ahead).toMatch(/^M80 /)
})

it('names the months', () => {
  expect(monthsIn(spanOf(detail))).toEqual([{ day: '2026-12-01', percent: 64.3 }])
})

it('bears an item of which nothing is known', () => {
  const nothing = sampleDetail()
  expect(demandShape(nothing, null, 100, 10)).toMatchObject({ most: 1, bars: [], band: '', expected: '' })
  expect(stockShape(nothing, 100, 10)).toMatchObject({ past: '', ahead: '', receipts: [] })
})
