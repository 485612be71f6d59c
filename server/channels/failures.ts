/**
 * What went wrong with a platform, kept until it has healed or somebody has said that it may stay so. What nobody but a
 * person can mend, and what keeps a platform from hearing of less stock, is an exception too.
 */
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { FailureState } from '../db/tables/channels.ts'
import type { Reader, Tx } from '../db/work.ts'
import { closeException, openException } from '../exceptions/open.ts'
import { notFound } from '../problem.ts'
import type { Said } from './connector.ts'

export interface FailedThing {
  warehouse: string
  connectorId: string
  about: 'publish' | 'connector'
  /** The listing, or the connector itself. */
  subject: string
  sku?: string
}

const exceptionOf = ({ about, connectorId, subject }: FailedThing) =>
  about === 'connector'
    ? { type: 'connector-silent' as const, subject: connectorId }
    : { type: 'publish-failed' as const, subject: `${connectorId} ${subject}` }

/** A second failure of the same thing renews the first. */
export async function noteFailure(
  tx: Tx,
  thing: FailedThing,
  state: Extract<FailureState, 'retrying' | 'open'>,
  { code, detail, advice }: Said,
): Promise<void> {
  const { channelFailures } = tx.t
  const { connectorId, about, subject } = thing
  const said = { state, code, detail, advice, lastAt: tx.now }
  await tx.db
    .insert(channelFailures)
    .values({ id: tx.newId(), connectorId, about, subject, ...said, attempts: 1, firstAt: tx.now, endedAt: null })
    .onConflictDoUpdate({
      target: [channelFailures.connectorId, channelFailures.about, channelFailures.subject],
      targetWhere: sql`ended_at is null`,
      set: { ...said, attempts: sql`${channelFailures.attempts} + 1` },
    })
  if (state === 'retrying' && about === 'publish') return
  const named = about === 'connector' ? `Connector ${connectorId}` : `${subject} at ${connectorId}`
  await openException(tx, thing.warehouse, {
    ...exceptionOf(thing),
    detail: `${named}: ${detail} ${advice}`,
    sku: thing.sku,
  })
}

export async function endFailure(
  tx: Tx,
  thing: FailedThing,
  state: Extract<FailureState, 'healed' | 'ignored'>,
): Promise<void> {
  const { channelFailures } = tx.t
  const { connectorId, about, subject } = thing
  const ended = await tx.db
    .update(channelFailures)
    .set({ state, endedAt: tx.now })
    .where(
      and(
        eq(channelFailures.connectorId, connectorId),
        eq(channelFailures.about, about),
        eq(channelFailures.subject, subject),
        isNull(channelFailures.endedAt),
      ),
    )
    .returning({ id: channelFailures.id })
  if (ended.length === 0) return
  const { type, subject: named } = exceptionOf(thing)
  const why = state === 'healed' ? 'It has gone through since.' : 'Somebody said that it may stay so.'
  await closeException(tx, thing.warehouse, type, named, why)
}

/** What is not healed, the newest first; then what was. */
export async function readFailures(
  { db, t: { channelFailures } }: Reader,
  connectorId: string,
  { limit }: { limit: number },
) {
  return db
    .select()
    .from(channelFailures)
    .where(eq(channelFailures.connectorId, connectorId))
    .orderBy(sql`case when ${channelFailures.endedAt} is null then 0 else 1 end`, desc(channelFailures.lastAt))
    .limit(limit)
}

/** Tries again at once what had failed, whatever it still waits for. */
export async function retryFailure(tx: Tx, connectorId: string, failureId: string): Promise<void> {
  const failure = await requireFailure(tx, connectorId, failureId)
  await tryAgain(tx, connectorId, failure.about === 'publish' ? failure.subject : undefined)
}

/** `listing` undefined: all that wait. */
export async function tryAgain(tx: Tx, connectorId: string, listing: string | undefined): Promise<void> {
  const { listings, connectors } = tx.t
  await tx.db
    .update(listings)
    .set({ stopped: false, nextAt: tx.now })
    .where(
      and(
        eq(listings.connectorId, connectorId),
        listing === undefined ? undefined : eq(listings.listing, listing),
        isNull(listings.sending),
      ),
    )
  await tx.db.update(connectors).set({ restsUntil: 0 }).where(eq(connectors.id, connectorId))
}

/** The listing stays as the platform has it, until its mapping is given again. */
export async function ignoreFailure(tx: Tx, warehouse: string, connectorId: string, failureId: string): Promise<void> {
  const { about, subject } = await requireFailure(tx, connectorId, failureId)
  await endFailure(tx, { warehouse, connectorId, about, subject }, 'ignored')
}

async function requireFailure({ db, t: { channelFailures } }: Tx, connectorId: string, id: string) {
  const [row] = await db
    .select()
    .from(channelFailures)
    .where(
      and(eq(channelFailures.id, id), eq(channelFailures.connectorId, connectorId), isNull(channelFailures.endedAt)),
    )
  if (!row) throw notFound(`failure ${id} that is not healed`)
  return row
}
