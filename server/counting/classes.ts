/** ABC: what was asked for of an item of late, and what that was worth. */
import { eq, sql } from 'drizzle-orm'
import { classify, type ItemClass } from '../../shared/rules/counting.ts'
import { timeZoneOf } from '../availability/local-date.ts'
import type { Reader, Tx, Work } from '../db/work.ts'
import { askedFor } from '../replenishment/velocity.ts'
import { readCounting } from './settings.ts'

const DAY_MS = 86_400_000
/** Rows of one unit: others wait for it. */
const ROWS_PER_UNIT = 500

interface Usage {
  sku: string
  units: number
  /** Units times unit cost, minor units; an item of unknown cost counts as one a unit, so that it still has a place. */
  usageValue: number
}

interface Classed extends Usage {
  class: ItemClass
}

/** Makes the classes of all items anew. Items that nobody ever asked for have no row, and are C. */
export async function classItems(work: Work, warehouse: string, now: number): Promise<void> {
  const { usages, known } = await work.read(async (reader) => {
    const { classDays } = await readCounting(reader)
    return {
      usages: await usageSince(reader, warehouse, now - classDays * DAY_MS),
      known: await reader.db.select().from(reader.t.itemClasses).where(eq(reader.t.itemClasses.warehouse, warehouse)),
    }
  })
  const classes = classify(usages)
  const classed = usages.map((usage): Classed => ({ ...usage, class: classes.get(usage) ?? 'C' }))
  const moved = new Set(classed.map(({ sku }) => sku))
  const still = known
    .filter(({ sku }) => !moved.has(sku))
    .map(({ sku }): Classed => ({ sku, units: 0, usageValue: 0, class: 'C' }))
  const rows = [...classed, ...still]
  for (let first = 0; first < rows.length; first += ROWS_PER_UNIT)
    await work.run([], (tx) => writeClasses(tx, warehouse, rows.slice(first, first + ROWS_PER_UNIT)))
}

/** Units that all channels asked for, and that production used up. */
async function usageSince(reader: Reader, warehouse: string, since: number): Promise<Usage[]> {
  const place = { code: warehouse, timeZone: await timeZoneOf(reader, warehouse) }
  const units = new Map<string, number>()
  for (const { sku, since: asked } of await askedFor(reader, place, { since }))
    units.set(sku, (units.get(sku) ?? 0) + asked)
  const costs = await unitCosts(reader)
  return [...units]
    .filter(([, asked]) => asked > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sku, asked]) => ({ sku, units: asked, usageValue: asked * (costs.get(sku) ?? 1) }))
}

/** The average of what an item's lots cost, else its standard cost. */
async function unitCosts({ db, t: { items, lots } }: Reader): Promise<Map<string, number>> {
  const standard = await db.select({ sku: items.sku, cost: items.standardCost }).from(items)
  const paid = await db
    .select({
      sku: lots.sku,
      cost: sql<number>`sum(${lots.costTotal} + ${lots.landedTotal}) * 1.0 / sum(${lots.costQuantity})`,
    })
    .from(lots)
    .where(sql`${lots.costTotal} is not null and ${lots.costQuantity} > 0`)
    .groupBy(lots.sku)
  const costs = new Map(standard.flatMap(({ sku, cost }) => (cost ? [[sku, cost.amount]] : [])))
  for (const { sku, cost } of paid) costs.set(sku, Number(cost))
  return costs
}

async function writeClasses(tx: Tx, warehouse: string, rows: readonly Classed[]): Promise<void> {
  const { itemClasses } = tx.t
  await tx.db
    .insert(itemClasses)
    .values(
      rows.map((row) => ({
        warehouse,
        sku: row.sku,
        class: row.class,
        units: row.units,
        value: Math.round(row.usageValue),
        classedAt: tx.now,
      })),
    )
    .onConflictDoUpdate({
      target: [itemClasses.warehouse, itemClasses.sku],
      set: {
        class: sql`excluded.class`,
        units: sql`excluded.units`,
        value: sql`excluded.value`,
        classedAt: sql`excluded.classed_at`,
      },
    })
}
