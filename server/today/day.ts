/** The day on which it is asked, where the stock is. */
import { timeZoneOf, todayIn } from '../availability/local-date.ts'
import type { Reader } from '../db/work.ts'

export interface Day {
  warehouse: string
  timeZone: string
  /** An ISO date. */
  today: string
  /** UTC milliseconds. */
  now: number
}

export const dayOf = async (reader: Reader, warehouse: string, now: number): Promise<Day> => ({
  warehouse,
  timeZone: await timeZoneOf(reader, warehouse),
  today: await todayIn(reader, warehouse, now),
  now,
})
