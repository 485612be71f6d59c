/** The figures of a margin as the table, the spreadsheet and the pictures show them. */

import { MARGIN_KINDS, type MarginFigure, type MarginKind, netRevenueOf } from '../../../shared/rules/margin.ts'
import { t } from '../../language/t.ts'
import type { MarginRow } from './contract.ts'

export const FIGURE_WORDS: Record<MarginFigure, string> = {
  revenue: t('Revenue'),
  discounts: t('Discounts'),
  shippingIncome: t('Shipping paid'),
  taxes: t('Taxes'),
  cogs: t('Goods'),
  labour: t('Labour'),
  packaging: t('Packaging'),
  shipping: t('Carriers'),
  platformFees: t('Platform fees'),
  paymentFees: t('Payment fees'),
  returns: t('Returns'),
  advertising: t('Advertising'),
  chargebacks: t('Chargebacks'),
  penalties: t('Penalties'),
  storage: t('Storage'),
}

/** Where a word is too short to be sure of it. */
export const FIGURE_MEANS: Partial<Record<MarginFigure, string>> = {
  shippingIncome: t('What customers paid for the way'),
  cogs: t('What the goods had cost'),
  labour: t('Picking and packing'),
  shipping: t('What carriers take'),
  returns: t('Paid back and inspected, less what can be sold again'),
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
  { id: 'units', label: t('Units'), title: t('Units sold') },
  { id: 'net', label: t('Revenue'), title: t('Revenue less discounts') },
  { id: 'contribution', label: t('Contribution'), title: t('What is left of revenue after all costs') },
  { id: 'contributionRate', label: t('Rate'), title: t('Contribution of revenue less discounts') },
]

export const isColumn = (name: string): name is Column =>
  LEADING.some(({ id }) => id === name) || (BETWEEN as readonly string[]).includes(name)

export const valueIn = (row: MarginRow, column: Column): number | null =>
  column === 'net' ? netRevenueOf(row) : row[column]
