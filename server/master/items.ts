/** Items and their barcodes. A GTIN is kept in 14 digits, whatever length it was printed in. */
import { and, eq, inArray, notInArray } from 'drizzle-orm'
import * as v from 'valibot'
import { ROTATION_POLICIES } from '../../shared/rules/rotation.ts'
import * as field from '../../shared/transactions/fields.ts'
import type { Tx } from '../db/work.ts'
import { emit, emitGone } from '../feed/emit.ts'
import { refreshItemStock } from '../ledger/refresh.ts'
import { openRequest } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { Problem } from '../problem.ts'
import { keptBarcode } from './kept-barcode.ts'

/** An item's code: any text that a key can be made of. */
export const itemCode = v.pipe(field.sku, v.regex(/^\P{Cc}*$/u, 'A SKU has no control characters.'))

export const barcodeLock = (code: string): string => `barcode ${code}`

export const barcodeInput = v.object({ code: field.barcode, quantity: v.optional(field.quantity, 1) })

export const itemInput = v.object({
  name: field.name,
  rotation: v.optional(v.picklist(['fifo', 'fefo'], 'Rotation is fifo or fefo.'), 'fifo'),
  rotationPolicy: v.nullish(v.picklist(ROTATION_POLICIES, 'The rotation policy is enforce or warn.')),
  traced: v.optional(v.boolean('traced is true or false.')),
  lotTracked: v.optional(v.boolean('lotTracked is true or false.'), true),
  unit: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(20)), 'each'),
  standardCost: v.nullish(field.nonNegativeMoney),
  secondarySku: v.nullish(field.sku),
  group: v.nullish(field.name),
  substituteSku: v.nullish(field.sku),
  leadTimeDays: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3650))),
  /** Of one base unit, packed to be sent. */
  weightGrams: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000))),
  cubicCm: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000))),
  barcodes: v.optional(v.pipe(v.array(barcodeInput), v.maxLength(100)), []),
})
export type ItemInput = v.InferOutput<typeof itemInput>

export async function putItem(tx: Tx, warehouse: string, sku: string, input: ItemInput): Promise<void> {
  const { items } = tx.t
  await tx.lock(`item-master ${sku}`, `item ${warehouse} ${sku}`)
  const [before] = await tx.db.select().from(items).where(eq(items.sku, sku))
  const row = {
    sku,
    name: input.name,
    rotation: input.rotation,
    rotationPolicy: input.rotationPolicy ?? null,
    traced: input.traced ?? false,
    lotTracked: input.lotTracked,
    unit: input.unit,
    standardCost: input.standardCost ?? null,
    secondarySku: input.secondarySku ?? null,
    group: input.group ?? null,
    substituteSku: input.substituteSku ?? null,
    leadTimeDays: input.leadTimeDays ?? null,
    weightGrams: input.weightGrams ?? null,
    cubicCm: input.cubicCm ?? null,
  }
  await tx.db.insert(items).values(row).onConflictDoUpdate({ target: items.sku, set: row })
  emit(tx, 'items', null, row)
  await putBarcodes(tx, sku, input.barcodes)
  if (before && (before.rotation !== row.rotation || before.lotTracked !== row.lotTracked))
    await refreshStock(tx, warehouse, sku)
}

async function refreshStock(tx: Tx, warehouse: string, sku: string): Promise<void> {
  const scene = openRequest(tx, warehouse, 'item')
  await refreshItemStock(scene, sku)
  await settle(scene)
}

/** The item's barcodes are exactly these afterwards. One code names one item. */
async function putBarcodes(tx: Tx, sku: string, wanted: ItemInput['barcodes']): Promise<void> {
  const { barcodes } = tx.t
  const kept = wanted.map(({ code, quantity }) => ({ code: keptBarcode(code), sku, quantity }))
  await refuseTaken(
    tx,
    sku,
    kept.map((row) => row.code),
  )
  const gone = await tx.db
    .delete(barcodes)
    .where(and(eq(barcodes.sku, sku), notInArray(barcodes.code, kept.length > 0 ? kept.map((row) => row.code) : [''])))
    .returning()
  for (const row of gone) emitGone(tx, 'barcodes', null, row)
  for (const row of kept) await addBarcode(tx, row)
}

export async function addBarcode(tx: Tx, row: { code: string; sku: string; quantity: number }): Promise<void> {
  await tx.db.insert(tx.t.barcodes).values(row).onConflictDoUpdate({ target: tx.t.barcodes.code, set: row })
  emit(tx, 'barcodes', null, row)
}

async function refuseTaken(tx: Tx, sku: string, codes: string[]): Promise<void> {
  if (codes.length === 0) return
  // Another item may want the same code at this moment.
  await tx.lock(...codes.map(barcodeLock))
  const { barcodes } = tx.t
  const taken = (await tx.db.select().from(barcodes).where(inArray(barcodes.code, codes))).find(
    (row) => row.sku !== sku,
  )
  if (!taken) return
  throw new Problem(
    409,
    'barcode-taken',
    `Barcode ${taken.code} already names item ${taken.sku}. Remove it there first.`,
    { field: 'barcodes' },
  )
}
