/**
 * Where inspected goods go: what is possible at all, and what the company's rules propose. Handheld and server ask the same
 * functions, so that a worker without a network is told what the ledger will say.
 */
import type { Disposition } from './dispositions.ts'
import { isExpired } from './rotation.ts'

export { DISPOSITIONS, type Disposition } from './dispositions.ts'

export const DISPOSITION_WORDS: Record<Disposition, string> = {
  restock: 'Restock',
  secondary: 'Secondary channel',
  rework: 'Rework',
  scrap: 'Scrap',
  supplier: 'Return to supplier',
  keep: 'Keep for a supervisor',
}

/** What is known of the goods in hand. */
export interface Goods {
  lotTracked: boolean
  /** Empty: the item has no lots, or nobody knows which lot it is. */
  lot: string
  held: boolean
  /** False: the lot was never received here, and nobody has said what it is. */
  confirmed: boolean
  expiresOn: string | null
  hasSecondary: boolean
}

const isUnknownLot = ({ lotTracked, lot }: Goods): boolean => lotTracked && lot === ''

/** Why it cannot go there, as a sentence; null: it can. `today`: the warehouse's local date. */
export function whyNot(disposition: Disposition, goods: Goods, today: string): string | null {
  if (disposition === 'scrap' || disposition === 'rework' || disposition === 'keep') return null
  if (isUnknownLot(goods)) return 'Its lot is not known: it can only be scrapped, reworked or kept for a supervisor.'
  if (disposition === 'supplier') return null
  if (goods.held) return `Lot ${goods.lot} is on hold: it cannot be sold again.`
  if (isExpired(goods.expiresOn, today)) return `Lot ${goods.lot} expired on ${goods.expiresOn}.`
  if (disposition === 'restock') return null
  if (!goods.hasSecondary) return 'This item has no secondary SKU.'
  return goods.lotTracked && !goods.confirmed
    ? `Lot ${goods.lot} was never received here: nobody knows what it is yet.`
    : null
}

/** What a rule may ask about. A channel is named by its code or its kind. */
export interface DispositionCase extends Goods {
  channel: string
  channelKind: string
  reason: string
  condition: string
  /** Of one unit, minor units; null where no cost is known. */
  worth: number | null
  /** What reworking one unit costs, minor units. */
  reworkCost: number
}

export interface DispositionRule {
  channel: string | null
  reason: string | null
  condition: string | null
  /** Applies to lots that have fewer days left than this. */
  fewerDaysThan: number | null
  /** Applies only where the goods are worth no more than their rework. */
  worthLessThanRework: boolean
  disposition: Disposition
}

export interface Proposal {
  disposition: Disposition
  /** The rule that said so, from 0; null: none did. */
  rule: number | null
}

/** The first rule that applies and can be followed; where there is none, restock, or else a supervisor decides. */
export function proposeDisposition(one: DispositionCase, rules: readonly DispositionRule[], today: string): Proposal {
  const rule = rules.findIndex(
    (candidate) => applies(candidate, one, today) && whyNot(candidate.disposition, one, today) === null,
  )
  const found = rules[rule]
  if (found) return { disposition: found.disposition, rule }
  return { disposition: whyNot('restock', one, today) === null ? 'restock' : 'keep', rule: null }
}

const applies = (rule: DispositionRule, one: DispositionCase, today: string): boolean =>
  (rule.channel === null || rule.channel === one.channel || rule.channel === one.channelKind) &&
  (rule.reason === null || rule.reason === one.reason) &&
  (rule.condition === null || rule.condition === one.condition) &&
  (rule.fewerDaysThan === null || daysLeft(one.expiresOn, today) < rule.fewerDaysThan) &&
  (!rule.worthLessThanRework || (one.worth !== null && one.worth <= one.reworkCost))

/** From today to the last day that it may be used; endless where it does not expire. */
export const daysLeft = (expiresOn: string | null, today: string): number =>
  expiresOn === null ? Number.POSITIVE_INFINITY : (Date.parse(expiresOn) - Date.parse(today)) / 86_400_000

/** What a second person signs who lets goods be scrapped: these units of this lot, of these returned goods. */
export const scrapClaim = (one: {
  returned?: string | undefined
  sku: string
  lot: string
  quantity: number
  reason: string
}) => ({
  taskId: one.returned ?? '',
  sku: one.sku,
  lot: one.lot,
  reason: `scrap ${one.quantity}: ${one.reason}`,
})
