/** The labels on goods: of the unit, and of the case with or without its lot. */
import { inArray } from 'drizzle-orm'
import type { Reader, Tx } from '../db/work.ts'
import type { DemoCode } from './codes.ts'
import { caseLabelText } from './scan-text.ts'

interface ItemLabels {
  name: string
  /** EAN-13 of the unit, where the item has one. */
  unit: string | null
  /** The largest packing that has a GTIN-14. */
  packing: { gtin: string; quantity: number } | null
}

export interface LabelledLot {
  sku: string
  lot: string
  expiresOn: string | null
}

export async function itemLabels(reader: Reader | Tx, skus: readonly string[]): Promise<Map<string, ItemLabels>> {
  const { db, t } = reader
  const wanted = [...new Set(skus), '']
  const items = await db
    .select({ sku: t.items.sku, name: t.items.name })
    .from(t.items)
    .where(inArray(t.items.sku, wanted))
  const barcodes = await db.select().from(t.barcodes).where(inArray(t.barcodes.sku, wanted))
  return new Map(
    items.map(({ sku, name }) => {
      const own = barcodes.filter((row) => row.sku === sku && /^\d{14}$/.test(row.code))
      const unit = own.find((row) => row.quantity === 1 && row.code.startsWith('0'))
      const packing = own.filter((row) => row.quantity > 1).sort((a, b) => b.quantity - a.quantity)[0]
      return [
        sku,
        {
          name,
          unit: unit?.code.slice(1) ?? null,
          packing: packing ? { gtin: packing.code, quantity: packing.quantity } : null,
        },
      ]
    }),
  )
}

export function unitCode(labels: Map<string, ItemLabels>, sku: string): DemoCode[] {
  const item = labels.get(sku)
  return item?.unit ? [{ label: item.name, text: item.unit }] : []
}

/** `detail` ends the label: where it stands, or how many are expected. */
export function caseCode(
  labels: Map<string, ItemLabels>,
  { sku, lot, expiresOn }: LabelledLot,
  detail: string,
): DemoCode[] {
  const item = labels.get(sku)
  if (!item?.packing) return []
  const { gtin, quantity } = item.packing
  const what = `Case of ${quantity}: ${item.name}`
  if (lot === '') return [{ label: `${what}, ${detail}`, text: gtin }]
  const expiry = expiresOn === null ? '' : `, expires ${expiresOn}`
  return [{ label: `${what}, lot ${lot}${expiry}, ${detail}`, text: caseLabelText({ caseGtin: gtin, lot, expiresOn }) }]
}
