/** What platforms showed when they were asked, beside what they had been told: each comparison, and each difference. */
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'

export function driftTables(kit: Kit) {
  const { table, text, whole, json, index } = kit

  const driftChecks = table(
    'drift_checks',
    {
      id: text().primaryKey(),
      connectorId: text().notNull(),
      startedAt: whole().notNull(),
      endedAt: whole(),
      /** Listings before it were compared: a check goes on where it was stopped. */
      after: text().notNull(),
      compared: whole().notNull(),
      /** Listings whose number on its way explains the difference are no drift. */
      drifted: whole().notNull(),
      units: whole().notNull(),
    },
    (t) => [index('drift_checks_by_time').on(t.connectorId, t.startedAt)],
  )

  const drifts = table(
    'drifts',
    {
      id: text().primaryKey(),
      connectorId: text().notNull(),
      listing: text().notNull(),
      sku: text().notNull(),
      foundAt: whole().notNull(),
      /** In units of the listing: what it showed, what it had been told last, what is true. */
      shown: whole().notNull(),
      told: whole(),
      wanted: whole().notNull(),
      /** What lies in between: orders of the platform, numbers that were told, changes of stock. */
      between: json<string[]>().notNull(),
      /** One sentence. */
      explanation: text().notNull(),
      repairedAt: whole(),
    },
    (t) => [
      index('drifts_by_time').on(t.connectorId, t.foundAt),
      index('drifts_open').on(t.connectorId, t.listing).where(sql`repaired_at is null`),
    ],
  )

  return { driftChecks, drifts }
}
