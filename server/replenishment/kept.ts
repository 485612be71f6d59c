/** Plans as they were last made: written by who makes them, read as lists. */
import { and, asc, desc, eq, gt, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Reader, Tx, Work } from '../db/work.ts'
import type { ItemPlan } from './plan.ts'
import type { Planned } from './planner.ts'
import { noteStockOuts } from './stock-outs.ts'

/** One process at a time keeps plans. */
export const PLANNING = 'planning'

/** Costs beyond this are as urgent as it. */
const MOST_COST = 1e15

/** What is due goes by what a day without costs, what is due later by its day. */
export function rankOf({ order, without }: Pick<ItemPlan, 'order' | 'without'>): string {
  if (order.need === 'now') return `0 ${String(MOST_COST - Math.min(MOST_COST, without.perDay)).padStart(16, '0')}`
  return `${order.need === 'soon' ? 1 : 2} ${order.by ?? '9999-12-31'}`
}

/**
 * `computedAt` of a plan that is to be made anew is 0 or less. Each mark is another figure, so that who keeps a plan sees whether it
 * was marked while it was made: then it stays marked.
 */
export async function keepPlans(tx: Tx, warehouse: string, planned: readonly Planned[]): Promise<void> {
  const { plans } = tx.t
  for (const { sku, plan, series, mark } of planned) {
    const row = {
      ...{ warehouse, sku, rank: rankOf(plan), need: plan.order.need },
      overstock: plan.overstock.units,
      expiring: plan.expiring.units,
      computedAt: Date.parse(plan.computedAt),
      plan,
    }
    const isMarkedSince = sql`${plans.computedAt} <= 0 and ${plans.computedAt} <> ${mark ?? 1}`
    const computedAt = sql`case when ${isMarkedSince} then ${plans.computedAt} else ${row.computedAt} end`
    await tx.db
      .insert(plans)
      // Where none was there nothing could be marked: it is made once more.
      .values({ ...row, computedAt: 0 })
      .onConflictDoUpdate({ target: [plans.warehouse, plans.sku], set: { ...row, computedAt } })
    if (series) await keepSeries(tx, warehouse, sku, series)
  }
  await noteStockOuts(
    tx,
    warehouse,
    planned.flatMap(({ sku, plan }) =>
      plan.channels
        .filter(({ kind }) => kind !== 'production')
        .map(({ channel, availableToPromise }) => ({ sku, channel, availableToPromise })),
    ),
  )
}

async function keepSeries(
  tx: Tx,
  warehouse: string,
  sku: string,
  series: NonNullable<Planned['series']>,
): Promise<void> {
  const { demandSeries: d } = tx.t
  await tx.db.delete(d).where(and(eq(d.warehouse, warehouse), eq(d.sku, sku)))
  if (series.length === 0) return
  await tx.db.insert(d).values(series.map(({ channel, from, units }) => ({ warehouse, sku, channel, from, units })))
}

/** Of these items, or of all, in this warehouse, or in each (null): what was decided or told changes them. */
export async function markStale(tx: Tx, warehouse: string | null, skus?: readonly string[]): Promise<void> {
  const { plans } = tx.t
  await tx.db
    .update(plans)
    .set({ computedAt: sql`case when ${plans.computedAt} < 0 then ${plans.computedAt} - 1 else ${-tx.now} end` })
    .where(and(warehouse === null ? undefined : eq(plans.warehouse, warehouse), skus && inArray(plans.sku, [...skus])))
}

export async function marksOf(
  { db, t: { plans } }: Reader,
  warehouse: string,
  skus: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .select({ sku: plans.sku, computedAt: plans.computedAt })
    .from(plans)
    .where(and(eq(plans.warehouse, warehouse), inArray(plans.sku, [...skus])))
  return new Map(rows.map(({ sku, computedAt }) => [sku, computedAt]))
}

/** Sorts behind all plans: there is none yet. */
const NO_PLAN = '3'

/** Items that are new get a place for their plan, so that it can be marked also while it is made the first time. */
export async function enlist(work: Work, warehouse: string, limit: number): Promise<void> {
  const missing = ({ db, t: { items, plans } }: Reader) =>
    db
      .select({ sku: items.sku })
      .from(items)
      .where(
        sql`not exists (select 1 from ${plans} where ${plans.warehouse} = ${warehouse} and ${plans.sku} = ${items.sku})`,
      )
      .limit(limit)
  const skus = await work.read(missing)
  if (skus.length === 0) return
  const none = { rank: NO_PLAN, need: 'none' as const, overstock: 0, expiring: 0, computedAt: 0, plan: {} }
  await work.run([PLANNING], (tx) =>
    tx.db
      .insert(tx.t.plans)
      .values(skus.map(({ sku }) => ({ warehouse, sku, ...none })))
      .onConflictDoNothing(),
  )
}

