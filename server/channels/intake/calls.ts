/** What became of a call for orders: a platform that does not answer is asked less and less often, and somebody is told. */
import { eq } from 'drizzle-orm'
import type { Work } from '../../db/work.ts'
import { waitMs } from '../backoff.ts'
import { PATIENCE } from '../circuit.ts'
import type { Failed } from '../connector.ts'
import type { ConnectorRow } from '../connectors.ts'
import { endFailure, type FailedThing, noteFailure } from '../failures.ts'
import { lockOf, readIntake } from './lease.ts'

const thingOf = ({ id, warehouse }: ConnectorRow): FailedThing => ({
  warehouse,
  connectorId: id,
  about: 'orders',
  subject: id,
})

export async function answered(work: Work, row: ConnectorRow): Promise<void> {
  const { failuresInRow } = await work.read((reader) => readIntake(reader, row.id))
  if (failuresInRow === 0) return
  await work.run([lockOf(row.id)], async (tx) => {
    const { intakes } = tx.t
    await tx.db.update(intakes).set({ failuresInRow: 0 }).where(eq(intakes.connectorId, row.id))
    await endFailure(tx, thingOf(row), 'healed')
  })
}

/** `call`: a platform that takes no more calls of one kind may take those of the other. */
export const callFailed = (
  { work, random }: { work: Work; random(): number },
  row: ConnectorRow,
  call: 'poll' | 'read',
  failed: Failed,
): Promise<void> =>
  work.run([lockOf(row.id)], async (tx) => {
    const { intakes } = tx.t
    const counts = failed.kind !== 'later' || failed.counts
    const failuresInRow = (await readIntake(tx, row.id)).failuresInRow + (counts ? 1 : 0)
    const asked = 'waitMs' in failed ? failed.waitMs : undefined
    const next = tx.now + (asked ?? waitMs(Math.max(1, failuresInRow), random))
    await tx.db
      .update(intakes)
      .set({ failuresInRow, ...(call === 'poll' ? { pollAt: next } : { readAt: next }) })
      .where(eq(intakes.connectorId, row.id))
    const lasts = failuresInRow >= PATIENCE || failed.kind === 'refused' || failed.code === 'credentials-refused'
    if (counts && lasts) await noteFailure(tx, thingOf(row), failed.kind === 'refused' ? 'open' : 'retrying', failed)
  })
