/** What is printed on the label of a carton or pallet: what stands in it, and for whom. */
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { Address } from '../../shared/rules/address.ts'
import type { Reader } from '../db/work.ts'
import { notFound, Problem } from '../problem.ts'
import type { Packing, Printing } from './elements.ts'
import { readItemCodes } from './packings.ts'
import { readPrinting } from './printing.ts'

export interface UnitContent {
  sku: string
  name: string
  /** Empty: the item has no lots. */
  lot: string
  expiresOn: string | null
  quantity: number
  packings: Packing[]
}

export interface UnitOrder {
  externalId: string
  channel: string
  customer: string
  shipTo: Record<string, unknown> | null
}

export interface UnitFacts {
  unit: string
  /** Null: it has none, and its own code is printed. */
  sscc: string | null
  from: { name: string; address: Address | null }
  /** Whose goods stand in it; none for a unit of stock, several for one that carries cartons of several. */
  orders: UnitOrder[]
  contents: UnitContent[]
}

/** `named`: the unit's code, or its SSCC. */
export async function readUnitFacts(
  reader: Reader,
  warehouse: string,
  named: string,
  now: number,
): Promise<{ facts: UnitFacts; printing: Printing }> {
  const printing = await readPrinting(reader, warehouse, now)
  const unit = await requireUnit(reader, warehouse, named)
  const units = await unitsIn(reader, warehouse, unit.code)
  const contents = await contentsOf(reader, warehouse, units)
  return {
    printing,
    facts: {
      unit: unit.code,
      sscc: unit.sscc,
      from: await senderOf(reader, warehouse),
      orders: await ordersOf(reader, warehouse, units, contents),
      contents,
    },
  }
}

async function requireUnit({ db, t }: Reader, warehouse: string, named: string) {
  const here = (condition: ReturnType<typeof eq>) =>
    db
      .select()
      .from(t.locations)
      .where(and(eq(t.locations.warehouse, warehouse), condition))
  const [found] = [...(await here(eq(t.locations.code, named))), ...(await here(eq(t.locations.sscc, named)))]
  if (!found) throw notFound(`unit ${named} in ${warehouse}`)
  if (found.kind === 'unit') return found
  throw new Problem(409, 'not-a-unit', `${found.code} is a ${found.kind} location and has no label of a unit.`)
}

/** The unit, and all that stand within it. */
async function unitsIn({ db, t }: Reader, warehouse: string, unit: string): Promise<string[]> {
  const all = new Set([unit])
  let asked = [unit]
  while (asked.length > 0) {
    const rows = await db
      .select({ code: t.locations.code })
      .from(t.locations)
      .where(and(eq(t.locations.warehouse, warehouse), inArray(t.locations.within, asked)))
    asked = rows.map(({ code }) => code).filter((code) => !all.has(code))
    for (const code of asked) all.add(code)
  }
  return [...all]
}

/** One line for each item and lot, whatever its status and in however many cartons. */
async function contentsOf(reader: Reader, warehouse: string, units: readonly string[]): Promise<UnitContent[]> {
  const { db, t } = reader
  const rows = await db
    .select({
      sku: t.stock.sku,
      lot: t.stock.lot,
      quantity: t.stock.quantity,
      name: t.items.name,
      expiresOn: t.lots.expiresOn,
    })
    .from(t.stock)
    .innerJoin(t.items, eq(t.items.sku, t.stock.sku))
    .leftJoin(t.lots, and(eq(t.lots.sku, t.stock.sku), eq(t.lots.lot, t.stock.lot)))
    .where(
      and(
        eq(t.stock.warehouse, warehouse),
        inArray(t.stock.location, [...units]),
        eq(t.stock.inHouse, true),
        gt(t.stock.quantity, 0),
      ),
    )
    .orderBy(asc(t.stock.sku), asc(t.stock.lot), asc(t.stock.location), asc(t.stock.status))
  const codes = await readItemCodes(reader, [...new Set(rows.map(({ sku }) => sku))])
  const contents = new Map<string, UnitContent>()
  for (const row of rows) {
    const key = JSON.stringify([row.sku, row.lot])
    const known = contents.get(key)
    if (known) known.quantity += row.quantity
    else contents.set(key, { ...row, packings: codes.get(row.sku)?.packings ?? [] })
  }
  return [...contents.values()]
}

async function senderOf({ db, t }: Reader, warehouse: string): Promise<UnitFacts['from']> {
  const [place] = await db.select().from(t.warehouses).where(eq(t.warehouses.code, warehouse))
  return { name: place?.name ?? warehouse, address: place?.address ?? null }
}

/** Picked stock stays allocated to its order until it ships. */
async function ordersOf(
  { db, t }: Reader,
  warehouse: string,
  units: readonly string[],
  contents: readonly UnitContent[],
): Promise<UnitOrder[]> {
  if (contents.length === 0) return []
  const skus = [...new Set(contents.map(({ sku }) => sku))]
  const wanted = db
    .select({ id: t.allocations.orderId })
    .from(t.allocations)
    .where(
      and(
        eq(t.allocations.warehouse, warehouse),
        inArray(t.allocations.sku, skus),
        inArray(t.allocations.location, [...units]),
        eq(t.allocations.picked, true),
      ),
    )
  const rows = await db
    .select({ order: t.orders, channel: t.channels.name })
    .from(t.orders)
    .innerJoin(t.channels, eq(t.channels.channel, t.orders.channel))
    .where(inArray(t.orders.id, wanted))
    .orderBy(asc(t.orders.id))
  return rows.map(({ order, channel }) => ({
    externalId: order.externalId,
    channel,
    customer: order.customer.name,
    shipTo: order.shipTo,
  }))
}
