/** What would be left if prices or costs were others: reckoned from the sums alone, and nothing is changed by it. */
import { contributionOf, contributionRateOf, type MarginSums, netRevenueOf } from '../../../shared/rules/margin.ts'

export interface Changes {
  /** Per cent of each of them: −5 makes it 5 % cheaper. */
  price: number
  carrier: number
  returns: number
  /** Percentage points of revenue that the platform takes more, or less. */
  fee: number
}

export const CHANGES = ['price', 'fee', 'carrier', 'returns'] as const satisfies readonly (keyof Changes)[]

/** Takes them all out of the address. */
export const AS_IT_IS = Object.fromEntries(CHANGES.map((name) => [name, null]))

export function whatIf(sums: MarginSums, { price, carrier, returns, fee }: Changes): MarginSums {
  const dearer = 1 + price / 100
  const changed = {
    ...sums,
    revenue: whole(sums.revenue * dearer),
    discounts: whole(sums.discounts * dearer),
    taxes: whole(sums.taxes * dearer),
    // Platforms and payments take a share of what is paid.
    paymentFees: whole(sums.paymentFees * dearer),
    shipping: whole(sums.shipping * (1 + carrier / 100)),
    // What is paid back goes with the price; looking at goods, and what they lose, does not.
    returns: whole((sums.returns + sums.refunds * (dearer - 1)) * (1 + returns / 100)),
    refunds: whole(sums.refunds * dearer * (1 + returns / 100)),
  }
  const fees = sums.platformFees * dearer - (netRevenueOf(changed) * fee) / 100
  // No platform pays for being sold on, unless it did so already.
  return { ...changed, platformFees: whole(Math.min(fees, Math.max(0, sums.platformFees))) }
}

export interface Outcome {
  contribution: number
  contributionRate: number | null
}

export const outcomeOf = (sums: MarginSums): Outcome => ({
  contribution: contributionOf(sums),
  contributionRate: contributionRateOf(sums),
})

/** Minor units; never the minus nought of rounding. */
const whole = (amount: number): number => Math.round(amount) + 0

/** "-5", "+2,5" and "−1.5"; nothing typed is no change, and neither is a sign before its number. Null where the text is no number, or more than all is taken away. */
export function parseChange(text: string): number | null {
  const trimmed = text.trim()
  if (/^[+−-]?$/.test(trimmed)) return 0
  if (!/^[+−-]?\d{1,4}([.,]\d{1,2})?$/.test(trimmed)) return null
  const value = Number(trimmed.replace('−', '-').replace(',', '.')) + 0
  return value < -100 || value > 1_000 ? null : value
}
