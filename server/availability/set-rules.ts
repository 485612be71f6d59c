/** Writing allocation rules, and applying them on demand: previewed first, then done item by item. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import { itemLock, type Reader, type Tx, type Work } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { todayOf } from './explain.ts'
import { livePool, protectable } from './fill.ts'
import { channelNamed, readPool, roomsOf } from './pool.ts'
import { setProtections } from './protections.ts'
import { type Rule, rulesOfItem, SHARE, wantedBy } from './rules.ts'

const places = { sku: v.nullish(field.sku), group: v.nullish(field.name), channel: field.name }
export const ruleInput = v.pipe(
  v.variant('kind', [
    v.object({ ...places, kind: v.literal('fixed'), value: field.quantityOrZero }),
    v.object({ ...places, kind: v.literal('target'), value: field.quantityOrZero }),
    v.object({
      ...places,
      kind: v.literal('share'),
      value: v.pipe(v.number('Give the share as a number from 0 to 1.'), v.minValue(0), v.maxValue(1)),
    }),
  ]),
  v.check((rule) => (rule.sku == null) !== (rule.group == null), 'Name either an item or a group of items.'),
)
export type RuleInput = v.InferOutput<typeof ruleInput>

export interface RuleAnswer {
  id: string
  sku: string | null
  group: string | null
  channel: string
  kind: Rule['kind']
  value: number
}

export const ruleAnswer = ({ id, sku, group, channel, kind, value }: Rule): RuleAnswer => ({
  id,
  sku,
  group,
  channel,
  kind,
  value: kind === 'share' ? value / SHARE : value,
})

/** One rule per item or group and channel: a second one replaces the first. */
export async function putRule(tx: Tx, warehouse: string, input: RuleInput): Promise<RuleAnswer> {
  const { rules, items } = tx.t
  const { channel, kind } = input
  const [sku, group] = [input.sku ?? null, input.group ?? null]
  await tx.lock(`rule ${warehouse} ${sku ?? ''} ${group ?? ''} ${channel}`)
  if (!(await channelNamed(tx, channel)))
    throw new Problem(422, 'unknown-channel', `There is no channel ${channel}.`, { field: 'channel' })
  if (sku !== null) {
    const [item] = await tx.db.select({ sku: items.sku }).from(items).where(eq(items.sku, sku))
    if (!item) throw new Problem(422, 'unknown-sku', `There is no item ${sku}.`, { field: 'sku' })
  }
  const value = kind === 'share' ? Math.round(input.value * SHARE) : input.value
  const where = and(
    eq(rules.warehouse, warehouse),
    eq(rules.channel, channel),
    sku === null ? isNull(rules.sku) : eq(rules.sku, sku),
    group === null ? isNull(rules.group) : eq(rules.group, group),
  )
  const [known] = await tx.db.select().from(rules).where(where)
  const row: Rule = { id: known?.id ?? tx.newId(), warehouse, sku, group, channel, kind, value }
  if (known) await tx.db.update(rules).set({ kind, value }).where(eq(rules.id, known.id))
  else await tx.db.insert(rules).values(row)
  return ruleAnswer(row)
}

export async function deleteRule(tx: Tx, warehouse: string, id: string): Promise<void> {
  const { rules } = tx.t
  const gone = await tx.db
    .delete(rules)
    .where(and(eq(rules.id, id), eq(rules.warehouse, warehouse)))
    .returning({ id: rules.id })
  if (gone.length === 0) throw new Problem(404, 'not-found', `There is no rule ${id}.`)
}

export const listRules = async ({ db, t }: Reader, warehouse: string): Promise<RuleAnswer[]> =>
  (
    await db
      .select()
      .from(t.rules)
      .where(eq(t.rules.warehouse, warehouse))
      .orderBy(asc(t.rules.channel), asc(sql`coalesce(${t.rules.sku}, '')`), asc(sql`coalesce(${t.rules.group}, '')`))
  ).map(ruleAnswer)

export interface RuleChange {
  sku: string
  channel: string
  rule: RuleAnswer
  before: number
  after: number
  /** Units that the rule asks for and the pool does not have. */
  short: number
}

/** What applying all rules now would change, item by item, the highest priority first. */
export async function plannedChanges(reader: Reader, warehouse: string, now: number): Promise<RuleChange[]> {
  const today = await todayOf(reader, warehouse, now)
  const changes: RuleChange[] = []
  for (const sku of await skusWithRules(reader, warehouse))
    changes.push(...(await changesOf(reader, warehouse, sku, today)))
  return changes
}

async function skusWithRules({ db, t }: Reader, warehouse: string): Promise<string[]> {
  const { rules, items } = t
  const groups = db
    .select({ group: sql<string>`${rules.group}` })
    .from(rules)
    .where(and(eq(rules.warehouse, warehouse), isNull(rules.sku)))
  const named = db
    .select({ sku: sql<string>`${rules.sku}` })
    .from(rules)
    .where(and(eq(rules.warehouse, warehouse), sql`${rules.sku} is not null`))
  const rows = await db
    .select({ sku: items.sku })
    .from(items)
    .where(sql`(${inArray(items.group, groups)} or ${inArray(items.sku, named)})`)
    .orderBy(items.sku)
  return rows.map((row) => row.sku)
}

async function changesOf(reader: Reader, warehouse: string, sku: string, today: string): Promise<RuleChange[]> {
  const rules = await rulesOfItem(reader, warehouse, sku)
  const terms = []
  for (const { channel } of rules) terms.push(await channelNamed(reader, channel))
  const known = terms.filter((one) => one !== undefined)
  const pool = await readPool(reader, { warehouse, sku, today }, known)
  const claims = pool.channels.map(({ claim }) => claim)
  const live = livePool(pool.sellable, claims, await roomsOf(reader, warehouse, sku, today, claims))
  const wishes = claims.flatMap((claim) => {
    const rule = rules.find((one) => one.channel === claim.channel)
    return rule ? [{ claim, rule, wanted: wantedBy(rule, pool, claim) }] : []
  })
  const lowered = wishes.filter(({ claim, wanted }) => wanted < claim.protected)
  const others = wishes.filter((wish) => !lowered.includes(wish))
  // What is lowered comes first: others are raised with it.
  const changes = [...lowered, ...others].map(({ claim, rule, wanted }): RuleChange => {
    const { channel, protected: before } = claim
    const after = Math.min(wanted, before + protectable(live.pool, channel))
    live.book(channel, { protected: after - before })
    return { sku, channel, rule: ruleAnswer(rule), before, after, short: wanted - after }
  })
  return changes.filter(({ before, after, short }) => after !== before || short > 0)
}

/** Each item in a unit of its own: what changed meanwhile is decided by what is true then. */
export async function applyAllRules(work: Work, warehouse: string, now: number, by: string): Promise<RuleChange[]> {
  const skus = await work.read((reader) => skusWithRules(reader, warehouse))
  const today = await work.read((reader) => todayOf(reader, warehouse, now))
  const done: RuleChange[] = []
  for (const sku of skus) {
    done.push(
      ...(await work.run([itemLock(warehouse, sku)], async (tx) => {
        const changes = await changesOf(tx, warehouse, sku, today)
        const wanted = changes.map(({ channel, after, rule }) => ({
          channel,
          input: { quantity: after, target: rule.kind === 'target' ? rule.value : null },
        }))
        if (wanted.length > 0) await setProtections(tx, { warehouse, sku }, wanted, by)
        return changes
      })),
    )
  }
  return done
}
