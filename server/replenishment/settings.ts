/** What the company says of replenishment, for all items, and for one. */
import { and, eq, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { type ItemPolicy, NO_POLICY, type ReplenishmentSettings } from '../../shared/rules/replenishment/policy.ts'
import * as field from '../../shared/transactions/fields.ts'
import { prepared, type Reader, type Statements, type Tx } from '../db/work.ts'
import { serviceTarget } from '../master/service-target.ts'
import { putSetting, readSetting } from '../master/settings.ts'
import { notFound, Problem } from '../problem.ts'

const REPLENISHMENT = 'replenishment'

const whole = (least: number, most: number) =>
  v.pipe(
    v.number('Give a whole number.'),
    v.integer('Give a whole number.'),
    v.minValue(least, `Give at least ${least}.`),
    v.maxValue(most, `Give at most ${most}.`),
  )

const days = (least: number) => whole(least, 3_650)
const optionalTarget = v.optional(v.nullable(serviceTarget), null)

export const replenishmentSettings = v.strictObject({
  service: v.optional(serviceTarget, { kind: 'cycle', level: 0.95 }),
  classes: v.optional(v.strictObject({ A: optionalTarget, B: optionalTarget, C: optionalTarget }), {}),
  leadTimeDays: v.optional(days(0), 14),
  reviewDays: v.optional(days(1), 7),
  overstockDays: v.optional(days(1), 180),
  soonDays: v.optional(days(0), 7),
})

export const readReplenishment = async (reader: Pick<Reader, 'db' | 't'>): Promise<ReplenishmentSettings> =>
  (await readSetting(reader, REPLENISHMENT, replenishmentSettings)) ?? v.parse(replenishmentSettings, {})

export const putReplenishment = (tx: Tx, value: ReplenishmentSettings): Promise<void> =>
  putSetting(tx, REPLENISHMENT, value)

const orNull = <Schema extends v.GenericSchema>(schema: Schema) => v.optional(v.nullable(schema), null)

export const policyInput = v.strictObject({
  service: optionalTarget,
  channels: v.optional(
    v.pipe(
      v.array(v.strictObject({ channel: field.name, service: serviceTarget })),
      v.maxLength(100),
      v.check(
        (list) => new Set(list.map(({ channel }) => channel)).size === list.length,
        'Each channel is named once.',
      ),
    ),
    [],
  ),
  leadTimeDays: orNull(days(0)),
  reviewDays: orNull(days(1)),
  minimum: orNull(field.quantity),
  multiple: orNull(field.quantity),
  shelfLifeDays: orNull(days(1)),
  supplier: orNull(field.name),
})

export async function putPolicy(tx: Tx, warehouse: string, sku: string, policy: ItemPolicy): Promise<void> {
  const { items, channels, itemPolicies } = tx.t
  const [item] = await tx.db.select({ sku: items.sku }).from(items).where(eq(items.sku, sku))
  if (!item) throw notFound(`item ${sku}`)
  const known = new Set((await tx.db.select({ channel: channels.channel }).from(channels)).map((row) => row.channel))
  const unknown = policy.channels.findIndex(({ channel }) => !known.has(channel))
  if (unknown !== -1)
    throw new Problem(422, 'unknown-channel', `There is no channel ${policy.channels[unknown]?.channel}.`, {
      field: `channels[${unknown}].channel`,
    })
  await tx.db
    .insert(itemPolicies)
    .values({ warehouse, sku, policy, keepsProtected: false })
    .onConflictDoUpdate({ target: [itemPolicies.warehouse, itemPolicies.sku], set: { policy } })
}

const statements = ((db, { itemPolicies: i }) => ({
  policy: prepared(
    'planned_policy',
    db
      .select({ policy: i.policy, keepsProtected: i.keepsProtected })
      .from(i)
      .where(and(eq(i.warehouse, sql.placeholder('warehouse')), eq(i.sku, sql.placeholder('sku')))),
  ),
})) satisfies Statements<unknown>

export interface KnownPolicy {
  policy: ItemPolicy
  keepsProtected: boolean
}

export async function readPolicy(reader: Reader, warehouse: string, sku: string): Promise<KnownPolicy> {
  const [row] = await reader.statements(statements).policy.execute({ warehouse, sku })
  return row ?? { policy: NO_POLICY, keepsProtected: false }
}
