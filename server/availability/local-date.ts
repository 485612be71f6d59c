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
