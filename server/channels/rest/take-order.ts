/** Takes in an order as it stands there now, and says what became of it. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Reader, Tx } from '../../db/work.ts'
import type { Problem } from '../../problem.ts'
import type { Said } from '../connector.ts'
import type { ConnectorRow } from '../connectors.ts'
import { applyOrder } from '../intake/apply-order.ts'
import { platformOrderOf, type RestOrder } from './order-input.ts'

/**
 * `older`: a newer state of it is known, and this one is ignored. `waiting`: nothing of it could be placed yet, its troubles
 * say why. `nothing`: it wants nothing, such as one that was cancelled before it was first seen.
 */
export type Became = 'placed' | 'changed' | 'cancelled' | 'unchanged' | 'older' | 'waiting' | 'nothing'

export interface OrderAnswer {
  externalId: string
  became: Became
  /** Ours; null: there is none. */
  orderId: string | null
  status: string | null
  /** What could not be followed. It stays in the failures of the connector until it can. */
  troubles: Said[]
}

/** In one unit under the lock of the intake. Throws a Problem where it cannot be placed at all; then nothing is written. */
export async function takeOrder(tx: Tx, connector: ConnectorRow, input: RestOrder): Promise<OrderAnswer> {
  const order = platformOrderOf(input, tx.now)
  const { externalId } = order
  const before = await standingOf(tx, connector.id, externalId)
  if (before?.changedAt != null && order.changedAt < before.changedAt)
    return answerOf(externalId, 'older', before, await troublesOf(tx, connector.id, externalId))
  await applyOrder(tx, connector, order)
  const after = await standingOf(tx, connector.id, externalId)
  const troubles = await troublesOf(tx, connector.id, externalId)
  return answerOf(externalId, becameOf(before, after, troubles), after, troubles)
}

type Standing = Awaited<ReturnType<typeof standingOf>>

export async function standingOf({ db, t }: Reader, connectorId: string, externalId: string) {
  const { platformOrders, orders } = t
  const [row] = await db
    .select({
      changedAt: platformOrders.changedAt,
      orderId: platformOrders.orderId,
      version: orders.version,
      cancelledAt: orders.cancelledAt,
      status: orders.status,
    })
    .from(platformOrders)
    .leftJoin(orders, eq(orders.id, platformOrders.orderId))
    .where(and(eq(platformOrders.connectorId, connectorId), eq(platformOrders.externalId, externalId)))
  return row
}

function becameOf(before: Standing, after: Standing, troubles: readonly Said[]): Became {
  if (!after?.orderId) return troubles.length > 0 ? 'waiting' : 'nothing'
  if (!before?.orderId) return 'placed'
  if (after.cancelledAt !== null && before.cancelledAt === null) return 'cancelled'
  return after.version === before.version && after.status === before.status ? 'unchanged' : 'changed'
}

const answerOf = (externalId: string, became: Became, standing: Standing, troubles: Said[]): OrderAnswer => ({
  externalId,
  became,
  orderId: standing?.orderId ?? null,
  status: standing?.status ?? null,
  troubles,
})

export async function troublesOf({ db, t: { channelFailures } }: Reader, connectorId: string, externalId: string) {
  const { code, detail, advice, about, subject, endedAt } = channelFailures
  return db
    .select({ code, detail, advice })
    .from(channelFailures)
    .where(
      and(eq(channelFailures.connectorId, connectorId), eq(about, 'order'), eq(subject, externalId), isNull(endedAt)),
    )
}

export const saidOf = ({ code, detail }: Problem) => ({ code, detail })

export const PUT_RIGHT = { advice: 'Put right what it says, here or where it came from, then retry or send it again.' }
