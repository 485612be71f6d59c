/** What the dock can scan of goods that come back, and what waits in the cage. */
import { and, asc, desc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import type { CodeGroup } from './codes.ts'
import { caseCode, itemLabels, unitCode } from './item-labels.ts'
import { RETURNS_CAGE } from './places.ts'
import { locationText, orderText } from './scan-text.ts'
import { DEMO_WAREHOUSE } from './warehouse.ts'

const MOST_ORDERS = 8

export async function returnCodes(reader: Reader): Promise<CodeGroup[]> {
  const waiting = await inTheCage(reader)
  const labels = await itemLabels(
    reader,
    waiting.map(({ sku }) => sku),
  )
  return [
    { title: 'Orders that were shipped, to take back', codes: await shippedOrders(reader) },
    {
      title: 'Goods that came back',
      codes: waiting.flatMap((row) => [...caseCode(labels, row, `in ${row.location}`), ...unitCode(labels, row.sku)]),
    },
    { title: 'Where returns stand', codes: [{ label: RETURNS_CAGE, text: locationText(RETURNS_CAGE) }] },
  ]
}

async function shippedOrders({ db, t }: Reader) {
  const rows = await db
    .select({ externalId: t.orders.externalId, channel: t.orders.channel, tracking: t.shipments.trackingNumber })
    .from(t.shipments)
    .innerJoin(t.orders, eq(t.orders.id, t.shipments.orderId))
    .where(and(eq(t.orders.warehouse, DEMO_WAREHOUSE), isNotNull(t.shipments.trackingNumber)))
    .orderBy(desc(t.shipments.shippedAt))
    .limit(MOST_ORDERS)
  return rows.map(({ externalId, channel }) => ({ label: `${externalId}, ${channel}`, text: orderText(externalId) }))
}

const inTheCage = ({ db, t }: Reader) =>
  db
    .select({ sku: t.stock.sku, lot: t.stock.lot, location: t.stock.location, expiresOn: t.lots.expiresOn })
    .from(t.stock)
    .leftJoin(t.lots, and(eq(t.lots.sku, t.stock.sku), eq(t.lots.lot, t.stock.lot)))
    .where(
      and(
        eq(t.stock.warehouse, DEMO_WAREHOUSE),
        eq(t.stock.location, RETURNS_CAGE),
        gt(t.stock.quantity, 0),
        sql`${t.stock.lot} <> ''`,
      ),
    )
    .orderBy(asc(t.stock.sku), asc(t.stock.lot))
