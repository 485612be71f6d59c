/** What each sales channel may promise: its claims on stock, the rules they follow, and what people decided. */
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { ItemTables } from './items.ts'

/** `transfer`: not of customers; what other warehouses of the company ask for. */
export type ChannelKind = 'dtc' | 'marketplace' | 'retail' | 'wholesale' | 'transfer'

export function promiseTables(kit: Kit, { items }: ItemTables) {
  const { table, text, whole, flag, json, primaryKey, index, uniqueIndex } = kit

  const channels = table('channels', {
    channel: text().primaryKey(),
    name: text().notNull(),
    kind: text().$type<ChannelKind>().notNull(),
    priority: whole().notNull(),
    drawsShared: flag().notNull(),
    buffer: whole().notNull(),
    /** Days that a lot must still have when it ships; 0: any unexpired lot will do. */
    minShelfLifeDays: whole().notNull(),
    /** May promise against planned receipts, from a date on. */
    ordersAhead: flag().notNull(),
    /** The warehouses that its orders are filled from, the first choice first; null: from the one that is asked. */
    servedFrom: json<string[]>(),
    settings: json<Record<string, unknown>>().notNull(),
  })

  const claims = table(
    'claims',
    {
      warehouse: text().notNull(),
      sku: text().notNull(),
      channel: text()
        .notNull()
        .references(() => channels.channel),
      /** Set aside and not yet ordered. It counts until the end of `until`; what is left then is shared. */
      protected: whole().notNull(),
      /** Refilled up to this, what is open of orders drawn from it counted; null: not refilled. */
      target: whole(),
      until: text(),
      /** Open units of orders that were drawn from the protection. */
      drawn: whole().notNull(),
      committed: whole().notNull(),
      /** On pick lists, or picked and not yet shipped. */
      allocated: whole().notNull(),
      backordered: whole().notNull(),
      /** Promised against planned receipts, not from stock. */
      planned: whole().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.warehouse, t.sku, t.channel] }),
      index('claims_ending').on(t.warehouse, t.until).where(sql`until is not null`),
    ],
  )

  /** How protections follow stock: one rule per item or group of items, and channel. */
  const rules = table(
    'rules',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      sku: text().references(() => items.sku),
      group: text(),
      channel: text()
        .notNull()
        .references(() => channels.channel),
      kind: text().$type<'fixed' | 'share' | 'target'>().notNull(),
      /** Units; of a share, millionths of the free stock. */
      value: whole().notNull(),
    },
    (t) => [
      uniqueIndex('rules_of_item').on(t.warehouse, t.sku, t.channel).where(sql`sku is not null`),
      uniqueIndex('rules_of_group').on(t.warehouse, t.group, t.channel).where(sql`sku is null`),
    ],
  )

  /** What people decided about promises, so that it can be told later who did what and why. */
  const decisions = table(
    'decisions',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      sku: text().notNull(),
      what: text().notNull(),
      channel: text(),
      orderId: text(),
      quantity: whole(),
      by: text().notNull(),
      at: whole().notNull(),
    },
    (t) => [index('decisions_by_item').on(t.warehouse, t.sku, t.id)],
  )

  return { channels, claims, rules, decisions }
}

export type PromiseTables = ReturnType<typeof promiseTables>
