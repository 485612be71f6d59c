/** The sample maker's catalogue, for a company that wants to look around before its own items are in. Each says that it is a sample. */
import { eq, sql } from 'drizzle-orm'
import * as v from 'valibot'
import type { Reader, Tx } from '../db/work.ts'
import { CATALOGUE } from '../demo/catalogue.ts'
import { itemInput, putItem } from '../master/items.ts'
import { notFound, Problem } from '../problem.ts'

/** Where margins, rules and counts are told by group, these stand by themselves. */
export const SAMPLE_GROUP = 'Sample data'

export const countSample = async ({ db, t: { items } }: Reader): Promise<number> => {
  const [row] = await db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(items)
    .where(eq(items.group, SAMPLE_GROUP))
  return row?.count ?? 0
}

/** Returns how many items there are then. Refused where there is one already: nobody could tell them apart for sure. */
export async function putSample(tx: Tx, warehouse: string): Promise<number> {
  const { items, warehouses } = tx.t
  const [place] = await tx.db.select().from(warehouses).where(eq(warehouses.code, warehouse))
  if (!place) throw notFound(`warehouse ${warehouse}`)
  const [known] = await tx.db.select({ sku: items.sku }).from(items).limit(1)
  if (known)
    throw new Problem(409, 'not-empty', 'There are items already. Sample data goes into an empty catalogue alone.')
  for (const item of CATALOGUE) await putItem(tx, warehouse, item.sku, v.parse(itemInput, sampleOf(item, place)))
  return CATALOGUE.length
}

/** Their barcodes have GS1's prefix for demonstrations: no product on sale has one of these. */
const sampleOf = (item: (typeof CATALOGUE)[number], { currency }: { currency: string }) => ({
  name: `Sample: ${item.name}`,
  rotation: item.rotation,
  lotTracked: item.shelfLifeDays !== null,
  unit: item.unit,
  standardCost: { amount: item.cost, currency },
  leadTimeDays: item.leadTimeDays,
  group: SAMPLE_GROUP,
  barcodes: [
    { code: item.unitGtin, quantity: 1 },
    { code: item.caseGtin, quantity: item.caseQuantity },
  ],
})
