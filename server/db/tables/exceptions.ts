/** What somebody must look at, and who is told of it. */
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { AccessTables } from './access.ts'

export function exceptionTables(kit: Kit, { users }: AccessTables) {
  const { table, text, whole, json, index, uniqueIndex } = kit

  const exceptions = table(
    'exceptions',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      type: text().notNull(),
      severity: text().$type<'low' | 'medium' | 'high' | 'severe'>().notNull(),
      state: text().$type<'open' | 'resolved'>().notNull(),
      /** What it is about; at most one open exception of a type and subject. */
      subject: text().notNull(),
      detail: text().notNull(),
      sku: text(),
      lot: text(),
      location: text(),
      orderId: text(),
      transactionId: text(),
      remedies: json<string[]>().notNull(),
      /** Who takes care of it: a user's id. */
      owner: text(),
      openedAt: whole().notNull(),
      resolvedAt: whole(),
      resolution: json<{ remedy: string; note: string; by: string }>(),
    },
    (t) => [
      uniqueIndex('exceptions_open_subject').on(t.warehouse, t.type, t.subject).where(sql`state = 'open'`),
      index('exceptions_by_state').on(t.warehouse, t.state, t.openedAt, t.id),
      // The inbox: the worst first.
      index('exceptions_by_rank').on(
        t.warehouse,
        t.state,
        sql`(case severity when 'severe' then 0 when 'high' then 1 when 'medium' then 2 else 3 end)`,
        t.openedAt,
        t.id,
      ),
    ],
  )

  /** Where a supervisor's browser hears of exceptions while it is closed. */
  const pushSubscriptions = table(
    'push_subscriptions',
    {
      endpoint: text().primaryKey(),
      userId: text()
        .notNull()
        .references(() => users.id),
      warehouse: text().notNull(),
      keys: json<{ p256dh: string; auth: string }>().notNull(),
      /** Only what is at least this bad. */
      atLeast: text().$type<'low' | 'medium' | 'high' | 'severe'>().notNull(),
      /** What its messages are in: a code such as `es`. */
      language: text().notNull().default('en'),
      createdAt: whole().notNull(),
    },
    (t) => [index('push_subscriptions_by_user').on(t.userId)],
  )

  return { exceptions, pushSubscriptions }
}
