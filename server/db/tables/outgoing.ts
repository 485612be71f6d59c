/** What is told to shops and ERPs that take signed webhooks: a log that can be told again from any position. */
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'

export function outgoingTables(kit: Kit) {
  const { table, text, whole, json, counted, index } = kit

  const outgoing = table(
    'outgoing',
    {
      position: counted(),
      connectorId: text().notNull(),
      /** Events of one subject, such as a SKU, are delivered one after another. */
      subject: text().notNull(),
      topic: text().notNull(),
      body: json<unknown>().notNull(),
      createdAt: whole().notNull(),
      /** When it was taken; without an attempt: when it was passed over, or could be read by who reads by itself. */
      deliveredAt: whole(),
      attempts: whole().notNull(),
      nextAt: whole().notNull(),
    },
    (t) => [
      index('outgoing_by_connector').on(t.connectorId, t.position),
      index('outgoing_by_subject').on(t.connectorId, t.subject, t.position),
      index('outgoing_due').on(t.connectorId, t.nextAt).where(sql`delivered_at is null`),
    ],
  )

  return { outgoing }
}
