/** What the open pick tasks need: orders, bins, the cases in them, single units, and the lots that a picker must not take. */
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import type { CodeGroup } from './codes.ts'
import { caseCode, itemLabels, type LabelledLot, unitCode } from './item-labels.ts'
import { locationText, orderText } from './scan-text.ts'
import { DEMO_WAREHOUSE } from './warehouse.ts'

/** More would fill more pages than anybody prints. */
const MOST_TASKS = 120

interface Standing extends LabelledLot {
  location: string
}

export async function pickCodes(reader: Reader): Promise<CodeGroup[]> {
  const tasks = await openPicks(reader)
  const skus = [...new Set(tasks.map((task) => task.sku))]
  const bins = [...new Set(tasks.map((task) => task.location))]
  const labels = await itemLabels(reader, skus)
  const standing = await standingLots(reader, skus)
  const directed = new Set(tasks.map((task) => `${task.sku}/${task.lot}`))
  const label = (row: Standing) => caseCode(labels, row, `in ${row.location}`)
  return [
    {
      title: 'Released orders',
      codes: (await releasedOrders(reader)).map(({ externalId, channel, customer }) => ({
        label: `${externalId}, ${channel}, ${customer.name}`,
        text: orderText(externalId),
      })),
    },
    { title: 'Bins to pick from', codes: bins.map((code) => ({ label: code, text: locationText(code) })) },
    { title: 'Cases in these bins', codes: standing.filter((row) => bins.includes(row.location)).flatMap(label) },
    { title: 'Single units', codes: skus.flatMap((sku) => unitCode(labels, sku)) },
    {
      title: 'Other lots of these items (the app stops them)',
      codes: oneOfEachItem(standing.filter((row) => !directed.has(`${row.sku}/${row.lot}`))).flatMap(label),
    },
  ]
}

const openPicks = ({ db, t }: Reader) =>
  db
    .select({ sku: t.tasks.sku, lot: t.tasks.lot, location: t.tasks.location })
    .from(t.tasks)
    .where(and(eq(t.tasks.warehouse, DEMO_WAREHOUSE), eq(t.tasks.kind, 'pick'), eq(t.tasks.state, 'open')))
    .orderBy(asc(t.tasks.sequence), asc(t.tasks.id))
    .limit(MOST_TASKS)

const releasedOrders = ({ db, t }: Reader) =>
  db
    .selectDistinct({ externalId: t.orders.externalId, channel: t.orders.channel, customer: t.orders.customer })
    .from(t.orders)
    .innerJoin(t.pickLists, eq(t.pickLists.orderId, t.orders.id))
    .where(and(eq(t.orders.warehouse, DEMO_WAREHOUSE), eq(t.pickLists.state, 'open')))
    .orderBy(asc(t.orders.channel), asc(t.orders.externalId))

/** What can be scanned of these items in the bins, in the order of the way through the warehouse. */
const standingLots = ({ db, t }: Reader, skus: string[]): Promise<Standing[]> =>
  db
    .select({ sku: t.stock.sku, lot: t.stock.lot, location: t.stock.location, expiresOn: t.lots.expiresOn })
    .from(t.stock)
    .innerJoin(t.locations, and(eq(t.locations.warehouse, t.stock.warehouse), eq(t.locations.code, t.stock.location)))
    .leftJoin(t.lots, and(eq(t.lots.sku, t.stock.sku), eq(t.lots.lot, t.stock.lot)))
    .where(
      and(
        eq(t.stock.warehouse, DEMO_WAREHOUSE),
        inArray(t.stock.sku, [...skus, '']),
        inArray(t.locations.kind, ['pick', 'storage']),
        gt(t.stock.quantity, 0),
      ),
    )
    .orderBy(asc(t.stock.pickSequence), asc(t.stock.sku), asc(t.stock.lot))

function oneOfEachItem(rows: readonly Standing[]): Standing[] {
  const first = new Map<string, Standing>()
  for (const row of rows) if (!first.has(row.sku)) first.set(row.sku, row)
  return [...first.values()]
}
