/** What lots cost beside what was paid for them, bill by bill; and lots whose cost has changed after some of them had left. */
import type { Kit } from '../kit.ts'

export const LANDED_KINDS = [
  'freight',
  'duty',
  'insurance',
  'brokerage',
  'handling',
  'other',
  /** Of what was paid for the goods themselves. */
  'correction',
] as const
export type LandedKind = (typeof LANDED_KINDS)[number]

export function landedCostTables(kit: Kit) {
  const { table, text, whole, primaryKey, index } = kit

  const landedCosts = table(
    'landed_costs',
    {
      id: text().primaryKey(),
      /** One bill may be spread over several lots. */
      bill: text().notNull(),
      sku: text().notNull(),
      lot: text().notNull(),
      kind: text().$type<LandedKind>().notNull(),
      /** Minor units of the lot's currency; a credit is negative. */
      amount: whole().notNull(),
      /** What the lot's total grew by: more than the amount where goods went through it twice, made good under their own number. */
      added: whole().notNull(),
      /** The number on the bill. */
      reference: text(),
      note: text(),
      /** Carried over from a lot that it was made of: that transformation. */
      through: text(),
      by: text().notNull(),
      at: whole().notNull(),
    },
    (t) => [
      index('landed_costs_of_lot').on(t.sku, t.lot),
      index('landed_costs_of_bill').on(t.bill),
      index('landed_costs_through').on(t.through),
    ],
  )

  /** Lots of which the margin ledger has yet to look at what had left before. */
  const recosts = table('recosts', { sku: text().notNull(), lot: text().notNull(), because: text().notNull() }, (t) => [
    primaryKey({ columns: [t.sku, t.lot] }),
  ])

  return { landedCosts, recosts }
}
