/** What customers were sent and have sent back: of one order, or over one channel. By the ledger. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { CUSTOMER } from '../../shared/rules/places.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { sentOfKnown } from './not-archived.ts'

export interface Sent {
  lot: string
  shipped: number
  returned: number
}

/** Why returned goods that nobody wanted left again for their customer: so much less has come back. */
export const SENT_BACK = 'send-back'

/** Sums over ledger lines; an undo or a sending back takes away from what it undoes, and is neither a shipment nor a return itself. */
export function sentSums({ movements: m }: Schema) {
  const sum = (forth: SQL, back: SQL) =>
    sql<number>`coalesce(sum(case when ${forth} then ${m.quantity} when ${back} then -${m.quantity} else 0 end), 0)`.mapWith(
      Number,
    )
  const because = (...reasons: string[]) => inArray(m.reason, reasons)
  const [out, back] = [eq(m.toLocation, CUSTOMER), eq(m.fromLocation, CUSTOMER)]
  return {
    shipped: sum(sql`${out} and not ${because('reverse', SENT_BACK)}`, sql`${back} and ${because('reverse')}`),
    returned: sum(sql`${back} and not ${because('reverse')}`, sql`${out} and ${because('reverse', SENT_BACK)}`),
  }
}

/** Of one item with one order, by lot. */
export async function sentWithOrder({ db, t }: Reader, orderId: string, sku: string): Promise<Sent[]> {
  const { movements: m } = t
  return db
    .select({ lot: m.lot, ...sentSums(t) })
    .from(m)
    .where(and(eq(m.orderId, orderId), eq(m.sku, sku), sql`${m.border}`))
    .groupBy(m.lot)
    .orderBy(m.lot)
}

/** Of one item over one channel, whatever the order; of one lot where it is known. */
export async function sentOver(
  reader: Reader,
  { channel, sku, lot }: { channel: string; sku: string; lot: string },
): Promise<Omit<Sent, 'lot'>> {
  const { db, t } = reader
  const { consigned: c } = t
  const known = lot === '' ? await sentOfKnown(reader) : eq(c.lot, lot)
  const [row] = await db
    .select({
      shipped: sql<number>`coalesce(sum(${c.shipped}), 0)`.mapWith(Number),
      returned: sql<number>`coalesce(sum(${c.returned}), 0)`.mapWith(Number),
    })
    .from(c)
    .where(and(eq(c.sku, sku), known, eq(c.channel, channel)))
  return { shipped: row?.shipped ?? 0, returned: row?.returned ?? 0 }
}

/** What may still come back of it. */
export const outstanding = (sent: readonly Omit<Sent, 'lot'>[]): number =>
  sent.reduce((units, { shipped, returned }) => units + shipped - returned, 0)
