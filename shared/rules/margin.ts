/** Kinds of what a sale brings and costs, and what is left of it. */

/** As entries name them, with the figure that they are summed in. */
export const MARGIN_KINDS = {
  revenue: 'revenue',
  discount: 'discounts',
  'shipping-income': 'shippingIncome',
  tax: 'taxes',
  cogs: 'cogs',
  labour: 'labour',
  packaging: 'packaging',
  shipping: 'shipping',
  'platform-fee': 'platformFees',
  'payment-fee': 'paymentFees',
  returns: 'returns',
  advertising: 'advertising',
  chargeback: 'chargebacks',
  penalty: 'penalties',
  storage: 'storage',
} as const

export type MarginKind = keyof typeof MARGIN_KINDS
export type MarginFigure = (typeof MARGIN_KINDS)[MarginKind]

export const MARGIN_FIGURES = Object.values(MARGIN_KINDS)

/** Minor units, costs negative; `units` in base units. */
export type MarginSums = Record<MarginFigure | 'units', number>

export const noSums = (): MarginSums =>
  Object.fromEntries(['units', ...MARGIN_FIGURES].map((figure) => [figure, 0])) as MarginSums

/** Taxes are passed on: they are no part of what a sale earns. */
const COUNTED = MARGIN_FIGURES.filter((figure) => figure !== 'taxes')

export const contributionOf = (sums: MarginSums): number => COUNTED.reduce((sum, figure) => sum + sums[figure], 0)

/** What was paid for the goods: discounts taken off. */
export const netRevenueOf = ({ revenue, discounts }: MarginSums): number => revenue + discounts

/** Of what was paid for the goods; null where nothing was. */
export function contributionRateOf(sums: MarginSums): number | null {
  const net = netRevenueOf(sums)
  return net === 0 ? null : contributionOf(sums) / net
}

/** The part of a whole that falls on the first `done` of `of` units, so that the parts of all units sum to the whole. */
export const partUpTo = (whole: number, done: number, of: number): number =>
  of === 0 ? 0 : Math.round((whole * Math.min(done, of)) / of)
