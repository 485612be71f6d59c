/** The company's items, and the codes that name them. */
import type { Money } from '../../../shared/rules/money.ts'
import type { RotationPolicy } from '../../../shared/rules/rotation.ts'
import type { Kit } from '../kit.ts'

export function itemTables(kit: Kit) {
  const { table, text, whole, flag, json, index } = kit

  const items = table('items', {
    sku: text().primaryKey(),
    name: text().notNull(),
    rotation: text().$type<'fifo' | 'fefo'>().notNull(),
    /** Null: as the warehouse says. */
    rotationPolicy: text().$type<RotationPolicy>(),
    /** On the food traceability list: key data elements are asked for and exported. */
    traced: flag().notNull(),
    lotTracked: flag().notNull(),
    unit: text().notNull(),
    standardCost: json<Money>(),
    secondarySku: text(),
    /** Items of one group share allocation rules. */
    group: text(),
    /** What a customer takes instead, where a planner proposes it. */
    substituteSku: text(),
    leadTimeDays: whole(),
    /** Of one base unit, packed to be sent: what a carrier charges by. */
    weightGrams: whole(),
    cubicCm: whole(),
  })

  const barcodes = table(
    'barcodes',
    {
      code: text().primaryKey(),
      sku: text()
        .notNull()
        .references(() => items.sku),
      quantity: whole().notNull(),
    },
    (t) => [index('barcodes_by_sku').on(t.sku)],
  )

  return { items, barcodes }
}

export type ItemTables = ReturnType<typeof itemTables>
