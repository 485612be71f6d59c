/** Rules of fees as rows of a table that is typed into, and as they are sent: the whole list. */

import type { FeeRule, FeeTier } from '../../../../shared/rules/fees.ts'
import { t } from '../../../language/t.ts'
import { parseMoney, typedMoney } from '../../amounts.ts'
import type { SentFee } from './contract.ts'
import { parseDecimal } from './typed.ts'

export interface FeeRow {
  /** Of the row on the screen. */
  id: string
  kind: string
  /** '': of all that no other rule of this kind names. */
  category: string
  from: string
  /** '': it has no end. */
  to: string
  /** In per cent: "15.3". */
  rate: string
  /** Instead of the rate; kept as they came. */
  tiers: readonly FeeTier[] | null
  /** In whole units of the currency. */
  amount: string
  minimum: string
  per: FeeRule['per']
}

/** Rates are reckoned in millionths: that many decimals of a per cent. */
const DECIMALS = 4

export const percentText = (rate: number): string => String(Number((rate * 100).toFixed(DECIMALS)))

export const rowsOf = (rules: readonly FeeRule[], currency: string): FeeRow[] =>
  rules.map(({ id, kind, category, from, to, rate, tiers, amount, minimum, per }) => ({
    ...{ id, kind, from, tiers, per },
    category: category ?? '',
    to: to ?? '',
    rate: rate === null ? '' : percentText(rate),
    amount: amount === null ? '' : typedMoney(amount, currency),
    minimum: minimum === null ? '' : typedMoney(minimum, currency),
  }))

export const newRow = (id: string, today: string): FeeRow => ({
  ...{ id, kind: '', category: '', from: today, to: '', rate: '', tiers: null },
  ...{ amount: '', minimum: '', per: 'line' },
})

/** "8 % to 10.00, 15 % above" */
export const tiersText = (tiers: readonly FeeTier[], currency: string): string =>
  tiers
    .map(
      ({ upTo, rate }) =>
        `${percentText(rate)} % ${upTo === null ? t('above') : t('to {upTo}', { upTo: typedMoney(upTo, currency) })}`,
    )
    .join(', ')

/** Null: nothing is typed. Undefined: it cannot be read. */
function read(text: string, parse: (text: string) => number | null): number | null | undefined {
  return text.trim() === '' ? null : (parse(text) ?? undefined)
}

const rateOf = ({ rate, tiers }: FeeRow) =>
  tiers === null
    ? read(rate, (text) => {
        const percent = parseDecimal(text, DECIMALS)
        return percent === null ? null : Math.round(percent * 10 ** DECIMALS) / (100 * 10 ** DECIMALS)
      })
    : null

const moneyOf = (text: string, currency: string) => read(text, (typed) => parseMoney(typed, currency))

/** What the server would not even understand, by the path that it would name: `.2.rate`. Ranges are the server's to judge. */
export function feeFaults(rows: readonly FeeRow[], currency: string): ReadonlyMap<string, string> {
  const faults = new Map<string, string>()
  for (const [index, row] of rows.entries()) {
    if (rateOf(row) === undefined) faults.set(`.${index}.rate`, 'Give the rate in per cent, such as 15 or 15.3.')
    for (const name of ['amount', 'minimum'] as const)
      if (moneyOf(row[name], currency) === undefined) faults.set(`.${index}.${name}`, `Give an amount in ${currency}.`)
  }
  return faults
}

/** Null while something of it cannot be read. */
export function feesToSend(rows: readonly FeeRow[], currency: string): SentFee[] | null {
  if (feeFaults(rows, currency).size > 0) return null
  return rows.map((row) => ({
    kind: row.kind.trim(),
    category: row.category.trim() || null,
    from: row.from,
    to: row.to || null,
    rate: rateOf(row) ?? null,
    tiers: row.tiers,
    amount: moneyOf(row.amount, currency) ?? null,
    minimum: moneyOf(row.minimum, currency) ?? null,
    per: row.per,
  }))
}

/** The server counts from 0 and names a field by its path; people count rows from 1. */
export function inRows(sentence: string): string {
  const said = sentence
    .replace(/\[(\d+)\]\.(\w+)/g, (_, index, name) => t('row {value}, {name}', { value: Number(index) + 1, name }))
    .replace(/\[(\d+)\]/g, (_, index) => t('row {value}', { value: Number(index) + 1 }))
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** Which row the server found fault with: `.2` or `.2.kind`. */
export function rowAt(path: string | undefined): { index: number; name: string | undefined } | null {
  const [, index, , name] = /^\.(\d+)(\.(\w+))?/.exec(path ?? '') ?? []
  return index === undefined ? null : { index: Number(index), name }
}
