/** What was exchanged with partners over EDI: each file once, each document with what became of it. */
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'

/**
 * In: `received` (not yet applied), `applied`, `failed` (somebody must act), `refused` (not understood; the partner was told),
 * `ignored`. Out: `drafted`, `sent`, `accepted`, `accepted-with-errors`, `rejected`, `unanswered` (its acknowledgement is
 * overdue).
 */
export type EdiState =
  | 'received'
  | 'applied'
  | 'failed'
  | 'refused'
  | 'ignored'
  | 'drafted'
  | 'sent'
  | 'accepted'
  | 'accepted-with-errors'
  | 'rejected'
  | 'unanswered'

export function ediTables(kit: Kit) {
  const { table, text, whole, json, primaryKey, index } = kit

  /** Files that came in, by what is in them: one that comes again is known. */
  const ediFiles = table(
    'edi_files',
    {
      connectorId: text().notNull(),
      sha256: text().notNull(),
      name: text().notNull(),
      receivedAt: whole().notNull(),
      /** Null: it could be read. */
      fault: text(),
      content: text().notNull(),
    },
    (t) => [primaryKey({ columns: [t.connectorId, t.sha256] })],
  )

  const ediDocuments = table(
    'edi_documents',
    {
      id: text().primaryKey(),
      connectorId: text().notNull(),
      direction: text().$type<'in' | 'out'>().notNull(),
      /** 850, 997 … */
      set: text().notNull(),
      /** ISA13, GS06 and ST02. */
      interchange: text().notNull(),
      group: text().notNull(),
      control: text().notNull(),
      /** What the document itself is called: an order's or a shipment's number. */
      number: text(),
      /** The partner's order that it is about. */
      externalId: text(),
      /** What made it go out, such as a shipment: nothing goes out twice for the same cause. */
      cause: text(),
      state: text().$type<EdiState>().notNull(),
      /** What is wrong with it, in words. */
      detail: text(),
      /** What the document says, as it was understood. */
      content: json<unknown>(),
      raw: text().notNull(),
      fileName: text(),
      at: whole().notNull(),
      /** When its acknowledgement came, or was sent, and what that says. */
      answeredAt: whole(),
      answer: json<unknown>(),
    },
    (t) => [
      index('edi_documents_by_time').on(t.connectorId, t.at),
      index('edi_documents_by_control').on(t.connectorId, t.direction, t.group, t.control),
      index('edi_documents_of_order').on(t.connectorId, t.externalId),
      kit.uniqueIndex('edi_documents_by_cause').on(t.connectorId, t.set, t.cause).where(sql`cause is not null`),
      // Whole: of an index on some states SQLite cannot tell that it holds the one that is asked for.
      index('edi_documents_by_state').on(t.connectorId, t.state, t.at),
    ],
  )

  return { ediFiles, ediDocuments }
}
