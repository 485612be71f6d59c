/** What suppliers have announced, and the lots that will come with it. */
import type { InferOutput } from 'valibot'
import type { receiptInput } from '../receiving/expect.ts'
import { CATALOGUE } from './catalogue.ts'
import { daysAfter } from './dates.ts'
import type { Dice } from './dice.ts'
import { lineOf, lotNumber } from './lot-numbers.ts'

const ANNOUNCED: readonly { supplier: string; reference: string; families: string[]; lines: number }[] = [
  { supplier: 'Prairie Mill Foods', reference: 'PO-10231', families: ['BAR', 'GRA'], lines: 4 },
  { supplier: 'Lakeside Co-Packing', reference: 'PO-10234', families: ['SFT', 'COO'], lines: 3 },
  { supplier: 'Northern Pantry', reference: 'PO-10235', families: ['SPR', 'SAU'], lines: 5 },
  { supplier: 'Orchard & Leaf', reference: 'PO-10238', families: ['TEA', 'FRU'], lines: 3 },
  { supplier: 'Boxwell Packaging', reference: 'PO-10240', families: ['PKG'], lines: 3 },
]

export function announcedReceipts(today: string, dice: Dice): InferOutput<typeof receiptInput>[] {
  return ANNOUNCED.map(({ supplier, reference, families, lines }, index) => {
    const offered = CATALOGUE.filter((item) => families.some((family) => item.sku.startsWith(family)))
    return {
      supplier,
      reference,
      expectedOn: daysAfter(today, 1 + index * 3),
      lines: dice
        .shuffled(offered)
        .slice(0, lines)
        .map((item) => ({ sku: item.sku, quantity: item.caseQuantity * dice.whole(4, 20) })),
    }
  })
}

/** Announced goods were made shortly before. */
const MADE_DAYS_BEFORE = 2

/** The lot that a delivery announced on this day brings: what its case labels say. Null for items without lots. */
export function announcedLot(sku: string, announcedOn: string): { lot: string; expiresOn: string } | null {
  const shelfLifeDays = CATALOGUE.find((item) => item.sku === sku)?.shelfLifeDays
  if (shelfLifeDays == null) return null
  const producedOn = daysAfter(announcedOn, -MADE_DAYS_BEFORE)
  return { lot: lotNumber(producedOn, lineOf(sku)), expiresOn: daysAfter(producedOn, shelfLifeDays) }
}
