/** What was asked for beside our own orders, what hid or swelled it, and what follows from it: how much to order, and when. */
import { sql } from 'drizzle-orm'
import type { ItemPolicy } from '../../../shared/rules/replenishment/policy.ts'
import type { Kit } from '../kit.ts'
import type { ItemTables } from './items.ts'

export function replenishmentTables(kit: Kit, { items }: ItemTables) {
  const { table, text, whole, flag, json, primaryKey, index } = kit

  /** Told from outside, for a whole day: it stands in the place of what our own orders say of that day. */
  const demandTold = table(
    'demand_told',
    {
      warehouse: text().notNull(),
      sku: text()
        .notNull()
        .references(() => items.sku),
      channel: text().notNull(),
      date: text().notNull(),
      /** Below 0: more came back than went. */
      units: whole().notNull(),
    },
    (t) => [primaryKey({ columns: [t.warehouse, t.sku, t.channel, t.date] })],
  )

  /** Asked for in an order that was refused whole: no order tells of it. It counts until the order is taken after all. */
  const demandRefused = table(
    'demand_refused',
    {
      channel: text().notNull(),
      externalId: text().notNull(),
      sku: text().notNull(),
      warehouse: text().notNull(),
      units: whole().notNull(),
      at: whole().notNull(),
      /** When it was asked for last: processes write down what each has refused in no order. */
      lastAt: whole(),
    },
    (t) => [
      primaryKey({ columns: [t.channel, t.externalId, t.sku] }),
      index('demand_refused_by_item').on(t.warehouse, t.sku, t.at),
    ],
  )

  /** Promotions and other events: days that are not like others. */
  const demandEvents = table(
    'demand_events',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      name: text().notNull(),
      kind: text().$type<'promotion' | 'event'>().notNull(),
      from: text().notNull(),
      to: text().notNull(),
      /** Null: in all of them. */
      channel: text(),
      sku: text(),
      /** Times what is usual, in thousandths; null: as it was before. */
      uplift: whole(),
    },
    (t) => [index('demand_events_by_day').on(t.warehouse, t.to)],
  )

  /** When a channel could sell nothing of an item. */
  const stockOuts = table(
    'stock_outs',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      sku: text().notNull(),
      channel: text().notNull(),
      from: whole().notNull(),
      /** Null: it still cannot. */
      to: whole(),
    },
    (t) => [index('stock_outs_by_item').on(t.warehouse, t.sku, t.channel, t.from)],
  )

  /** What the company decided for one item. */
  const itemPolicies = table(
    'item_policies',
    {
      warehouse: text().notNull(),
      sku: text().notNull(),
      policy: json<ItemPolicy>().notNull(),
      /** Protections that have a target are filled up from what is shared each night, not only when stock comes free. */
      keepsProtected: flag().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.warehouse, t.sku] }),
      index('item_policies_protected').on(t.warehouse, t.sku).where(sql`keeps_protected`),
    ],
  )

  /** The plan of each item as it was last made. Nothing in it is not in the rest of the database: it may be made anew. */
  const plans = table(
    'plans',
    {
      warehouse: text().notNull(),
      sku: text()
        .notNull()
        .references(() => items.sku),
      /** Sorts the most urgent first. */
      rank: text().notNull(),
      need: text().$type<'now' | 'soon' | 'none'>().notNull(),
      overstock: whole().notNull(),
      expiring: whole().notNull(),
      /** 0: it is to be made anew. */
      computedAt: whole().notNull(),
      plan: json<unknown>().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.warehouse, t.sku] }),
      index('plans_by_rank').on(t.warehouse, t.rank, t.sku),
      index('plans_by_age').on(t.warehouse, t.computedAt),
      index('plans_overstocked').on(t.warehouse, t.rank, t.sku).where(sql`overstock > 0`),
      index('plans_expiring').on(t.warehouse, t.rank, t.sku).where(sql`expiring > 0`),
    ],
  )

  /** The demand of an item in a channel, a figure a day, as it was when its plan was made. */
  const demandSeries = table(
    'demand_series',
    {
      warehouse: text().notNull(),
      sku: text().notNull(),
      channel: text().notNull(),
      from: text().notNull(),
      units: json<number[]>().notNull(),
    },
    (t) => [primaryKey({ columns: [t.warehouse, t.sku, t.channel] })],
  )

  return { demandTold, demandRefused, demandEvents, stockOuts, itemPolicies, plans, demandSeries }
}
