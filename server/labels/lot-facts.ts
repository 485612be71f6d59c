/** What is printed on the label of a lot. */
import { and, eq } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import { notFound } from '../problem.ts'
import type { Packing, Printing } from './elements.ts'
import { packingFor, readItemCodes } from './packings.ts'
import { readPrinting } from './printing.ts'

export interface LotFacts {
  sku: string
  name: string
  unit: string
  lot: string
  expiresOn: string | null
  /** Base units that the label stands for; undefined: nobody said. */
  quantity: number | undefined
  /** Null: the item has no GTIN, and its own code is printed. */
  packing: Packing | null
  ownCode: string
}

/** `quantity`: base units in what the label goes on. */
export async function readLotFacts(
  reader: Reader,
  warehouse: string,
  wanted: { sku: string; lot: string; quantity: number | undefined },
  now: number,
): Promise<{ facts: LotFacts; printing: Printing }> {
  const { db, t } = reader
  const printing = await readPrinting(reader, warehouse, now)
  const [found] = await db
    .select({ lot: t.lots, item: t.items })
    .from(t.lots)
    .innerJoin(t.items, eq(t.items.sku, t.lots.sku))
    .where(and(eq(t.lots.sku, wanted.sku), eq(t.lots.lot, wanted.lot)))
  if (!found) throw notFound(`lot ${wanted.lot} of ${wanted.sku}`)
  const { item, lot } = found
  const codes = (await readItemCodes(reader, [item.sku])).get(item.sku) ?? { packings: [], own: [] }
  const packing = packingFor(codes.packings, wanted.quantity)
  const own = packingFor(codes.own, wanted.quantity) ?? { code: item.sku, quantity: 1 }
  const stands = (packing ?? own).quantity
  return {
    printing,
    facts: {
      sku: item.sku,
      name: item.name,
      unit: item.unit,
      lot: lot.lot,
      expiresOn: lot.expiresOn,
      quantity: wanted.quantity ?? (stands === 1 ? undefined : stands),
      packing: packing ?? null,
      ownCode: own.code,
    },
  }
}
