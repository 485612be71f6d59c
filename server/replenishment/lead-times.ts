/** How long goods take to come, from receipts really observed: from the day of the order to the day of the first scan at the dock. */
import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import { dayNumber, localDays } from './days.ts'

/** The newest count: a supplier of three years ago is another. */
const LATEST = 50
/** Of fewer receipts nobody knows how they vary: what is stated for the item counts beside them. */
export const LEAST_RECEIPTS = 3
export interface LeadTimes {
  /** Days, equally likely, the shortest first. */
  days: number[]
  mean: number
  deviation: number
  /** Not exceeded by nine of ten. */
  p90: number
  observed: number
  from: 'receipts' | 'item' | 'company'
}

export async function observedLeadTimes(
  { db, t: { receipts: r } }: Reader,
  place: { code: string; timeZone: string },
  supplier: string,
): Promise<number[]> {
  const rows = await db
    .select({ orderedOn: r.orderedOn, createdAt: r.createdAt, firstReceivedAt: r.firstReceivedAt })
    .from(r)
    .where(and(eq(r.warehouse, place.code), eq(r.supplier, supplier), isNotNull(r.firstReceivedAt)))
    .orderBy(desc(r.firstReceivedAt))
    .limit(LATEST)
  const dayOf = localDays(place.timeZone)
  return rows.map(({ orderedOn, createdAt, firstReceivedAt }) =>
    Math.max(0, dayOf(Number(firstReceivedAt)) - (orderedOn === null ? dayOf(createdAt) : dayNumber(orderedOn))),
  )
}

/** `stated`: for the item; `assumed`: for the company, where nothing else is known. */
export function leadTimesOf(observed: readonly number[], stated: number | null, assumed: number): LeadTimes {
  if (observed.length >= LEAST_RECEIPTS || (observed.length > 0 && stated === null))
    return distribution(observed, observed.length, 'receipts')
  if (observed.length > 0 && stated !== null)
    return distribution(
      [...observed, ...Array<number>(LEAST_RECEIPTS - observed.length).fill(stated)],
      observed.length,
      'receipts',
    )
  return stated === null ? distribution([assumed], 0, 'company') : distribution([stated], 0, 'item')
}

function distribution(days: readonly number[], observed: number, from: LeadTimes['from']): LeadTimes {
  const sorted = [...days].sort((a, b) => a - b)
  const mean = sorted.reduce((sum, one) => sum + one, 0) / sorted.length
  const variance = sorted.length < 2 ? 0 : sorted.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (sorted.length - 1)
  return {
    days: sorted,
    mean,
    deviation: Math.sqrt(variance),
    p90: sorted[Math.min(sorted.length - 1, Math.ceil(0.9 * sorted.length) - 1)] ?? mean,
    observed,
    from,
  }
}
