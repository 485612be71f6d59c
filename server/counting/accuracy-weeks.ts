/** How right the ledger was, week by week. */
import { daysLater, timeZoneOf, todayIn } from '../availability/local-date.ts'
import { spansUntil } from '../availability/local-days.ts'
import type { Reader } from '../db/work.ts'
import { type BinsRight, binsRight } from './bins-right.ts'

export interface WeekRight extends Omit<BinsRight, 'day'> {
  /** The Monday on which it began. */
  week: string
}

/** This week and those before it, the oldest first. */
export async function accuracyByWeek(
  reader: Reader,
  warehouse: string,
  weeks: number,
  now: number,
): Promise<{ items: WeekRight[] }> {
  const sunday = daysLater(mondayOf(await todayIn(reader, warehouse, now)), 6)
  const spans = spansUntil(sunday, weeks, await timeZoneOf(reader, warehouse), 7)
  const items = await binsRight(reader, warehouse, spans)
  return { items: items.map(({ day, ...found }) => ({ week: day, ...found })) }
}

/** Of a week that begins on Monday. */
function mondayOf(day: string): string {
  const daysSince = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return daysLater(day, -daysSince)
}
