/** What a channel's platform takes: the whole list of its rules, as a person states them. */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { type FeeRule, overlapOf } from '../../shared/rules/fees.ts'
import * as field from '../../shared/transactions/fields.ts'
import type { Reader, Tx } from '../db/work.ts'
import { Problem } from '../problem.ts'

const rate = v.pipe(
  v.number('Give the rate as a fraction: 0.15.'),
  v.minValue(0, 'A fee is not negative.'),
  v.maxValue(1, 'Give the rate as a fraction: 0.15.'),
)
const minorUnits = v.pipe(
  v.number('Give the amount in whole minor units.'),
  v.integer('Give the amount in whole minor units.'),
  v.minValue(0, 'A fee is not negative.'),
  v.maxValue(100_000_000),
)

const tiers = v.pipe(
  v.array(v.strictObject({ upTo: v.nullable(minorUnits), rate })),
  v.minLength(1),
  v.maxLength(20),
  v.check(
    (list) => list.every(({ upTo }, nth) => (upTo === null) === (nth === list.length - 1)),
    'The last tier, and no other, has no end: upTo null.',
  ),
  v.check(
    (list) => list.every(({ upTo }, nth) => nth === 0 || upTo === null || upTo > (list[nth - 1]?.upTo ?? 0)),
    'Each tier ends above the one before.',
  ),
)

const feeInput = v.pipe(
  v.strictObject({
    kind: v.pipe(
      v.string('Name the kind of the fee.'),
      v.regex(/^[a-z][a-z-]{0,39}$/, 'A kind is small letters: commission.'),
    ),
    category: v.nullish(field.name),
    from: field.date,
    to: v.nullish(field.date),
    rate: v.nullish(rate),
    tiers: v.nullish(tiers),
    amount: v.nullish(minorUnits),
    minimum: v.nullish(minorUnits),
    per: v.optional(v.picklist(['unit', 'line', 'order'], 'per is unit, line or order.'), 'line'),
  }),
  v.check(
    (rule) => rule.rate != null || rule.tiers != null || rule.amount != null || rule.minimum != null,
    'Give a rate, tiers, an amount or a minimum.',
  ),
  v.check((rule) => rule.rate == null || rule.tiers == null, 'Give a rate or tiers, not both.'),
  v.check((rule) => rule.to == null || rule.from <= rule.to, 'It ends before it begins.'),
)

export const feesInput = v.pipe(v.array(feeInput), v.maxLength(500, 'Give at most 500 rules.'))
export type FeesInput = v.InferOutput<typeof feesInput>

/** All of them are taken, or none. Throws a Problem that names the two that overlap. */
export async function putFees(tx: Tx, channel: string, input: FeesInput): Promise<void> {
  const rules = input.map(
    (one): FeeRule => ({
      id: tx.newId(),
      kind: one.kind,
      category: one.category ?? null,
      from: one.from,
      to: one.to ?? null,
      rate: one.rate ?? null,
      tiers: one.tiers ?? null,
      amount: one.amount ?? null,
      minimum: one.minimum ?? null,
      per: one.per,
    }),
  )
  refuseOverlap(rules)
  const { feeRules } = tx.t
  await tx.db.delete(feeRules).where(eq(feeRules.channel, channel))
  for (const rule of rules) await tx.db.insert(feeRules).values({ id: rule.id, channel, rule })
}

function refuseOverlap(rules: readonly FeeRule[]): void {
  const found = overlapOf(rules)
  if (!found) return
  const [one, other] = found.map((rule) => rules.indexOf(rule))
  const of = found[0].category === null ? '' : ` of ${found[0].category}`
  throw new Problem(
    422,
    'fees-overlap',
    `[${one}] and [${other}] are both ${found[0].kind}${of} on the same day. End one before the other begins. Nothing was changed.`,
    { field: `[${other}]` },
  )
}

export async function readFees({ db, t: { feeRules } }: Reader, channel: string): Promise<FeeRule[]> {
  const rows = await db.select().from(feeRules).where(eq(feeRules.channel, channel)).orderBy(feeRules.id)
  return rows.map(({ rule }) => rule)
}
