/**
 * When orders are due, in days of their warehouse: some say the day on which they are to leave, others the instant. Both are text
 * of ISO 8601, so that one index has them in order.
 */
import { type Column, type SQL, sql } from 'drizzle-orm'
import { beginOf, daysLater } from '../availability/local-date.ts'

/** Due before this local day begins. */
export function dueBefore(shipBy: Column, day: string, timeZone: string): SQL {
  const begins = beginsOf(day, timeZone)
  // The first condition is what an index is asked for.
  return sql`(${shipBy} < ${begins > day ? begins : day} and ${shipBy} < ${ofItsKind(shipBy, day, begins)})`
}

/** Due on this local day or after it. */
export function dueFrom(shipBy: Column, day: string, timeZone: string): SQL {
  const begins = beginsOf(day, timeZone)
  return sql`(${shipBy} >= ${begins < day ? begins : day} and ${shipBy} >= ${ofItsKind(shipBy, day, begins)})`
}

/** Due by the end of this local day. The last day that has a name has no next one: by then everything is due. */
export const dueBy = (shipBy: Column, day: string, timeZone: string): SQL =>
  day === '9999-12-31' ? sql`${shipBy} is not null` : dueBefore(shipBy, daysLater(day, 1), timeZone)

const beginsOf = (day: string, timeZone: string): string => new Date(beginOf(day, timeZone)).toISOString()

/** A day is as long as `2031-02-28`. */
const ofItsKind = (shipBy: Column, day: string, instant: string): SQL =>
  sql`(case when length(${shipBy}) = 10 then ${day} else ${instant} end)`