export interface Due {
  sku: string
  /** Whether its orders must be read anew. */
  fresh: boolean
}

/** Items whose plan is marked, the longest first, then those with one of an earlier day: `since` is when today began. */
export async function dueItems(
  { db, t: { plans } }: Reader,
  warehouse: string,
  since: number,
  limit: number,
): Promise<Due[]> {
  const marked = await db
    .select({ sku: plans.sku })
    .from(plans)
    .where(and(eq(plans.warehouse, warehouse), lte(plans.computedAt, 0)))
    .orderBy(desc(plans.computedAt))
    .limit(limit)
  const old = await db
    .select({ sku: plans.sku })
    .from(plans)
    .where(and(eq(plans.warehouse, warehouse), gt(plans.computedAt, 0), lt(plans.computedAt, since)))
    .orderBy(asc(plans.computedAt))
    .limit(limit - marked.length)
  return [...marked.map(({ sku }) => ({ sku, fresh: true })), ...old.map(({ sku }) => ({ sku, fresh: false }))]
}

export const NEEDS = ['now', 'soon', 'overstock', 'expiring', 'all'] as const
export type NeedFilter = (typeof NEEDS)[number]

export interface PlansWanted {
  need: NeedFilter
  text?: string | undefined
  cursor: string
  limit: number
}

export interface PlanPage {
  items: ItemPlan[]
  next: string | null
  pending: number
  counts: Record<NeedFilter, number>
}

/** The most urgent first. */
export async function listPlans(reader: Reader, warehouse: string, wanted: PlansWanted): Promise<PlanPage> {
  const { plans, items } = reader.t
  const [rank = '', sku = ''] = wanted.cursor === '' ? [] : (JSON.parse(wanted.cursor) as string[])
  const rows = await reader.db
    .select({ sku: plans.sku, rank: plans.rank, plan: plans.plan })
    .from(plans)
    .innerJoin(items, eq(items.sku, plans.sku))
    .where(
      and(
        eq(plans.warehouse, warehouse),
        lt(plans.rank, NO_PLAN),
        filterOf(reader, wanted.need),
        matching(reader, wanted.text),
        or(gt(plans.rank, rank), and(eq(plans.rank, rank), gt(plans.sku, sku))),
      ),
    )
    .orderBy(asc(plans.rank), asc(plans.sku))
    .limit(wanted.limit + 1)
  const page = rows.slice(0, wanted.limit)
  const last = page.at(-1)
  return {
    items: page.map((row) => row.plan as ItemPlan),
    next: rows.length > wanted.limit && last ? JSON.stringify([last.rank, last.sku]) : null,
    ...(await countsOf(reader, warehouse)),
  }
}

function filterOf({ t: { plans } }: Reader, need: NeedFilter): SQL | undefined {
  if (need === 'now' || need === 'soon') return eq(plans.need, need)
  if (need === 'overstock') return sql`overstock > 0`
  if (need === 'expiring') return sql`expiring > 0`
  return undefined
}

function matching({ t: { items } }: Reader, text: string | undefined): SQL | undefined {
  if (text === undefined || text === '') return undefined
  const words = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return or(sql`lower(${items.sku}) like ${words} escape '\\'`, sql`lower(${items.name}) like ${words} escape '\\'`)
}

async function countsOf(
  { db, t: { plans, items } }: Reader,
  warehouse: string,
): Promise<Pick<PlanPage, 'pending' | 'counts'>> {
  const count = (when: SQL) =>
    sql<number>`cast(coalesce(sum(case when ${when} then 1 else 0 end), 0) as bigint)`.mapWith(Number)
  const [row] = await db
    .select({
      now: count(sql`${plans.need} = 'now'`),
      soon: count(sql`${plans.need} = 'soon'`),
      overstock: count(sql`${plans.overstock} > 0`),
      expiring: count(sql`${plans.expiring} > 0`),
      all: count(sql`1 = 1`),
      stale: count(sql`${plans.computedAt} <= 0`),
    })
    .from(plans)
    .where(and(eq(plans.warehouse, warehouse), lt(plans.rank, NO_PLAN)))
  const [all] = await db.select({ items: sql<number>`count(*)`.mapWith(Number) }).from(items)
  const { stale = 0, ...counts } = row ?? { now: 0, soon: 0, overstock: 0, expiring: 0, all: 0 }
  return { pending: Math.max(0, (all?.items ?? 0) - counts.all) + stale, counts }
}
