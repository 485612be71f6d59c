import { eq } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'

/** The date where the warehouse stands: expiry and ship-by are days there, not in UTC. */
const formatters = new Map<string, Intl.DateTimeFormat>()

/** Every zone's offset is a multiple of this, so within one of these no date changes. */
const QUARTER_HOUR_MS = 900_000

const latest = new Map<string, { quarter: number; date: string }>()

/** ISO date of an instant (UTC milliseconds) in an IANA time zone. Asked with every request, so the last answer is kept. */
export function localDate(instant: number, timeZone: string): string {
  const quarter = Math.floor(instant / QUARTER_HOUR_MS)
  const known = latest.get(timeZone)
  if (known?.quarter === quarter) return known.date
  const date = formatterOf(timeZone).format(instant)
  latest.set(timeZone, { quarter, date })
  return date
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formatters.set(timeZone, made)
  return made
}

/** The ISO date so many days after another; before it where negative. */
export const daysLater = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

export async function timeZoneOf({ db, t }: Pick<Reader, 'db' | 't'>, warehouse: string): Promise<string> {
  const [place] = await db.select().from(t.warehouses).where(eq(t.warehouses.code, warehouse))
  return place?.timeZone ?? 'UTC'
}

const QUARTER_MS = 900_000
const DAY_MS = 86_400_000

export const todayIn = async (reader: Pick<Reader, 'db' | 't'>, warehouse: string, now: number): Promise<string> =>
  localDate(now, await timeZoneOf(reader, warehouse))

/** When a local day begins, UTC milliseconds. Zones change at quarters of an hour, and none is a day away. */
export function beginOf(day: string, timeZone: string): number {
  let [early, late] = [-DAY_MS / QUARTER_MS, DAY_MS / QUARTER_MS]
  const midnight = Date.parse(`${day}T00:00:00Z`)
  while (early < late) {
    const middle = Math.floor((early + late) / 2)
    if (localDate(midnight + middle * QUARTER_MS, timeZone) < day) early = middle + 1
    else late = middle
  }
  return midnight + early * QUARTER_MS
}
