/** What the server answers about margins. Amounts are minor units of the warehouse's currency; costs are negative. */
import type { MarginKind, MarginSums } from '../../../shared/rules/margin.ts'

export type MarginGroup = 'sku' | 'channel' | 'month'

export interface MarginRow extends MarginSums {
  /** Only what it was grouped by. */
  sku?: string
  channel?: string
  month?: string
  contribution: number
  /** Of revenue less discounts; null where nothing was paid. */
  contributionRate: number | null
}

export interface Margins {
  rows: MarginRow[]
  total: MarginRow
  /** Postings that could not be reckoned, of all times. */
  gaps: number
}

/** A month whose figures are kept as they were reported. */
export interface ClosedMonth {
  month: string
  closedAt: number
  by: string
}

export interface ReportedMonth extends ClosedMonth {
  /** By item and channel. */
  rows: MarginSums[]
  /** Entered for the month after it was closed. */
  since: MarginSums[]
}

export type HowKnown = 'actual' | 'rule' | 'allocated'

export interface MarginEntry {
  id: string
  day: string
  sku: string
  channel: string
  orderId: string | null
  orderLineId: string | null
  kind: MarginKind
  amount: number
  units: number
  known: HowKnown
  source: string
  because: string
  createdAt: number
}

export interface MarginGap {
  name: string
  transactionId: string
  /** One sentence: what is missing, and where to give it. */
  detail: string
  foundAt: number
}
