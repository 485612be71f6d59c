/** Channels by what they bring and by what is left of it: who sells most is often not who earns most. */
import { netRevenueOf } from '../../../shared/rules/margin.ts'
import type { MarginRow } from './contract.ts'

export interface Ranked {
  channel: string
  row: MarginRow
  /** Places higher (or lower, negative) than by revenue. */
  up: number
}

export function rankings(rows: readonly MarginRow[]): { byRevenue: Ranked[]; byRate: Ranked[] } {
  // A channel of which nothing was paid has no rate, and no place in either list.
  const rated = rows.filter(({ contributionRate }) => contributionRate !== null)
  const byRevenue = rated.toSorted((a, b) => netRevenueOf(b) - netRevenueOf(a))
  const byRate = rated.toSorted((a, b) => (b.contributionRate ?? 0) - (a.contributionRate ?? 0))
  const ranked = (row: MarginRow, place: number): Ranked => ({
    channel: row.channel ?? '',
    row,
    up: byRevenue.indexOf(row) - place,
  })
  return { byRevenue: byRevenue.map(ranked), byRate: byRate.map(ranked) }
}
