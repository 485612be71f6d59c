/** What each sale brings and costs: entries that are never rewritten, their sums by day and month, and the rules behind them. */
import { sql } from 'drizzle-orm'
import type { FeeRule } from '../../../shared/rules/fees.ts'
import type { MarginKind, MarginSums } from '../../../shared/rules/margin.ts'
import type { Money } from '../../../shared/rules/money.ts'
import type { Kit } from '../kit.ts'

/** `actual`: somebody was charged just that. `rule`: reckoned for just this. `allocated`: a share of a larger sum. */
export type HowKnown = 'actual' | 'rule' | 'allocated'

/** What an item earned in a channel in a month that was reported. */
export type ReportedRow = { sku: string; channel: string } & MarginSums

export function costingTables(kit: Kit) {
  const { table, text, whole, json, primaryKey, index } = kit

  const marginEntries = table(
    'margin_entries',
    {
      id: text().primaryKey(),
      /** What it is of, once and for all: the same source gives the same name, so that it is never entered twice. */
      name: text().notNull().unique(),
      warehouse: text().notNull(),
      /** The warehouse's date on which it happened. */
      day: text().notNull(),
      sku: text().notNull(),
      channel: text().notNull(),
      orderId: text(),
      orderLineId: text(),
      kind: text().$type<MarginKind>().notNull(),
      /** Minor units of the warehouse's currency: what comes in is positive, what it costs is negative. */
      amount: whole().notNull(),
      /** Base units sold; of revenue alone. */
      units: whole().notNull(),
      known: text().$type<HowKnown>().notNull(),
      /** The transaction, the cost or the settlement that it comes from. */
      source: text().notNull(),
      /** How it was reckoned: one sentence. */
      because: text().notNull(),
      createdAt: whole().notNull(),
    },
    (t) => [
      index('margin_entries_by_line').on(t.orderLineId).where(sql`order_line_id is not null`),
      index('margin_entries_by_source').on(t.source),
      index('margin_entries_by_day').on(t.warehouse, t.day, t.sku, t.channel),
    ],
  )

  /** One column for each kind: a year of a thousand items is read at once. */
  const sums = () => ({
    units: whole().notNull(),
    revenue: whole().notNull(),
    discounts: whole().notNull(),
    shippingIncome: whole().notNull(),
    taxes: whole().notNull(),
    cogs: whole().notNull(),
    labour: whole().notNull(),
    packaging: whole().notNull(),
    shipping: whole().notNull(),
    platformFees: whole().notNull(),
    paymentFees: whole().notNull(),
    returns: whole().notNull(),
    advertising: whole().notNull(),
    chargebacks: whole().notNull(),
    penalties: whole().notNull(),
    storage: whole().notNull(),
    /** Part of returns. */
    refunds: whole().notNull().default(0),
  })

  const marginDays = table(
    'margin_days',
    { warehouse: text().notNull(), day: text().notNull(), sku: text().notNull(), channel: text().notNull(), ...sums() },
    (t) => [primaryKey({ columns: [t.warehouse, t.day, t.sku, t.channel] })],
  )

  const marginMonths = table(
    'margin_months',
    {
      warehouse: text().notNull(),
      /** 2026-11 */
      month: text().notNull(),
      sku: text().notNull(),
      channel: text().notNull(),
      ...sums(),
    },
    (t) => [primaryKey({ columns: [t.warehouse, t.month, t.sku, t.channel] })],
  )

  /** What could not be reckoned yet, and what is missing for it. */
  const marginGaps = table(
    'margin_gaps',
    {
      warehouse: text().notNull(),
      /** As the entry would be called. */
      name: text().notNull(),
      transactionId: text().notNull(),
      /** One sentence: what is missing, and where to give it. */
      detail: text().notNull(),
      foundAt: whole().notNull(),
    },
    (t) => [primaryKey({ columns: [t.warehouse, t.name] })],
  )

  const feeRules = table(
    'fee_rules',
    { id: text().primaryKey(), channel: text().notNull(), rule: json<FeeRule>().notNull() },
    (t) => [index('fee_rules_by_channel').on(t.channel)],
  )

  /** What was spent, as somebody has said or a settlement has: spread over what it was spent on. */
  const costs = table(
    'costs',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      kind: text().$type<MarginKind>().notNull(),
      channel: text().notNull(),
      sku: text(),
      orderId: text(),
      from: text().notNull(),
      to: text().notNull(),
      amount: json<Money>().notNull(),
      note: text(),
      by: text().notNull(),
      createdAt: whole().notNull(),
    },
    (t) => [index('costs_by_time').on(t.warehouse, t.createdAt)],
  )

  /** Months that were reported: their figures as they stood then, whatever is entered for them afterwards. */
  const marginPeriods = table(
    'margin_periods',
    {
      warehouse: text().notNull(),
      /** 2026-11 */
      month: text().notNull(),
      closedAt: whole().notNull(),
      by: text().notNull(),
      rows: json<ReportedRow[]>().notNull(),
    },
    (t) => [primaryKey({ columns: [t.warehouse, t.month] })],
  )

  /** What one unit of a currency is worth in another from a day on. */
  const currencyRates = table(
    'currency_rates',
    {
      from: text().notNull(),
      to: text().notNull(),
      day: text().notNull(),
      /** Millionths. */
      rate: whole().notNull(),
    },
    (t) => [primaryKey({ columns: [t.from, t.to, t.day] })],
  )

  return { marginEntries, marginDays, marginMonths, marginGaps, marginPeriods, feeRules, costs, currencyRates }
}
