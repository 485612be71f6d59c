import { expect, it } from 'vitest'
import { contributionOf, contributionRateOf, noSums } from '../../../shared/rules/margin.ts'
import type { MarginRow } from './contract.ts'
import { gapsByDetail } from './gaps-by-detail.ts'
import { amountText, ordinal, rateText, rowTitle } from './margin-words.ts'
import { rankings } from './rankings.ts'

const channel = (name: string, revenue: number, cogs: number): MarginRow => {
  const sums = { ...noSums(), revenue, cogs }
  return { channel: name, ...sums, contribution: contributionOf(sums), contributionRate: contributionRateOf(sums) }
}

it('ranks channels by what they bring and by what is left of it', () => {
  const { byRevenue, byRate } = rankings([
    channel('wholesale', 500, -100),
    channel('amazon', 1_000, -900),
    channel('shop', 800, -400),
    channel('closed', 0, -10),
  ])
  expect(byRevenue.map((one) => one.channel)).toEqual(['amazon', 'shop', 'wholesale'])
  expect(byRate.map((one) => [one.channel, one.up])).toEqual([
    ['wholesale', 2],
    ['shop', 0],
    ['amazon', -2],
  ])
})

it('lists what is missing once, what stops most first', () => {
  const gap = (name: string, detail: string, foundAt: number) => ({ name, transactionId: 't', detail, foundAt })
  const found = gapsByDetail([gap('a', 'No rate.', 3), gap('b', 'No cost.', 2), gap('c', 'No cost.', 1)])
  expect(found.map(({ detail, gaps, since }) => [detail, gaps.length, since])).toEqual([
    ['No cost.', 2, 1],
    ['No rate.', 1, 3],
  ])
})

it('writes money without its sign and rates with a true minus', () => {
  expect([amountText(-123_456, 'USD'), amountText(1_234, 'JPY')]).toEqual(['−1,234.56', '1,234'])
  expect([0.1834, -0.052, -0.0001, 1, null].map(rateText)).toEqual(['18.3 %', '−5.2 %', '0.0 %', '100.0 %', '–'])
  expect([1, 2, 3, 4, 11, 22].map(ordinal)).toEqual(['1st', '2nd', '3rd', '4th', '11th', '22nd'])
})

it('calls a row by what it is of', () => {
  const names = { item: (sku: string) => `Item ${sku}`, channel: (code: string) => `Shop ${code}` }
  const row = { ...channel('a', 1, 0), sku: 'OAT', month: '2026-11' }
  expect(rowTitle(row, ['sku', 'channel'], names)).toBe('Item OAT · Shop a')
  expect(rowTitle(row, ['month'], names)).toBe('November 2026')
  expect(rowTitle(null, [], names)).toBe('All')
})
