/** The figures of a margin as the table, the spreadsheet and the pictures show them. */
import { MARGIN_KINDS, type MarginFigure, type MarginKind, netRevenueOf } from '../../../shared/rules/margin.ts'
import type { MarginRow } from './contract.ts'

export const FIGURE_WORDS: Record<MarginFigure, string> = {
  revenue: 'Revenue',
  discounts: 'Discounts',
  shippingIncome: 'Shipping paid',
  taxes: 'Taxes',
  cogs: 'Goods',
  labour: 'Labour',
  packaging: 'Packaging',
  shipping: 'Carriers',
  platformFees: 'Platform fees',
  paymentFees: 'Payment fees',
  returns: 'Returns',
  advertising: 'Advertising',
  chargebacks: 'Chargebacks',
  penalties: 'Penalties',
  storage: 'Storage',
}

/** Where a word is too short to be sure of it. */
export const FIGURE_MEANS: Partial<Record<MarginFigure, string>> = {
  shippingIncome: 'What customers paid for the way',
  cogs: 'What the goods had cost',
  labour: 'Picking and packing',
  shipping: 'What carriers take',
  returns: 'Paid back and inspected, less what can be sold again',
}

export const kindWord = (kind: MarginKind): string => FIGURE_WORDS[MARGIN_KINDS[kind]]

/** What lies between revenue less discounts and contribution; taxes are passed on. The largest ones of most shops first. */
export const BETWEEN = [
  'shippingIncome',
  'cogs',
  'platformFees',
  'paymentFees',
  'shipping',
  'labour',
  'packaging',
  'returns',
  'advertising',
  'chargebacks',
  'penalties',
  'storage',
] as const satisfies readonly MarginFigure[]

export type BetweenFigure = (typeof BETWEEN)[number]

/** Columns in which nothing stands only take room. */
export const usedOf = (rows: readonly MarginRow[]): BetweenFigure[] =>
  BETWEEN.filter((figure) => rows.some((row) => row[figure] !== 0))

/** What a column is sorted and written by. */
export type Column = 'net' | 'units' | 'contribution' | 'contributionRate' | BetweenFigure

export const LEADING: readonly { id: Column; label: string; title: string }[] = [
  { id: 'units', label: 'Units', title: 'Units sold' },
  { id: 'net', label: 'Revenue', title: 'Revenue less discounts' },
  { id: 'contribution', label: 'Contribution', title: 'What is left of revenue after all costs' },
  { id: 'contributionRate', label: 'Rate', title: 'Contribution of revenue less discounts' },
]

export const isColumn = (name: string): name is Column =>
  LEADING.some(({ id }) => id === name) || (BETWEEN as readonly string[]).includes(name)

export const valueIn = (row: MarginRow, column: Column): number | null =>
  column === 'net' ? netRevenueOf(row) : row[column]
