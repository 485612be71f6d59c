/** What suppliers are expected to bring, and what of it came. */
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { ItemTables } from './items.ts'

export type LineState = 'open' | 'closed'

export function receiptTables(kit: Kit, { items }: ItemTables) {
  const { table, text, whole, primaryKey, index } = kit

  const receipts = table(
    'receipts',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      supplier: text().notNull(),
      reference: text().notNull(),
      state: text().$type<LineState>().notNull(),
      /** When it is due; null: nobody has said. */
      expectedOn: text(),
      /** When it was ordered; null: when it was announced. */
      orderedOn: text(),
      createdAt: whole().notNull(),
      /** When the first of it came: from order to here is the supplier's lead time. */
      firstReceivedAt: whole(),
    },
    (t) => [index('receipts_by_supplier').on(t.warehouse, t.supplier, t.firstReceivedAt)],
  )

  const receiptLines = table(
    'receipt_lines',
    {
      receiptId: text()
        .notNull()
        .references(() => receipts.id),
      sku: text()
        .notNull()
        .references(() => items.sku),
      expected: whole().notNull(),
      received: whole().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.receiptId, t.sku] }),
      index('receipt_lines_open').on(t.sku).where(sql`received < expected`),
    ],
  )

  return { receipts, receiptLines }
}
