/** What an item's barcodes stand for, and which of them goes on a label. */
import { asc, inArray } from 'drizzle-orm'
import { hasValidCheckDigit } from '../../shared/barcode/check-digit.ts'
import type { Reader } from '../db/work.ts'
import type { Packing } from './elements.ts'

export interface ItemCodes {
  /** GTINs, smallest packing first. */
  packings: Packing[]
  /** The site's own barcodes of the item, smallest packing first. */
  own: { code: string; quantity: number }[]
}

export async function readItemCodes({ db, t }: Reader, skus: readonly string[]): Promise<Map<string, ItemCodes>> {
  const rows = await db
    .select()
    .from(t.barcodes)
    .where(inArray(t.barcodes.sku, [...skus]))
    .orderBy(asc(t.barcodes.quantity), asc(t.barcodes.code))
  return new Map(
    skus.map((sku) => {
      const codes = rows.filter((row) => row.sku === sku)
      return [
        sku,
        {
          packings: codes.filter(({ code }) => isGtin(code)).map(({ code, quantity }) => ({ gtin: code, quantity })),
          own: codes.filter(({ code }) => !isGtin(code)).map(({ code, quantity }) => ({ code, quantity })),
        },
      ]
    }),
  )
}

/** Barcodes are kept with every GTIN in 14 digits. */
const isGtin = (code: string): boolean => /^\d{14}$/.test(code) && hasValidCheckDigit(code)

/** The one that stands for just so many; else for one; else the smallest. They come smallest first. */
export const packingFor = <P extends { quantity: number }>(
  packings: readonly P[],
  quantity: number | undefined,
): P | undefined => packings.find((one) => one.quantity === quantity) ?? packings[0]
