/**
 * What went wrong with a platform, kept until it has healed or somebody has said that it may stay so. What nobody but a
 * person can mend, and what keeps a platform from hearing of less stock, is an exception too.
 */
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { FailureAbout, FailureState } from '../db/tables/channels.ts'
import type { Reader, Tx } from '../db/work.ts'
import { closeException, openException } from '../exceptions/open.ts'
import type { ExceptionType } from '../exceptions/types.ts'
import { notFound } from '../problem.ts'
import type { Said } from './connector.ts'

export interface FailedThing {
  warehouse: string
  connectorId: string
  about: FailureAbout
  /** The listing, the platform's id of the order or the shipment, or the connector itself. */
  subject: string
  /** What people call it, where the subject is a platform's own id: the number of the order. */
  name?: string
  sku?: string
  orderId?: string
}

const EXCEPTIONS = {
  publish: 'publish-failed',
  connector: 'connector-silent',
  silence: 'connector-silent',
  orders: 'connector-silent',
  order: 'intake-failed',
  document: 'intake-failed',
  shipment: 'publish-failed',
  event: 'publish-failed',
  /** Orders come all the same, later: it is in the list. */
  notices: null,
} as const satisfies Record<FailureAbout, ExceptionType | null>

/** Subjects begin with the connector: see remedies/publish.ts. */
function exceptionOf({ about, connectorId, subject }: FailedThing) {
  const type = EXCEPTIONS[about]
  if (type === null) return null
  if (about === 'connector') return { type, subject: connectorId }
  return { type, subject: about === 'publish' ? `${connectorId} ${subject}` : `${connectorId} ${about}:${subject}` }
}

/** What an exception of a platform is about, read from its subject. */
export function failedThingOf(type: string, warehouse: string, subject: string): FailedThing {
  const [connectorId = ''] = subject.split(' ', 1)
  const rest = subject.slice(connectorId.length + 1)
  const about = ABOUTS.find((one) => EXCEPTIONS[one] === type && rest.startsWith(`${one}:`))
  if (about) return { warehouse, connectorId, about, subject: rest.slice(about.length + 1) }
  return rest === ''
    ? { warehouse, connectorId, about: 'connector', subject: connectorId }
    : { warehouse, connectorId, about: 'publish', subject: rest }
}

const ABOUTS = ['silence', 'orders', 'order', 'document', 'shipment', 'event'] as const

const NAMES: Record<FailureAbout, (thing: FailedThing) => string> = {
  publish: ({ subject, connectorId }) => `${subject} at ${connectorId}`,
  connector: ({ connectorId }) => `Connector ${connectorId}`,
  silence: ({ connectorId }) => `Connector ${connectorId}`,
  orders: ({ connectorId }) => `Orders of ${connectorId}`,
  order: ({ subject, name = subject, connectorId }) => `Order ${name} of ${connectorId}`,
  document: ({ subject, connectorId }) => `Document ${subject} of ${connectorId}`,
  shipment: ({ subject, name, connectorId }) =>
    name === undefined ? `Shipment ${subject} at ${connectorId}` : `Shipment of order ${name} at ${connectorId}`,
  event: ({ subject, connectorId }) => `What is told of ${subject} to ${connectorId}`,
  notices: ({ connectorId }) => `Notices of ${connectorId}`,
}

/** What may pass by itself is told to people only where it keeps a whole platform away. */
const isTold = (about: FailureAbout, state: FailureState): boolean =>
  state === 'open' || about === 'connector' || about === 'orders'

/** In the list of a platform's failures the subject alone stands beside it. */
const named = ({ name }: FailedThing, detail: string): string => (name === undefined ? detail : `(${name}) ${detail}`)

/** A second failure of the same thing renews the first. */
export async function noteFailure(
  tx: Tx,
  thing: FailedThing,
  state: Extract<FailureState, 'retrying' | 'open'>,
  { code, detail, advice }: Said,
): Promise<void> {
  const { channelFailures } = tx.t
  const { connectorId, about, subject } = thing
  const said = { state, code, detail: named(thing, detail), advice, lastAt: tx.now }
  await tx.db
    .insert(channelFailures)
    .values({ id: tx.newId(), connectorId, about, subject, ...said, attempts: 1, firstAt: tx.now, endedAt: null })
    .onConflictDoUpdate({
      target: [channelFailures.connectorId, channelFailures.about, channelFailures.subject],
      targetWhere: sql`ended_at is null`,
      set: { ...said, attempts: sql`${channelFailures.attempts} + 1` },
    })
  const exception = exceptionOf(thing)
  if (exception === null || !isTold(about, state)) return
  await openException(tx, thing.warehouse, {
    ...exception,
    detail: `${NAMES[about](thing)}: ${detail} ${advice}`,
    sku: thing.sku,
    orderId: thing.orderId,
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
  const exception = exceptionOf(thing)
  const why = state === 'healed' ? 'It has gone through since.' : 'Somebody said that it may stay so.'
  if (exception) await closeException(tx, thing.warehouse, exception.type, exception.subject, why)
}

/** Whether the last that was said of it was this, and somebody has said that it may stay so. */
export async function isIgnored(
  { db, t: { channelFailures } }: Tx,
  thing: FailedThing,
  detail: string,
): Promise<boolean> {
  const { connectorId, about, subject } = thing
  const [last] = await db
    .select({ state: channelFailures.state, detail: channelFailures.detail })
    .from(channelFailures)
    .where(
      and(
        eq(channelFailures.connectorId, connectorId),
        eq(channelFailures.about, about),
        eq(channelFailures.subject, subject),
      ),
    )
    .orderBy(desc(channelFailures.firstAt))
    .limit(1)
  return last?.state === 'ignored' && last.detail === named(thing, detail)
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

/** Throws where there is none, or it has ended. */
export async function requireFailure({ db, t: { channelFailures } }: Tx, connectorId: string, id: string) {
  const [row] = await db
    .select()
    .from(channelFailures)
    .where(
      and(eq(channelFailures.id, id), eq(channelFailures.connectorId, connectorId), isNull(channelFailures.endedAt)),
    )
  if (!row) throw notFound(`failure ${id} that is not healed`)
  return row
}
