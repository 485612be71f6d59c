/** What the database knows of an item that a plan is made of, beside its demand. */
import { and, desc, eq, gt, gte, sql } from 'drizzle-orm'
import type { Money } from '../../shared/rules/money.ts'
import { prepared, type Reader, type Statements } from '../db/work.ts'
import { dayNumber, localDays } from './days.ts'

/** Newest lots that its shelf life is seen from. */
const LOTS = 10

const p = sql.placeholder

const statements = ((db, { stock: s, lots: l, receipts: r, receiptLines: rl, transfers: tr, ...t }) => ({
  shelf: prepared(
    'planned_shelf',
    db
      .select({
        lot: s.lot,
        expiresOn: s.expiresOn,
        units: sql<number>`cast(sum(${s.quantity}) as bigint)`.mapWith(Number),
        paid: l.costTotal,
        landed: l.landedTotal,
        bought: l.costQuantity,
      })
      .from(s)
      .leftJoin(l, and(eq(l.sku, s.sku), eq(l.lot, s.lot)))
      .where(
        and(
          eq(s.warehouse, p('warehouse')),
          eq(s.sku, p('sku')),
          sql`in_house`,
          sql`sellable`,
          gt(s.quantity, 0),
          gte(s.expiresOn, p('today')),
        ),
      )
      .groupBy(s.lot, s.expiresOn, l.costTotal, l.landedTotal, l.costQuantity),
  ),
  newest: prepared(
    'planned_newest_lots',
    db
      .select({ supplier: l.supplier, receivedAt: l.receivedAt, producedOn: l.producedOn, expiresOn: l.expiresOn })
      .from(l)
      .where(eq(l.sku, p('sku')))
      .orderBy(desc(l.receivedAt))
      .limit(LOTS),
  ),
  coming: prepared(
    'planned_coming',
    db
      .select({
        receiptId: r.id,
        date: r.expectedOn,
        reference: r.reference,
        supplier: r.supplier,
        units: sql<number>`${rl.expected} - ${rl.received}`.mapWith(Number),
      })
      .from(rl)
      .innerJoin(r, eq(r.id, rl.receiptId))
      .where(
        and(
          eq(rl.sku, p('sku')),
          sql`${rl.received} < ${rl.expected}`,
          eq(r.warehouse, p('warehouse')),
          eq(r.state, 'open'),
        ),
      )
      // Databases disagree on where no date belongs: behind all.
      .orderBy(sql`coalesce(${r.expectedOn}, ${sql.raw("'9999-12-31'")})`, r.id),
  ),
  // Of each what is asked for and has not left, and what has left and not come.
  transferred: prepared(
    'planned_transferred',
    db
      .select({
        receiptId: tr.id,
        date: tr.expectedOn,
        reference: tr.reference,
        units: sql<number>`cast(
          coalesce((select sum(ol.quantity - ol.cancelled - ol.shipped) from ${t.orderLines} as ol
            where ol.order_id = transfers.id and ol.sku = ${p('sku')}), 0)
          + coalesce((select sum(g.sent - g.received - g.lost) from ${t.transferGoods} as g
            where g.transfer_id = transfers.id and g.sku = ${p('sku')}), 0) as bigint)`.mapWith(Number),
      })
      .from(tr)
      .where(and(eq(tr.toWarehouse, p('warehouse')), eq(tr.state, 'open')))
      .orderBy(tr.id),
  ),
})) satisfies Statements<unknown>

export interface StockedLot {
  lot: string
  units: number
  expiresOn: string | null
  /** Minor units of one unit; null: no cost is known. */
  unitCost: number | null
}

const FOREVER = '9999-12-31'

/** What may be sold, by lot; what has expired by `today` may not. */
export async function lotsOnShelf(
  reader: Reader,
  warehouse: string,
  sku: string,
  { standardCost, today }: { standardCost: Money | null; today: string },
): Promise<StockedLot[]> {
  const rows = await reader.statements(statements).shelf.execute({ warehouse, sku, today })
  return rows.map(({ lot, units, expiresOn, paid, landed, bought }) => ({
    ...{ lot, units },
    expiresOn: expiresOn === FOREVER ? null : expiresOn,
    unitCost: paid !== null && bought ? (paid + (landed ?? 0)) / bought : (standardCost?.amount ?? null),
  }))
}

export interface Origin {
  /** Of the newest lot that names one. */
  supplier: string | null
  /** Its lots were made here. */
  isMade: boolean
  /** Days from receipt to expiry, the middle one of the newest lots; null: they do not expire. */
  shelfLifeDays: number | null
}

export async function originOf(reader: Reader, sku: string, timeZone: string): Promise<Origin> {
  const rows = await reader.statements(statements).newest.execute({ sku })
  const supplier = rows.find((row) => row.supplier !== null)?.supplier ?? null
  const dayOf = localDays(timeZone)
  const lives = rows
    .flatMap(({ expiresOn, receivedAt }) => (expiresOn === null ? [] : [dayNumber(expiresOn) - dayOf(receivedAt)]))
    .sort((a, b) => a - b)
  return {
    supplier,
    isMade: supplier === null && rows.some(({ producedOn }) => producedOn !== null),
    shelfLifeDays: lives.length === 0 ? null : Math.max(1, lives[Math.floor(lives.length / 2)] ?? 1),
  }
}

export interface Coming {
  receiptId: string
  date: string | null
  units: number
  reference: string
  /** Null: another warehouse of the company sends it. */
  supplier: string | null
}

/** What is announced and has not come, whether or not anybody has said when. */
export async function comingOf(reader: Reader, warehouse: string, sku: string): Promise<Coming[]> {
  const { coming, transferred } = reader.statements(statements)
  const bought = await coming.execute({ warehouse, sku })
  const own = await transferred.execute({ warehouse, sku })
  return [...bought, ...own.filter(({ units }) => units > 0).map((one) => ({ ...one, supplier: null }))]
}
