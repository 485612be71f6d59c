/**
 * A database that was restored begins another history. What was given out, told or asked since the backup is not known to it: it
 * takes a new epoch, so that devices send again what they retained; numbers that are known outside jump ahead; platforms are asked
 * from before the backup and told everything anew.
 */
import { eq, max, sql } from 'drizzle-orm'
import { isSqlite } from '../db/listed.ts'
import type { Tx } from '../db/work.ts'
import { FLOOR } from '../labels/serials.ts'

/** More labels and documents than are made between two backups; their ranges hold many times that. */
const SERIALS = 100_000
/** More changes of one listing, and more events of the log. */
const VERSIONS = 1_000_000
/** Clocks of platforms differ, and what changed before it may have been read after. */
const EARLIER_MS = 86_400_000

export interface BegunAgain {
  epoch: string
  /** From when on platforms are asked for orders again. */
  since: number
}

/** `takenAt`: of the backup, UTC milliseconds. In one unit. */
export async function beginAgain(tx: Tx, takenAt: number): Promise<BegunAgain> {
  const { meta, sequences } = tx.t
  const epoch = tx.newId()
  await tx.db.update(meta).set({ value: epoch }).where(eq(meta.name, 'epoch'))
  await tx.db.update(sequences).set({ next: sql`${sequences.next} + ${SERIALS}` })
  // Also what was first numbered since.
  await tx.db
    .insert(sequences)
    .values({ name: FLOOR, next: 1 + SERIALS })
    .onConflictDoNothing()
  await tellAllAnew(tx)
  await jumpLog(tx)
  const since = takenAt - EARLIER_MS
  await askAllAgain(tx, since)
  return { epoch, since }
}

/** No number of before may seem newer than what is told now. */
async function tellAllAnew(tx: Tx): Promise<void> {
  const { listings } = tx.t
  await tx.db.update(listings).set({
    version: sql`${listings.version} + ${VERSIONS}`,
    shown: null,
    sending: null,
    look: 1,
    attempts: 0,
    nextAt: 0,
    stopped: false,
    changedAt: tx.now,
  })
}

/** Positions of the log of events count by themselves. */
async function jumpLog(tx: Tx): Promise<void> {
  const { outgoing } = tx.t
  const [last] = await tx.db.select({ position: max(outgoing.position) }).from(outgoing)
  const position = (last?.position ?? 0) + VERSIONS
  if (!isSqlite(tx.db)) {
    const moved = sql`setval(pg_get_serial_sequence('outgoing', 'position'), ${position})`
    await tx.db.select({ moved }).from(tx.t.meta).limit(1)
    return
  }
  // SQLite goes on from the highest that ever was, also where it is gone.
  const row = { connectorId: '', subject: '', topic: '', body: {}, createdAt: 0, attempts: 0, nextAt: 0 }
  await tx.db.insert(outgoing).values({ position, ...row })
  await tx.db.delete(outgoing).where(eq(outgoing.position, position))
}

async function askAllAgain(tx: Tx, since: number): Promise<void> {
  const { connectors, intakes } = tx.t
  await tx.db
    .update(connectors)
    .set({ ordersSince: since })
    .where(sql`coalesce(${connectors.ordersSince}, ${connectors.createdAt}) < ${since}`)
  await tx.db.update(intakes).set({ place: null, pollAt: 0, readAt: 0, leaseKey: null, leaseUntil: 0 })
}
