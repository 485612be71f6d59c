/** The circuit breaker of a connector: a platform that does not answer is left alone for a while, and somebody is told. */
import { eq } from 'drizzle-orm'
import type { Tx } from '../db/work.ts'
import { waitMs } from './backoff.ts'
import type { UpdateOutcome } from './connector.ts'
import { endFailure, noteFailure } from './failures.ts'

/** Calls in a row that fail before the circuit opens. */
export const PATIENCE = 5

/** What a call's outcomes say of the connection. One that got through closes the circuit. */
export async function noteCall(
  tx: Tx,
  { id: connectorId, warehouse }: { id: string; warehouse: string },
  outcomes: readonly UpdateOutcome[],
  random: () => number,
): Promise<void> {
  const { connectors } = tx.t
  const failed = outcomes.map(failureOf)
  const [worst] = failed
  const isDown = worst !== undefined && failed.every((one) => one !== undefined)
  const thing = { warehouse, connectorId, about: 'connector' as const, subject: connectorId }
  if (!isDown) {
    if (outcomes.every(({ kind }) => kind === 'later')) return rest(tx, connectorId, outcomes)
    const update = outcomes.some(({ kind }) => kind === 'done') ? { lastUpdateAt: tx.now } : {}
    await tx.db
      .update(connectors)
      .set({ failuresInRow: 0, restsUntil: 0, heardAt: tx.now, ...update })
      .where(eq(connectors.id, connectorId))
    return endFailure(tx, thing, 'healed')
  }
  const [row] = await tx.db.select().from(connectors).where(eq(connectors.id, connectorId))
  const failuresInRow = (row?.failuresInRow ?? 0) + 1
  const beyond = failuresInRow - PATIENCE
  await tx.db
    .update(connectors)
    .set({ failuresInRow, restsUntil: beyond < 0 ? 0 : tx.now + waitMs(beyond + 4, random) })
    .where(eq(connectors.id, connectorId))
  if (beyond >= 0 || worst.code === 'credentials-refused') await noteFailure(tx, thing, 'retrying', worst)
}

/** It asks for time: whatever else is to be told to it waits as well. */
async function rest(tx: Tx, connectorId: string, outcomes: readonly UpdateOutcome[]): Promise<void> {
  const { connectors } = tx.t
  const asked = Math.max(0, ...outcomes.map((outcome) => ('waitMs' in outcome && outcome.waitMs) || 0))
  await tx.db
    .update(connectors)
    .set({ restsUntil: tx.now + asked })
    .where(eq(connectors.id, connectorId))
}

const failureOf = (outcome: UpdateOutcome) =>
  outcome.kind === 'unsure' || (outcome.kind === 'later' && outcome.counts) ? outcome : undefined
