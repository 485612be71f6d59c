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
  const failure = outcomes.find(isFailure)
  const thing = { warehouse, connectorId, about: 'connector' as const, subject: connectorId }
  if (outcomes.some(isAnswer)) {
    const update = outcomes.some(({ kind }) => kind === 'done') ? { lastUpdateAt: tx.now } : {}
    await tx.db
      .update(connectors)
      .set({ failuresInRow: 0, restsUntil: 0, heardAt: tx.now, ...update })
      .where(eq(connectors.id, connectorId))
    return endFailure(tx, thing, 'healed')
  }
  if (!failure) return rest(tx, connectorId, outcomes)
  const [row] = await tx.db.select().from(connectors).where(eq(connectors.id, connectorId))
  const failuresInRow = (row?.failuresInRow ?? 0) + 1
  const beyond = failuresInRow - PATIENCE
  await tx.db
    .update(connectors)
    .set({ failuresInRow, restsUntil: beyond < 0 ? 0 : tx.now + waitMs(beyond + 4, random) })
    .where(eq(connectors.id, connectorId))
  if (beyond >= 0 || failure.code === 'credentials-refused') await noteFailure(tx, thing, 'retrying', failure)
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

/** It was heard, whatever it said. */
export const isAnswer = ({ kind }: UpdateOutcome): boolean => kind === 'done' || kind === 'stale' || kind === 'refused'

type Failure = Extract<UpdateOutcome, { kind: 'unsure' | 'later' }>

const isFailure = (outcome: UpdateOutcome): outcome is Failure =>
  outcome.kind === 'unsure' || (outcome.kind === 'later' && outcome.counts)
