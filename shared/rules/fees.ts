/**
 * What a platform takes of a sale, by rules that a person has stated: a percentage, a fixed amount, a minimum, tiers by price;
 * for one category of items or for all; from one day to another.
 */

/** Parts of a million, so that 15.3 % of an amount has no error of binary fractions. */
const MILLION = 1_000_000

export interface FeeTier {
  /** Of this part of a unit's price, minor units; null: of all that is above the tier before. */
  upTo: number | null
  rate: number
}

export interface FeeRule {
  id: string
  /** What it is called in figures: commission, payment, closing … */
  kind: string
  /** Of items of this category; null: of those that no other rule of this kind names. */
  category: string | null
  /** First and last day, ISO dates; null: it has no end. */
  from: string
  to: string | null
  /** A fraction of what was paid: 0.15. */
  rate: number | null
  /** Instead of one rate, rates of the parts of each unit's price. */
  tiers: readonly FeeTier[] | null
  /** Minor units, for each `per`. */
  amount: number | null
  /** Minor units, for each unit, line or order. */
  minimum: number | null
  per: 'unit' | 'line' | 'order'
}

export interface Sale {
  /** ISO date. */
  day: string
  category: string | null
  units: number
  /** What was paid for all units, discounts taken off, minor units. */
  paid: number
  /** The part of a whole order's fixed fees that falls on this line, 0 to 1 millionths. */
  share: number
  /** The parts of the order's lines before it, so that all of them have the whole. */
  sharesBefore?: number
}

export interface Fee {
  ruleId: string
  kind: string
  /** Minor units, not negative. */
  amount: number
}

/** One of each kind: the rule of the item's own category before the general one. */
export function feesOf(rules: readonly FeeRule[], sale: Sale): Fee[] {
  const valid = rules.filter(({ from, to }) => from <= sale.day && (to === null || sale.day <= to))
  const found: Fee[] = []
  for (const kind of [...new Set(valid.map((rule) => rule.kind))].sort()) {
    const ofKind = valid.filter((rule) => rule.kind === kind)
    const rule =
      ofKind.find(({ category }) => category !== null && category === sale.category) ??
      ofKind.find(({ category }) => category === null)
    if (rule) found.push({ ruleId: rule.id, kind, amount: feeOf(rule, sale) })
  }
  return found
}

function feeOf(rule: FeeRule, sale: Sale): number {
  const times = rule.per === 'unit' ? sale.units : 1
  const { share, sharesBefore = 0 } = rule.per === 'order' ? sale : { share: MILLION }
  const part = (whole: number): number => partOf(whole, sharesBefore + share) - partOf(whole, sharesBefore)
  const fixed = part((rule.amount ?? 0) * times)
  const least = part((rule.minimum ?? 0) * times)
  return Math.max(least, ofPrice(rule, sale) + fixed)
}

function ofPrice({ rate, tiers }: FeeRule, { paid, units }: Sale): number {
  if (tiers === null) return partOf(paid, millionths(rate ?? 0))
  if (units === 0) return 0
  const price = paid / units
  let below = 0
  let sum = 0
  for (const tier of tiers) {
    const upTo = tier.upTo ?? Number.POSITIVE_INFINITY
    sum += Math.max(0, Math.min(price, upTo) - below) * millionths(tier.rate)
    below = Math.max(below, upTo)
  }
  return roundHalfUp((sum * units) / MILLION)
}

const millionths = (rate: number): number => Math.round(rate * MILLION)

const partOf = (amount: number, ofMillion: number): number => roundHalfUp((amount * ofMillion) / MILLION)

const roundHalfUp = (value: number): number => Math.floor(value + 0.5)

/** Two rules that nobody could choose between; undefined: there are none. */
export function overlapOf(rules: readonly FeeRule[]): [FeeRule, FeeRule] | undefined {
  for (const [nth, one] of rules.entries())
    for (const other of rules.slice(nth + 1)) if (overlap(one, other)) return [one, other]
  return undefined
}

const overlap = (a: FeeRule, b: FeeRule): boolean =>
  a.kind === b.kind && a.category === b.category && a.from <= (b.to ?? '9999-12-31') && b.from <= (a.to ?? '9999-12-31')
