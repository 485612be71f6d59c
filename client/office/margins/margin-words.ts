/** Money, rates and places of margins in words. */

import { digitsOf } from '../../../shared/rules/money.ts'
import { dateLocale, locale } from '../../language/language.ts'
import { t } from '../../language/t.ts'
import { dateText } from '../words.ts'
import type { HowKnown, MarginGroup, MarginRow } from './contract.ts'

const formats = new Map<string, Intl.NumberFormat>()

/** Without the currency's sign: a table of hundreds of amounts names it once. Kept, as making a format is slow. */
export function amountText(amount: number, currency: string): string {
  const digits = digitsIn(currency)
  const format = formats.get(currency) ?? formatOf(digits)
  formats.set(currency, format)
  return format.format(amount / 10 ** digits).replace('-', '−')
}

const formatOf = (digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })

const digits = new Map<string, number>()

function digitsIn(currency: string): number {
  const known = digits.get(currency) ?? digitsOf(currency)
  digits.set(currency, known)
  return known
}

/** "−3.2 %"; a loss of more than was paid is told as it is. */
export const rateText = (rate: number | null): string =>
  rate === null ? '–' : `${(Math.round(rate * 1000) / 10 + 0).toFixed(1).replace('-', '−')} %`

export const KNOWN_WORDS: Record<HowKnown, { word: string; means: string }> = {
  actual: { word: t('Actual'), means: t('Just this was paid or charged') },
  rule: { word: t('By rule'), means: t('Reckoned by a rule or a standard, until somebody says what it really was') },
  allocated: { word: t('Share'), means: t('A share of a larger sum') },
}

const month = new Intl.DateTimeFormat(dateLocale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
export const monthText = (iso: string): string => month.format(new Date(`${iso}-01T00:00:00Z`))

export interface Names {
  item: (sku: string) => string
  channel: (code: string) => string
}

export function groupName(group: MarginGroup, value: string, names: Names): string {
  if (group === 'month') return monthText(value)
  return group === 'sku' ? names.item(value) : names.channel(value)
}

/** "Oat bar 40 g at Amazon": a row as the drawer is called. */
export const rowTitle = (row: MarginRow | null, by: readonly MarginGroup[], names: Names): string =>
  row === null ? t('All') : by.map((group) => groupName(group, row[group] ?? '', names)).join(' · ')

export const periodText = ({ from, to }: { from: string; to: string }): string =>
  from === to ? dateText(from) : t('{from} to {to}', { from: dateText(from), to: dateText(to) })

const ORDINALS = new Intl.PluralRules(locale, { type: 'ordinal' })
/** A language that has one ending for all uses the last. */
const ENDINGS: Record<string, string> = { one: t('st'), two: t('nd'), few: t('rd'), other: t('th') }
export const ordinal = (place: number): string => `${place}${ENDINGS[ORDINALS.select(place)] ?? ENDINGS.other}`
