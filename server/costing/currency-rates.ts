/** What other currencies are worth, from a day on. */
import { asc } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import type { Reader, Tx } from '../db/work.ts'

const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'Give the currency as three capital letters.'))
const MILLION = 1_000_000

export const ratesInput = v.pipe(
  v.array(
    v.object({
      from: currency,
      to: currency,
      day: field.date,
      rate: v.pipe(
        v.number('Give the rate as a number.'),
        v.minValue(0.000001, 'A rate is above 0.'),
        v.maxValue(1_000_000),
      ),
    }),
  ),
  v.minLength(1),
  v.maxLength(5_000),
)
export type RatesInput = v.InferOutput<typeof ratesInput>

/** One that is given again for its day counts from then on; what was entered by the old one stays. */
export async function putRates({ db, t: { currencyRates } }: Tx, input: RatesInput): Promise<void> {
  for (const { from, to, day, rate } of input) {
    const row = { from, to, day, rate: Math.round(rate * MILLION) }
    await db
      .insert(currencyRates)
      .values(row)
      .onConflictDoUpdate({
        target: [currencyRates.from, currencyRates.to, currencyRates.day],
        set: { rate: row.rate },
      })
  }
}

export async function readRates({ db, t: { currencyRates } }: Reader) {
  const rows = await db
    .select()
    .from(currencyRates)
    .orderBy(asc(currencyRates.from), asc(currencyRates.to), asc(currencyRates.day))
  return rows.map(({ rate, ...row }) => ({ ...row, rate: rate / MILLION }))
}
