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
  /** What is paid back to the customer; the rest of returns is work, and goods that are not worth what they were. */
  refund: 'returns',
  returns: 'returns',
  advertising: 'advertising',
  chargeback: 'chargebacks',
  penalty: 'penalties',
  storage: 'storage',
} as const

export type MarginKind = keyof typeof MARGIN_KINDS
export type MarginFigure = (typeof MARGIN_KINDS)[MarginKind]

export const MARGIN_FIGURES: readonly MarginFigure[] = [...new Set(Object.values(MARGIN_KINDS))]

/** Of returns: the refunds. Kept beside the figure that they are part of. */
export const MARGIN_PARTS = { refund: 'refunds' } as const satisfies Partial<Record<MarginKind, string>>
export type MarginPart = (typeof MARGIN_PARTS)[keyof typeof MARGIN_PARTS]

/** All that is kept of a day or a month. */
export const MARGIN_SUMS: readonly (keyof MarginSums)[] = ['units', ...MARGIN_FIGURES, ...Object.values(MARGIN_PARTS)]

/** Minor units, costs negative; `units` in base units. */
export type MarginSums = Record<MarginFigure | MarginPart | 'units', number>

export const noSums = (): MarginSums => Object.fromEntries(MARGIN_SUMS.map((figure) => [figure, 0])) as MarginSums

export function addTo(
  sums: MarginSums,
  { kind, amount, units }: { kind: MarginKind; amount: number; units: number },
): void {
  sums.units += units
  sums[MARGIN_KINDS[kind]] += amount
  if (kind in MARGIN_PARTS) sums[MARGIN_PARTS[kind as keyof typeof MARGIN_PARTS]] += amount
}

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
