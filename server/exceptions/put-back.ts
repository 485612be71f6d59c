/** What of a lot that must not leave is to be put back, and how much of it has been: for the card of its exception. */
import { and, eq } from 'drizzle-orm'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'

type Row = Schema['exceptions']['$inferSelect']

export interface PutBack {
  location: string
  quantity: number
  done: number
  state: 'open' | 'done' | 'cancelled'
}

const TYPES = ['held-lot-moved', 'expired-lot-picked', 'over-pick']

/** One for each place that the lot stood at for this order; undefined where the exception asks for none. */
export async function putBacksOf({ db, t: { tasks } }: Reader, row: Row): Promise<PutBack[] | undefined> {
  if (!TYPES.includes(row.type) || row.orderId === null || row.sku === null) return undefined
  return db
    .select({ location: tasks.location, quantity: tasks.quantity, done: tasks.done, state: tasks.state })
    .from(tasks)
    .where(
      and(
        eq(tasks.orderId, row.orderId),
        eq(tasks.kind, 'put-back'),
        eq(tasks.sku, row.sku),
        eq(tasks.lot, row.lot ?? ''),
      ),
    )
    .orderBy(tasks.id)
}
