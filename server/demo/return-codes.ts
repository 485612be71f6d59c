/** What the dock can scan of goods that come back, and what waits in the cage. */
import { and, asc, desc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm'
import { CUSTOMER } from '../../shared/rules/places.ts'
import type { Reader } from '../db/work.ts'
import type { CodeGroup } from './codes.ts'
import { caseCode, itemLabels, type LabelledLot, unitCode } from './item-labels.ts'
import { RETURNS_CAGE } from './places.ts'
import { locationText, orderText } from './scan-text.ts'
import { DEMO_WAREHOUSE } from './warehouse.ts'

const MOST_ORDERS = 8
/** Among so many of the last, orders that have different goods are looked for. */
const LAST_ORDERS = 80

/** A lot that an order had, as its labels say it. */
interface Sent extends LabelledLot {
  externalId: string
  channel: string
}

export async function returnCodes(reader: Reader): Promise<CodeGroup[]> {
  const waiting = await inTheCage(reader)
  const orders = await shippedOrders(reader)
  const labels = await itemLabels(
    reader,
    [...waiting, ...orders.flat()].map(({ sku }) => sku),
  )
  const goods = (row: LabelledLot, where: string) => [...caseCode(labels, row, where), ...unitCode(labels, row.sku)]
  return [
    {
      title: 'Orders that were shipped, to take back',
      codes: orders.flatMap(([first]) =>
        first ? [{ label: `${first.externalId}, ${first.channel}`, text: orderText(first.externalId) }] : [],
      ),
    },
    { title: 'Goods of these orders', codes: orders.flat().flatMap((row) => goods(row, `of ${row.externalId}`)) },
    { title: 'Goods that came back', codes: waiting.flatMap((row) => goods(row, `in ${row.location}`)) },
    { title: 'Where returns stand', codes: [{ label: RETURNS_CAGE, text: locationText(RETURNS_CAGE) }] },
    {
      title: 'Bins where inspected goods go',
      codes: (await binsOf(reader, waiting)).map(({ location }) => ({ label: location, text: locationText(location) })),
    },
  ]
}

/** The last that left by a carrier, no two with the same first item: a list of one bestseller teaches nobody anything. */
async function shippedOrders({ db, t }: Reader): Promise<Sent[][]> {
  const last = await db
    .selectDistinct({ id: t.orders.id, shippedAt: t.shipments.shippedAt })
    .from(t.shipments)
    .innerJoin(t.orders, eq(t.orders.id, t.shipments.orderId))
    .where(and(eq(t.orders.warehouse, DEMO_WAREHOUSE), isNotNull(t.shipments.trackingNumber)))
    .orderBy(desc(t.shipments.shippedAt))
    .limit(LAST_ORDERS)
  const sent = await db
    .selectDistinct({
      orderId: t.orders.id,
      externalId: t.orders.externalId,
      channel: t.orders.channel,
      sku: t.movements.sku,
      lot: t.movements.lot,
      expiresOn: t.lots.expiresOn,
    })
    .from(t.movements)
    .innerJoin(t.orders, eq(t.orders.id, t.movements.orderId))
    .leftJoin(t.lots, and(eq(t.lots.sku, t.movements.sku), eq(t.lots.lot, t.movements.lot)))
    .where(and(eq(t.movements.toLocation, CUSTOMER), inArray(t.movements.orderId, [...last.map(({ id }) => id), ''])))
    .orderBy(asc(t.movements.sku), asc(t.movements.lot))
  const seen = new Set<string>()
  return last
    .map(({ id }) => sent.filter(({ orderId }) => orderId === id))
    .filter(([first]) => first !== undefined && !seen.has(first.sku) && seen.add(first.sku))
    .slice(0, MOST_ORDERS)
}

/** Where these items stand already, so that an inspector is sent there. */
const binsOf = ({ db, t }: Reader, goods: readonly { sku: string }[]) =>
  db
    .selectDistinct({ location: t.stock.location })
    .from(t.stock)
    .innerJoin(t.locations, and(eq(t.locations.warehouse, t.stock.warehouse), eq(t.locations.code, t.stock.location)))
    .where(
      and(
        eq(t.stock.warehouse, DEMO_WAREHOUSE),
        inArray(t.stock.sku, [...goods.map(({ sku }) => sku), '']),
        inArray(t.locations.kind, ['pick', 'storage']),
        gt(t.stock.quantity, 0),
      ),
    )
    .orderBy(asc(t.stock.location))

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
