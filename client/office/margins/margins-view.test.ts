import { expect, it } from 'vitest'
import { contributionOf, contributionRateOf, type MarginSums, noSums } from '../../../shared/rules/margin.ts'
import type { MarginRow } from './contract.ts'
import { inOrder, nextSort, periodOf, readMarginsView, rowId } from './margins-view.ts'

const row = (of: Pick<MarginRow, 'sku' | 'channel' | 'month'>, over: Partial<MarginSums> = {}): MarginRow => {
  const sums = { ...noSums(), ...over }
  return { ...of, ...sums, contribution: contributionOf(sums), contributionRate: contributionRateOf(sums) }
}
const read = (text: string) => readMarginsView(new URLSearchParams(text), '2026-11-30')

it('is about the last ninety days by item and channel, what earns most first', () => {
  expect(read('')).toMatchObject({
    from: '2026-09-02',
    to: '2026-11-30',
    grouping: { id: 'item-channel' },
    sort: { column: 'contribution', down: true },
  })
  expect(read('by=month').sort).toEqual({ column: 'month', down: false })
  expect(read('by=channel&sort=-platformFees').sort).toEqual({ column: 'platformFees', down: true })
})

it('does not sort by what is not shown', () => {
  expect(read('by=channel&sort=sku').sort.column).toBe('contribution')
  expect(read('by=nonsense&sort=taxes')).toMatchObject({
    grouping: { id: 'item-channel' },
    sort: { column: 'contribution' },
  })
})

it('sorts what comes in from the largest, costs from the heaviest, names from the first, and turns round', () => {
  const by = { column: 'contribution', down: true } as const
  expect(nextSort(by, 'net')).toBe('-net')
  expect(nextSort(by, 'cogs')).toBe('cogs')
  expect(nextSort(by, 'sku')).toBe('sku')
  expect(nextSort(by, 'contribution')).toBe('contribution')
  expect(nextSort({ column: 'cogs', down: false }, 'cogs')).toBe('-cogs')
})

it('puts rows in order by any column, and those without a rate last either way', () => {
  const rows = [
    row({ sku: 'A' }, { advertising: -500 }),
    row({ sku: 'B' }, { revenue: 1_000, discounts: -200, cogs: -700 }),
    row({ sku: 'C' }, { revenue: 900, cogs: -300 }),
  ]
  const skus = (sort: Parameters<typeof inOrder>[1]) => inOrder(rows, sort).map(({ sku }) => sku)
  expect(skus({ column: 'net', down: true })).toEqual(['C', 'B', 'A'])
  expect(skus({ column: 'cogs', down: false })).toEqual(['B', 'C', 'A'])
  expect(skus({ column: 'sku', down: true })).toEqual(['C', 'B', 'A'])
  expect(skus({ column: 'contributionRate', down: true })).toEqual(['C', 'B', 'A'])
  expect(skus({ column: 'contributionRate', down: false })).toEqual(['B', 'C', 'A'])
})

it('names a row so that no two are called the same', () => {
  const by = ['sku', 'channel'] as const
  expect(rowId(row({ sku: 'A/B', channel: 'C' }), by)).not.toBe(rowId(row({ sku: 'A', channel: 'B/C' }), by))
})

it('is of the days of a month that lie in the period', () => {
  const period = { from: '2026-01-10', to: '2026-03-05' }
  expect(periodOf(period, undefined)).toEqual(period)
  expect(periodOf(period, '2026-01')).toEqual({ from: '2026-01-10', to: '2026-01-31' })
  expect(periodOf(period, '2026-02')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  expect(periodOf(period, '2026-03')).toEqual({ from: '2026-03-01', to: '2026-03-05' })
})
