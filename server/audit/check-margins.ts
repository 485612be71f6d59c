/** Sums of the margin ledger by day and by month are the sums of its entries, in each warehouse and for each kind. */
import { sql } from 'drizzle-orm'
import { addTo, MARGIN_SUMS, type MarginSums, noSums } from '../../shared/rules/margin.ts'
import type { Reader } from '../db/work.ts'
import type { Check } from './audit.ts'

export const checkMargins: Check = async (reader) => {
  const entered = await sumsOfEntries(reader)
  const findings: string[] = []
  for (const [name, table] of [
    ['day', reader.t.marginDays],
    ['month', reader.t.marginMonths],
  ] as const) {
    const kept = await sumsOf(reader, table)
    for (const key of new Set([...entered.keys(), ...kept.keys()])) {
      const [by, of] = [kept.get(key) ?? 0, entered.get(key) ?? 0]
      if (by !== of) findings.push(`Margins by ${name}: ${key} is kept as ${by}; its entries sum to ${of}.`)
    }
  }
  return findings
}

type Sums = Map<string, number>

async function sumsOfEntries({ db, t: { marginEntries } }: Reader): Promise<Sums> {
  const rows = await db
    .select({
      warehouse: marginEntries.warehouse,
      kind: marginEntries.kind,
      amount: sql<number>`sum(${marginEntries.amount})`.mapWith(Number),
      units: sql<number>`sum(${marginEntries.units})`.mapWith(Number),
    })
    .from(marginEntries)
    .groupBy(marginEntries.warehouse, marginEntries.kind)
  const byWarehouse = new Map<string, MarginSums>()
  for (const { warehouse, ...entered } of rows) {
    const sums = byWarehouse.get(warehouse) ?? noSums()
    addTo(sums, entered)
    byWarehouse.set(warehouse, sums)
  }
  return namedSums([...byWarehouse].map(([warehouse, sums]) => ({ warehouse, ...sums })))
}

/** Those that are not nothing. */
function namedSums(rows: readonly ({ warehouse: string } & Record<keyof MarginSums, unknown>)[]): Sums {
  const sums: Sums = new Map()
  for (const { warehouse, ...figures } of rows)
    for (const [figure, sum] of Object.entries(figures))
      if (Number(sum) !== 0) sums.set(`${warehouse} ${figure}`, Number(sum))
  return sums
}

async function sumsOf({ db }: Reader, table: Reader['t']['marginDays'] | Reader['t']['marginMonths']): Promise<Sums> {
  // Both have the same columns but for the one that tells the time.
  const t = table as Reader['t']['marginDays']
  const columns = Object.fromEntries(
    MARGIN_SUMS.map((figure) => [figure, sql<number>`sum(${t[figure]})`.mapWith(Number)]),
  ) as Record<keyof MarginSums, ReturnType<typeof sql<number>>>
  const rows = await db
    .select({ warehouse: t.warehouse, ...columns })
    .from(t)
    .groupBy(t.warehouse)
  return namedSums(rows)
}
