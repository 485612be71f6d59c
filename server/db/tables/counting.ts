/** What was counted, against what the ledger had, and what came of it. */
import { sql } from 'drizzle-orm'
import type { CountOrigin, CountScope, HiddenFrom, ItemClass } from '../../../shared/rules/counting.ts'
import type { Status } from '../../../shared/transactions/status.ts'
import type { Kit } from '../kit.ts'

/**
 * `posted`: the ledger follows it. `recount`: beyond tolerance, another person is asked. `pending`: counted twice, a supervisor
 * decides. `approved` and `kept`: decided, for the count or for the ledger. `disturbed`: something moved meanwhile, it is asked
 * again. `superseded`: a later count took its place.
 */
export type CountLineState = 'posted' | 'recount' | 'pending' | 'approved' | 'kept' | 'disturbed' | 'superseded'

/** `count`: by a count, its late corrections included. `adjust`: by a supervisor. `import`: what there was at the beginning. */
export type AdjustmentKind = 'count' | 'adjust' | 'import'

/** A row of `observations`, as it is restored when a count is undone. */
export interface Observation {
  location: string
  sku: string
  lot: string
  countId: string
  streamId: string
  seq: number
  seen: number | null
  ordinal: string
}

export function countingTables(kit: Kit) {
  const { table, text, whole, flag, primaryKey, index } = kit

  /** One row for each count that was posted: who saw what of a place, and what the device knew of the feed then. */
  const counts = table(
    'counts',
    {
      /** The transaction's. */
      id: text().primaryKey(),
      warehouse: text().notNull(),
      taskId: text(),
      origin: text().$type<CountOrigin>().notNull(),
      location: text().notNull(),
      zone: text(),
      scope: text().$type<CountScope>().notNull(),
      /** Empty where the scope is wider. */
      sku: text().notNull(),
      lot: text().notNull(),
      /** As for its task: a recount is kept from the same. */
      hiddenFrom: text().$type<HiddenFrom>().notNull(),
      deviceId: text(),
      userId: text(),
      occurredAt: whole().notNull(),
      recordedAt: whole().notNull(),
      /** Undone by whoever counted, or by a supervisor. */
      reversed: flag().notNull(),
    },
    (t) => [
      index('counts_by_location').on(t.warehouse, t.location, t.id),
      index('counts_by_time').on(t.warehouse, t.recordedAt),
    ],
  )

  /** What a count found of one balance, against what the ledger had then. */
  const countLines = table(
    'count_lines',
    {
      countId: text()
        .notNull()
        .references(() => counts.id),
      sku: text().notNull(),
      lot: text().notNull(),
      status: text().$type<Status>().notNull(),
      warehouse: text().notNull(),
      location: text().notNull(),
      class: text().$type<ItemClass>().notNull(),
      counted: whole().notNull(),
      /** By the movements known to be earlier; moves with those that arrive late. */
      expected: whole().notNull(),
      /** Of one unit, minor units; null where no cost is known. */
      unitCost: whole(),
      state: text().$type<CountLineState>().notNull(),
      /** Units posted against the adjustment location for it, compensations included. */
      adjusted: whole().notNull(),
      /** Units that it marked suspect until somebody decides. */
      suspected: whole().notNull(),
      /** Of what was approved: a code of the settings. */
      reason: text(),
      decidedBy: text(),
      decidedAt: whole(),
    },
    (t) => [
      primaryKey({ columns: [t.countId, t.sku, t.lot, t.status] }),
      index('count_lines_by_balance').on(t.warehouse, t.location, t.sku, t.lot, t.status),
      index('count_lines_in_doubt').on(t.warehouse, t.countId).where(sql`state in ('recount', 'pending', 'disturbed')`),
      // What keeps a count from being right: all else is.
      index('count_lines_odd')
        .on(t.warehouse, t.countId)
        .where(sql`counted <> expected or state in ('disturbed', 'superseded')`),
    ],
  )

  /** The newest count of each scope in a place: what a movement that arrives later is compared with. */
  const observations = table(
    'observations',
    {
      warehouse: text().notNull(),
      location: text().notNull(),
      /** Empty: the whole place. */
      sku: text().notNull(),
      /** '*': all lots of the item. */
      lot: text().notNull(),
      countId: text().notNull(),
      streamId: text().notNull(),
      seq: whole().notNull(),
      /** How far the device had seen the feed; null: not known, or of another history. */
      seen: whole(),
      /** Grows with each count that is posted: tells the newest. */
      ordinal: text().notNull(),
    },
    (t) => [primaryKey({ columns: [t.warehouse, t.location, t.sku, t.lot] })],
  )

  /** Value times velocity, from the product's own movements: how often an item is counted, and how exactly. */
  const itemClasses = table(
    'item_classes',
    {
      warehouse: text().notNull(),
      sku: text().notNull(),
      class: text().$type<ItemClass>().notNull(),
      /** Units that left in the period, and what they were worth in minor units. */
      units: whole().notNull(),
      value: whole().notNull(),
      classedAt: whole().notNull(),
    },
    (t) => [primaryKey({ columns: [t.warehouse, t.sku] })],
  )

  /** Each line of the ledger against the adjustment location, with its reason and its worth: what shrinkage is summed from. */
  const adjustments = table(
    'adjustments',
    {
      /** The movement's. */
      id: text().primaryKey(),
      warehouse: text().notNull(),
      transactionId: text().notNull(),
      sku: text().notNull(),
      lot: text().notNull(),
      location: text().notNull(),
      status: text().$type<Status>().notNull(),
      /** Positive: found; negative: gone. */
      quantity: whole().notNull(),
      /** Of one unit, minor units; null where no cost is known. */
      unitCost: whole(),
      currency: text(),
      kind: text().$type<AdjustmentKind>().notNull(),
      reason: text(),
      userId: text(),
      at: whole().notNull(),
    },
    (t) => [
      index('adjustments_by_time').on(t.warehouse, t.at),
      index('adjustments_by_balance').on(t.warehouse, t.location, t.sku),
    ],
  )

  return { counts, countLines, observations, itemClasses, adjustments }
}
