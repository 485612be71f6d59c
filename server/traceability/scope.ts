/** What every row of an export is written with: the items it is about, the warehouse, the partners. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import { hasValidCheckDigit } from '../../shared/barcode/check-digit.ts'
import type { Reader } from '../db/work.ts'
import { notFound } from '../problem.ts'
import { Partners, type Party } from './parties.ts'
import { readPlan, type TraceabilityPlan } from './plan.ts'

export interface ScopeItem {
  sku: string
  name: string
  unit: string
  lotTracked: boolean
  /** On the food traceability list. */
  traced: boolean
  /** Of one base unit. */
  gtin: string | null
}

export interface Scope {
  warehouse: string
  timeZone: string
  /** Our own businesses, by warehouse: lots made there have their code from there. */
  houses: ReadonlyMap<string, Party>
  /** Of the scope, and those that its items are made of or into. */
  items: ReadonlyMap<string, ScopeItem>
  /** Whose events are exported. */
  skus: readonly string[]
  partners: Partners
  plan: TraceabilityPlan
}

/** Statements take so many parameters at once. */
export const GROUP = 500

export function* groupsOf<T>(all: readonly T[], size = GROUP): Generator<T[]> {
  for (let first = 0; first < all.length; first += size) yield all.slice(first, first + size)
}

/** `sku`: this item alone, on the list or not. */
export async function readScope(reader: Reader, warehouse: string, sku: string | undefined): Promise<Scope> {
  const { db, t } = reader
  const plan = await readPlan(reader)
  const houses = await readHouses(reader, plan)
  const [known] = await db.select().from(t.warehouses).where(eq(t.warehouses.code, warehouse))
  if (!known) throw notFound(`warehouse ${warehouse}`)
  const rows = await db
    .select()
    .from(t.items)
    .where(sku === undefined ? eq(t.items.traced, true) : eq(t.items.sku, sku))
    .orderBy(asc(t.items.sku))
  if (sku !== undefined && rows.length === 0) throw notFound(`item ${sku}`)
  const skus = rows.map((row) => row.sku)
  const items = await readItems(reader, skus)
  return {
    warehouse,
    timeZone: known.timeZone,
    houses,
    items,
    skus,
    partners: new Partners(await db.select().from(t.partners).orderBy(asc(t.partners.name))),
    plan,
  }
}

async function readHouses({ db, t }: Reader, plan: TraceabilityPlan): Promise<Map<string, Party>> {
  const rows = await db.select().from(t.warehouses)
  return new Map(
    rows.map(({ code, name, gln, address }) => [
      code,
      {
        name,
        gln,
        ffrn: null,
        url: null,
        ggn: null,
        // The plan's contact answers for every place of ours.
        address: { ...address, phone: address?.phone ?? plan.contactPhone ?? undefined },
        kept: `to the address of warehouse ${code}`,
      },
    ]),
  )
}

/** Items with the GTIN of one base unit; where several barcodes name one unit, the first of them. */
export async function readItems({ db, t }: Reader, skus: readonly string[]): Promise<Map<string, ScopeItem>> {
  const items = new Map<string, ScopeItem>()
  for (const group of groupsOf(skus)) {
    for (const { sku, name, unit, lotTracked, traced } of await db
      .select()
      .from(t.items)
      .where(inArray(t.items.sku, group)))
      items.set(sku, { sku, name, unit, lotTracked, traced, gtin: null })
    const barcodes = await db
      .select({ sku: t.barcodes.sku, code: t.barcodes.code })
      .from(t.barcodes)
      .where(and(inArray(t.barcodes.sku, group), eq(t.barcodes.quantity, 1)))
      .orderBy(asc(t.barcodes.code))
    for (const { sku, code } of barcodes) {
      const item = items.get(sku)
      if (item && item.gtin === null && /^\d{14}$/.test(code) && hasValidCheckDigit(code)) item.gtin = code
    }
  }
  return items
}
