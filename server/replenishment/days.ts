/** On which local day of a warehouse an instant falls, for many instants: a zone's offset is asked once for each day, not once for each. */
import { localDate } from '../availability/local-date.ts'

const DAY_MS = 86_400_000

/** Days since 1970-01-01 of an ISO date. */
export const dayNumber = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS)
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

const known = new Map<string, (instant: number) => number>()

/** UTC milliseconds to the number of the local day. */
export function localDays(timeZone: string): (instant: number) => number {
  const made = known.get(timeZone) ?? counterOf(timeZone)
  known.set(timeZone, made)
  return made
}

function counterOf(timeZone: string): (instant: number) => number {
  // Where the day of an instant begins, for each quarter of an hour that was asked for: zones change at quarters.
  const byHour = new Map<number, number>()
  return (instant) => {
    const hour = Math.floor(instant / 3_600_000)
    const day = byHour.get(hour)
    if (day !== undefined) return day
    const first = dayNumber(localDate(hour * 3_600_000, timeZone))
    // An hour in which the day changes is not kept: zones with half hours have such.
    if (dayNumber(localDate(hour * 3_600_000 + 3_599_999, timeZone)) !== first)
      return dayNumber(localDate(instant, timeZone))
    byHour.set(hour, first)
    return first
  }
}
