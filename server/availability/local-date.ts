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
