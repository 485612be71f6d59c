import { dateLocale } from './language.ts'

const dayAndYear = new Intl.DateTimeFormat(dateLocale, {
  ...{ day: 'numeric', month: 'short', year: 'numeric' },
  timeZone: 'UTC',
})

/** "2 Oct 2026" of an ISO date, or of an instant its day (UTC): a day of the warehouse's calendar, which no time zone of this device may shift. */
export const dayText = (iso: string): string => dayAndYear.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`))
