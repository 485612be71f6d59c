/** How the company counts: how often, how exactly, and the reasons that it knows. */
import * as v from 'valibot'
import type { ItemClass, Tolerance } from '../../shared/rules/counting.ts'
import * as field from '../../shared/transactions/fields.ts'
import type { Reader } from '../db/work.ts'
import { readSetting } from '../master/settings.ts'

export const COUNTING = 'counting'

const whole = (least: number, most: number) =>
  v.pipe(
    v.number(),
    v.integer('Give a whole number.'),
    v.minValue(least, `Give at least ${least}.`),
    v.maxValue(most, `Give at most ${most}.`),
  )

const tolerance = (units: number, value: number) =>
  v.optional(v.strictObject({ units: whole(0, 1_000_000), value: whole(0, 1_000_000_000) }), { units, value })

const days = (standard: number) => v.optional(whole(1, 3_650), standard)

const REASONS = [
  { code: 'miscounted', label: 'Miscounted before' },
  { code: 'misplaced', label: 'Put in the wrong place' },
  { code: 'damaged', label: 'Damaged and thrown away' },
  { code: 'stolen', label: 'Stolen' },
  { code: 'supplier', label: 'Supplier sent more or less' },
  { code: 'scan-error', label: 'Scanned wrongly' },
  { code: 'unknown', label: 'Not known' },
]

export const countingSettings = v.strictObject({
  /** A count that is off by no more is posted at once. Value in minor units of the warehouse's currency. */
  tolerance: v.optional(
    v.strictObject({ A: tolerance(1, 2_000), B: tolerance(2, 5_000), C: tolerance(5, 10_000) }),
    {},
  ),
  /** A place is due again so many days after it was counted, by the best class of what stands there. */
  everyDays: v.optional(v.strictObject({ A: days(30), B: days(90), C: days(180) }), {}),
  /** Places that the plan of one day asks for; 0: there is no plan. */
  perDay: v.optional(whole(0, 10_000), 0),
  /** The figures that classes are made from are those of so many days. */
  classDays: v.optional(whole(7, 730), 90),
  reasons: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          code: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,29}$/, 'A code has small letters, digits and hyphens.')),
          label: field.name,
        }),
      ),
      v.minLength(1, 'Keep at least one reason.'),
      v.maxLength(50),
      v.check((reasons) => new Set(reasons.map(({ code }) => code)).size === reasons.length, 'Each code stands once.'),
    ),
    REASONS,
  ),
})
export type CountingSettings = v.InferOutput<typeof countingSettings>

export const readCounting = async (reader: Pick<Reader, 'db' | 't'>): Promise<CountingSettings> =>
  (await readSetting(reader, COUNTING, countingSettings)) ?? v.parse(countingSettings, {})

export const toleranceOf = (settings: CountingSettings, itemClass: ItemClass): Tolerance =>
  settings.tolerance[itemClass]
