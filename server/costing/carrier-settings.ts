/** Rate tables of carriers, for parcels of which nobody has said what they cost. */
import * as v from 'valibot'
import type { RateTable } from '../../shared/rules/carrier-rates.ts'
import * as field from '../../shared/transactions/fields.ts'
import type { Reader, Tx } from '../db/work.ts'
import { putSetting, readSetting } from '../master/settings.ts'

const CARRIERS = 'carrier-rates'

const minorUnits = v.pipe(v.number(), v.integer('Give whole minor units.'), v.minValue(0, 'A charge is not negative.'))
const grams = v.pipe(v.number(), v.integer('Give whole grams.'), v.minValue(1))

const surcharge = v.pipe(
  v.strictObject({
    name: field.name,
    rate: v.optional(v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(10))), null),
    amount: v.optional(v.nullable(minorUnits), null),
  }),
  v.check(({ rate, amount }) => rate !== null || amount !== null, 'Give a rate or an amount.'),
)

const rateTable = v.pipe(
  v.strictObject({
    id: field.name,
    carrier: field.name,
    service: v.optional(v.nullable(field.name), null),
    zone: v.optional(v.nullable(field.name), null),
    from: field.date,
    to: v.optional(v.nullable(field.date), null),
    rows: v.pipe(v.array(v.strictObject({ upToGrams: grams, amount: minorUnits })), v.minLength(1), v.maxLength(500)),
    /** Cubic centimetres billed as one kilogram, such as 5000. */
    cubicCmPerKg: v.optional(v.nullable(grams), null),
    surcharges: v.optional(v.pipe(v.array(surcharge), v.maxLength(50)), []),
  }),
  v.check(({ from, to }) => to === null || from <= to, 'It ends before it begins.'),
)

export const carrierRates = v.pipe(
  v.array(rateTable),
  v.maxLength(2_000),
  v.check(
    (tables) => firstOverlap(tables) === undefined,
    ({ input }) => overlapText(input as RateTable[]),
  ),
)

/** Two that nobody could choose between. */
function firstOverlap(tables: readonly RateTable[]): [RateTable, RateTable] | undefined {
  for (const [nth, one] of tables.entries())
    for (const other of tables.slice(nth + 1))
      if (
        one.carrier === other.carrier &&
        one.service === other.service &&
        one.zone === other.zone &&
        one.from <= (other.to ?? '9999-12-31') &&
        other.from <= (one.to ?? '9999-12-31')
      )
        return [one, other]
  return undefined
}

function overlapText(tables: readonly RateTable[]): string {
  const [one, other] = firstOverlap(tables) ?? []
  return `${one?.id} and ${other?.id} are for the same parcels on the same day. End one before the other begins.`
}

export const readCarrierRates = async (reader: Pick<Reader, 'db' | 't'>): Promise<RateTable[]> =>
  (await readSetting(reader, CARRIERS, carrierRates)) ?? []

export const putCarrierRates = (tx: Tx, tables: readonly RateTable[]): Promise<void> => putSetting(tx, CARRIERS, tables)
