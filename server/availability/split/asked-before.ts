/** How much of an item each channel asked for in past periods of equal length: ordered, whether or not it could be had. */
import { PRODUCTION } from '../../../shared/rules/places.ts'
import type { Reader } from '../../db/work.ts'
import { dayNumber, localDays } from '../../replenishment/days.ts'
import { readHistory } from '../../replenishment/history.ts'

export interface AskedBefore {
  /** How many periods are known: since the item was first asked for, most of all `periods`. */
  periods: number
  /** Base units by channel, the oldest period first. */
  byChannel: Map<string, number[]>
}

/** Periods of `days`, the last one ends with today. */
export async function askedBefore(
  reader: Reader,
  place: { code: string; timeZone: string },
  sku: string,
  { days, periods, now }: { days: number; periods: number; now: number },
): Promise<AskedBefore> {
  const today = localDays(place.timeZone)(now)
  const series = (await readHistory(reader, place, sku, now)).filter(({ channel }) => channel !== PRODUCTION)
  const ageOf = (day: number) => Math.floor((today - day) / days)
  // What was asked for before all of them says only that it was known by then.
  const known = Math.min(periods, Math.max(0, ...series.map(({ from }) => ageOf(dayNumber(from)) + 1)))
  const byChannel = new Map<string, number[]>()
  for (const { channel, from, units } of series) {
    const asked = Array.from({ length: known }, () => 0)
    for (const [nth, one] of units.entries()) {
      const place = known - 1 - ageOf(dayNumber(from) + nth)
      if (place >= 0) asked[place] = (asked[place] ?? 0) + Math.max(0, one)
    }
    if (asked.some((one) => one > 0)) byChannel.set(channel, asked)
  }
  return { periods: known, byChannel }
}
