/** A cell as people write it, as the server takes it: `{ cell }`, or `{ fault }` in one sentence. An empty cell says nothing. */
import { digitsOf } from '../../../../shared/rules/money.ts'
import { plainCell } from '../../../../shared/spreadsheets/safe-cell.ts'
import { t } from '../../../language/t.ts'
import type { Column } from './columns.ts'
import { plain } from './guess.ts'

export type DateOrder = 'ymd' | 'dmy' | 'mdy'
export type DecimalMark = '.' | ','

export interface Writing {
  dates: DateOrder
  decimals: DecimalMark
  /** Of money that names none. */
  currency: string
  /** Money is in the smallest unit of its currency, as our own files have it: 1250 USD is 12.50. */
  minor: boolean
}

export type ReadCell = { cell: string } | { fault: string }

const YES = ['true', 'yes', 'y', '1', 'x', 'si', 'ja', 'oui', 'lot', 'lots', 'bylots', 'tracked']
const NO = ['false', 'no', 'n', '0', 'nein', 'non', 'none', 'notracking']

export function readCell(column: Column, text: string, writing: Writing): ReadCell {
  const written = plainCell(text.trim()).trim()
  if (written === '') return { cell: '' }
  switch (column.type) {
    case 'text':
      return { cell: written }
    case 'whole':
      return readWhole(written, writing)
    case 'money':
      return readMoney(written, writing)
    case 'date':
      return readDate(written, writing)
    case 'flag':
      return readFlag(written)
    case 'choice':
      return readChoice(column, written)
  }
}

/** "1,200" or "1.200" or "12.0": what the marks mean follows from the decimal mark of the file. */
function readWhole(text: string, { decimals }: Writing): ReadCell {
  const number = numberOf(text, decimals)
  if (number !== null && Number.isInteger(number)) return { cell: String(number) }
  return { fault: t('“{text}” is no whole number.', { text }) }
}

function numberOf(text: string, decimals: DecimalMark): number | null {
  const groups = decimals === '.' ? ',' : '.'
  const bare = text.replace(/[\s\u00a0\u202f'’]/g, '').replaceAll(groups, '')
  const dotted = bare.replace(decimals, '.')
  return /^-?\d{1,15}(\.\d+)?$/.test(dotted) ? Number(dotted) : null
}

const SIGNS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY' }

/** "12.50", "$12.50", "12,50 EUR". */
function readMoney(text: string, { decimals, currency, minor: inMinor }: Writing): ReadCell {
  const named = /([A-Z]{3})/.exec(text)?.[1] ?? Object.entries(SIGNS).find(([sign]) => text.includes(sign))?.[1]
  const amount = numberOf(text.replace(/[A-Z]{3}|[$€£¥]/g, ''), decimals)
  const own = named ?? currency
  if (amount === null || amount < 0) return { fault: t('“{text}” is no amount of money.', { text }) }
  const minor = inMinor ? amount : amount * 10 ** digitsOf(own)
  const whole = Math.round(minor)
  if (Math.abs(minor - whole) > 1e-6)
    return { fault: t('“{text}” has more decimals than {currency} has.', { text, currency: own }) }
  return { cell: `${whole} ${own}` }
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Years first are read whatever the order is; a month that is a word needs none. */
function readDate(text: string, { dates }: Writing): ReadCell {
  const day = text.replace(/[T ]\d{1,2}:\d{2}.*$/, '')
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(day)
  if (iso) return dayOf(text, iso[1], iso[2], iso[3])
  const bare = /^(\d{4})(\d{2})(\d{2})$/.exec(day)
  if (bare) return dayOf(text, bare[1], bare[2], bare[3])
  const word = /^(\d{1,2})[-/. ]?([a-z]{3})[a-z]*[-/. ,]*(\d{4}|\d{2})$/i.exec(day)
  if (word) return dayOf(text, word[3], String(MONTHS.indexOf((word[2] ?? '').toLowerCase()) + 1), word[1])
  const [, first, second, year] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(day) ?? []
  if (first === undefined || dates === 'ymd') return { fault: t('“{text}” is no date.', { text }) }
  return dates === 'dmy' ? dayOf(text, year, second, first) : dayOf(text, year, first, second)
}

function dayOf(text: string, year = '', month = '', day = ''): ReadCell {
  const whole = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const instant = Date.parse(`${whole}T00:00:00Z`)
  // 30 February would be taken for 2 March.
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== whole)
    return { fault: t('“{text}” is no day of the calendar.', { text }) }
  return { cell: whole }
}

function readFlag(text: string): ReadCell {
  const word = plain(text)
  if (YES.includes(word)) return { cell: 'true' }
  if (NO.includes(word)) return { cell: 'false' }
  return { fault: t('“{text}” is neither yes nor no.', { text }) }
}

function readChoice({ choices = {} }: Column, text: string): ReadCell {
  const word = plain(text)
  const found = Object.entries(choices).find(([, written]) => written.some((one) => plain(one) === word))
  if (found) return { cell: found[0] }
  return { fault: t('“{text}” is none of {choices}.', { text, choices: Object.keys(choices).join(', ') }) }
}

const A_DATE: Column = { name: '', label: '', type: 'date', known: [] }

/** What the dates of a file can be read as: the order in which most of them are days, `likely` where two are as good. */
export function guessDates(cells: readonly string[], likely: DateOrder): DateOrder {
  const filled = cells.filter((cell) => cell.trim() !== '').slice(0, 200)
  const readable = (dates: DateOrder) =>
    filled.filter((cell) => 'cell' in readCell(A_DATE, cell, { ...PLAIN, dates })).length
  const orders: DateOrder[] = ['ymd', likely, 'dmy', 'mdy']
  return orders.reduce((best, one) => (readable(one) > readable(best) ? one : best))
}

const PLAIN: Writing = { dates: 'ymd', decimals: '.', currency: 'USD', minor: false }

/** A comma with one or two digits behind it at the end is a decimal mark; else it parts thousands. */
export function guessDecimals(cells: readonly string[]): DecimalMark {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const ends = (mark: string) => filled.filter((cell) => new RegExp(`\\d\\${mark}\\d{1,2}\\D*$`).test(cell)).length
  return ends(',') > ends('.') ? ',' : '.'
}

/** As `lotline import` takes money, and as people do not write it. */
export function guessMinor(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  return filled.length > 0 && filled.every((cell) => /^\d{1,15} [A-Z]{3}$/.test(cell.trim()))
}
