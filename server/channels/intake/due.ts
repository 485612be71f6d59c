/** Orders that are to be read: a platform has said something of them, or somebody wants them tried again. */
import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { Reader, Tx, Work } from '../../db/work.ts'
import type { ConnectorRow } from '../connectors.ts'
import { lockOf, readIntake } from './lease.ts'

export interface DueOrder {
  externalId: string
  asked: number
  attempts: number
}

/** The ones that have waited longest. */
export async function dueOrders(reader: Reader, connectorId: string, now: number, limit: number): Promise<DueOrder[]> {
  if ((await readIntake(reader, connectorId)).readAt > now) return []
  const { platformOrders } = reader.t
  return reader.db
    .select({
      externalId: platformOrders.externalId,
      asked: platformOrders.asked,
      attempts: platformOrders.attempts,
    })
    .from(platformOrders)
    .where(and(eq(platformOrders.connectorId, connectorId), lte(platformOrders.dueAt, now)))
    .orderBy(asc(platformOrders.dueAt), asc(platformOrders.externalId))
    .limit(limit)
}

/** Asks for an order to be read from `at` on, once more where it is being read just now. */
export async function askFor(tx: Tx, connectorId: string, externalId: string, at: number): Promise<void> {
  const { platformOrders } = tx.t
  const { dueAt, asked } = platformOrders
  await tx.db
    .insert(platformOrders)
    .values({ connectorId, externalId, dueAt: at, asked: 1, attempts: 0 })
    .onConflictDoUpdate({
      target: [platformOrders.connectorId, platformOrders.externalId],
      set: {
        dueAt: sql`case when ${dueAt} is null or ${dueAt} > ${at} then ${at} else ${dueAt} end`,
        asked: sql`${asked} + 1`,
      },
    })
}

/** They were asked, and are known or known not to be there: unless something was said of one meanwhile, or it was put off. */
export const settleDue = (work: Work, { id: connectorId }: ConnectorRow, due: readonly DueOrder[]): Promise<void> =>
  work.run([lockOf(connectorId)], async (tx) => {
    const { platformOrders } = tx.t
    for (const { externalId, asked } of due)
      await tx.db
        .update(platformOrders)
        .set({ dueAt: null })
        .where(
          and(
            eq(platformOrders.connectorId, connectorId),
            eq(platformOrders.externalId, externalId),
            eq(platformOrders.asked, asked),
          ),
        )
  })
