/** The date where the warehouse stands: expiry and ship-by are days there, not in UTC. */
const formatters = new Map<string, Intl.DateTimeFormat>()

/** ISO date of an instant (UTC milliseconds) in an IANA time zone. */
export function localDate(instant: number, timeZone: string): string {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formatters.set(timeZone, formatter)
  }
  return formatter.format(instant)
}

/** The ISO date so many days after another; before it where negative. */
export const daysLater = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
