import { expect, it } from 'vitest'
import { contributionOf, contributionRateOf, type MarginSums, noSums } from '../../../shared/rules/margin.ts'
import { opened } from '../export/opened.ts'
import type { MarginRow } from './contract.ts'
import { marginsFile } from './margins-file.ts'
import { readMarginsView } from './margins-view.ts'

const row = (of: Pick<MarginRow, 'sku' | 'channel' | 'month'>, over: Partial<MarginSums> = {}): MarginRow => {
  const sums = { ...noSums(), ...over }
  return { ...of, ...sums, contribution: contributionOf(sums), contributionRate: contributionRateOf(sums) }
}
const names = { item: (sku: string) => `Item ${sku}`, channel: (code: string) => `The ${code}` }
const view = (text: string) => readMarginsView(new URLSearchParams(text), '2026-11-30')

it('has every figure beside its currency, so that sums can be followed', async () => {
  const rows = [
    row({ channel: 'amazon' }, { units: 3, revenue: 3_000, discounts: -250, cogs: -1_201 }),
    row({ channel: 'shop' }, { advertising: -99 }),
  ]
  const [head, amazon, shop] = await opened(marginsFile(rows, view('by=channel'), 'USD', names))
  const at = (heading: string) => head?.indexOf(heading) ?? -1
  expect(head?.slice(0, 4)).toEqual(['Channel', 'Units', 'Revenue', 'Currency'])
  expect(amazon?.slice(0, 4)).toEqual(['The amazon', 3, 30, 'USD'])
  expect(amazon?.[at('Goods')]).toBe(-12.01)
  expect(amazon?.[at('Contribution')]).toBe(15.49)
  expect(amazon?.[at('Rate')]).toBeCloseTo(0.563, 3)
  expect(shop?.[at('Advertising')]).toBe(-0.99)
  expect(shop?.[at('Rate')]).toBeNull()
})

it('names items by SKU and name, and months as they sort', async () => {
  const [head, first] = await opened(marginsFile([row({ sku: 'OAT', channel: 'shop' })], view(''), 'JPY', names))
  expect(head?.slice(0, 3)).toEqual(['SKU', 'Item', 'Channel'])
  expect(first?.slice(0, 3)).toEqual(['OAT', 'Item OAT', 'The shop'])
  const [, month] = await opened(marginsFile([row({ month: '2026-10' })], view('by=month'), 'USD', names))
  expect(month?.[0]).toBe('2026-10')
})
