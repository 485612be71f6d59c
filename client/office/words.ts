/** Figures and dates as the office writes them. */

import { digitsOf } from '../../shared/rules/money.ts'
import { dayText } from '../language/dates.ts'
import { dateLocale, locale } from '../language/language.ts'
import { number, t } from '../language/t.ts'

const day = new Intl.DateTimeFormat(dateLocale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
const clock = new Intl.DateTimeFormat(dateLocale, { hour: '2-digit', minute: '2-digit' })
const moment = new Intl.DateTimeFormat(dateLocale, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

const printed = new Intl.DateTimeFormat(dateLocale, { dateStyle: 'medium', timeStyle: 'short' })

const weekday = new Intl.DateTimeFormat(dateLocale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
})

export const figure = number

/** An ISO date is a day of the warehouse's calendar, which no time zone of this machine may shift; of an instant, its day. */
const dayOf = (iso: string): Date => new Date(`${iso.slice(0, 10)}T00:00:00Z`)
export const dateText = (iso: string | null): string => (iso === null ? t('no date') : dayText(iso))
/** Monday 30 November. */
export const weekdayText = (iso: string): string => weekday.format(dayOf(iso))
export const shortDate = (iso: string): string => day.format(dayOf(iso))
export const timeOfDay = (ms: number): string => clock.format(ms)
export const momentText = (iso: string): string => moment.format(new Date(iso))

/** Day, year and time: what is on paper is read much later. */
export const printedAt = (ms: number): string => printed.format(ms)

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${figure(count)} ${count === 1 ? one : many}`

export const nameOf = (customer: string | { name: string } | null): string =>
  customer === null ? '' : typeof customer === 'string' ? customer : customer.name

/** A whole number of units, or null where the text is none. */
export function parseQuantity(text: string): number | null {
  const trimmed = text.trim()
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : null
}

/** Whole minor units of a currency, with as many decimals as that currency has. */
export function moneyText({ amount, currency }: { amount: number; currency: string }): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  return format.format(amount / 10 ** digitsOf(currency)).replace('-', '−')
}
