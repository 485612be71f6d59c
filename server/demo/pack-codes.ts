/** What stands picked: its orders, its goods and its cartons; labels for new cartons; and what is to be put back. */
import { and, asc, eq, isNotNull, ne } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import type { CodeGroup } from './codes.ts'
import { printedAhead } from './gs1-keys.ts'
import { caseCode, itemLabels, type LabelledLot, unitCode } from './item-labels.ts'
import { HOLD_PLACE } from './places.ts'
import { locationText, orderText, ssccText } from './scan-text.ts'
import { DEMO_WAREHOUSE } from './warehouse.ts'

const LABELS_AHEAD = 6

interface Standing extends LabelledLot {
  location: string
  orderId: string
}

export async function packCodes(reader: Reader): Promise<CodeGroup[]> {
  const picked = await pickedStock(reader)
  const back = await askedBack(reader)
  const labels = await itemLabels(
    reader,
    [...picked, ...back].map((row) => row.sku),
  )
  const goods = (rows: Standing[]) =>
    rows.flatMap((row) => [...caseCode(labels, row, `in ${row.location}`), ...unitCode(labels, row.sku)])
  const own = picked.filter((row) => !back.some((task) => task.orderId === row.orderId))
  const orders = new Map(own.map((row) => [row.externalId, `${row.externalId}, ${row.channel}`]))
  return [
    {
      title: 'Picked orders, to pack and to ship',
      codes: [...orders].map(([externalId, label]) => ({ label, text: orderText(externalId) })),
    },
    { title: 'Goods that were picked', codes: goods(own) },
    {
      title: 'Cartons and pallets',
      codes: (await cartons(reader)).map(({ code, sscc }) => ({ label: `${code}, SSCC`, text: ssccText(sscc ?? '') })),
    },
    {
      title: 'Carton labels from a roll, on no carton yet',
      codes: Array.from({ length: LABELS_AHEAD }, (_, serial) => printedAhead(serial + 1)).map((sscc) => ({
        label: `Carton label ${sscc}`,
        text: ssccText(sscc),
      })),
    },
    { title: 'Goods to put back', codes: goods(back) },
    { title: 'Where nobody picks', codes: [{ label: HOLD_PLACE, text: locationText(HOLD_PLACE) }] },
  ]
}

const pickedStock = ({ db, t }: Reader) =>
  db
    .select({
      sku: t.allocations.sku,
      lot: t.allocations.lot,
      location: t.allocations.location,
      orderId: t.allocations.orderId,
      externalId: t.orders.externalId,
      channel: t.orders.channel,
      expiresOn: t.lots.expiresOn,
    })
    .from(t.allocations)
    .innerJoin(t.orders, eq(t.orders.id, t.allocations.orderId))
    .leftJoin(t.lots, and(eq(t.lots.sku, t.allocations.sku), eq(t.lots.lot, t.allocations.lot)))
    .where(and(eq(t.allocations.warehouse, DEMO_WAREHOUSE), eq(t.allocations.picked, true)))
    .orderBy(asc(t.orders.externalId), asc(t.allocations.sku), asc(t.allocations.lot))

const askedBack = async ({ db, t }: Reader): Promise<Standing[]> => {
  const rows = await db
    .select({
      sku: t.tasks.sku,
      lot: t.tasks.lot,
      location: t.tasks.location,
      orderId: t.tasks.orderId,
      expiresOn: t.lots.expiresOn,
    })
    .from(t.tasks)
    .leftJoin(t.lots, and(eq(t.lots.sku, t.tasks.sku), eq(t.lots.lot, t.tasks.lot)))
    .where(and(eq(t.tasks.warehouse, DEMO_WAREHOUSE), eq(t.tasks.kind, 'put-back'), eq(t.tasks.state, 'open')))
    .orderBy(asc(t.tasks.location), asc(t.tasks.sku))
  return rows.map((row) => ({ ...row, orderId: row.orderId ?? '' }))
}

const cartons = ({ db, t }: Reader) =>
  db
    .select({ code: t.locations.code, sscc: t.locations.sscc })
    .from(t.locations)
    .where(
      and(
        eq(t.locations.warehouse, DEMO_WAREHOUSE),
        eq(t.locations.kind, 'unit'),
        isNotNull(t.locations.sscc),
        ne(t.locations.within, '@customer'),
      ),
    )
    .orderBy(asc(t.locations.code))
