/** Connecting a platform, and how each connected one is doing. */
import { and, asc, desc, eq, isNotNull, ne, sql } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import { firstIssue } from '../../shared/wire/problem.ts'
import { channelNamed } from '../availability/pool.ts'
import type { Schema } from '../db/schema.ts'
import type { ConnectorKind } from '../db/tables/channels.ts'
import type { Reader, Tx } from '../db/work.ts'
import { notFound, Problem } from '../problem.ts'
import { PATIENCE } from './circuit.ts'
import type { ConnectorKindOf } from './connector.ts'
import { draftFailedAgain } from './edi/exchange/again.ts'
import { readIntake } from './intake/lease.ts'
import { connectorKinds } from './kinds.ts'
import { tellAgain } from './rest/stopped.ts'
import { tryAgain } from './retry.ts'
import { NO_CREDENTIALS, openCredentials, type Vault } from './vault.ts'

export type ConnectorRow = Schema['connectors']['$inferSelect']

export const connectorId = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'A connector has 1 to 40 small letters, digits or dashes.'),
)

/** Only to a machine of one's own may secrets go without TLS. */
const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

const baseUrl = v.pipe(
  v.string(),
  v.url('Give the address as https://….'),
  v.check((text) => {
    const { protocol, hostname, username } = new URL(text)
    return username === '' && (protocol === 'https:' || (protocol === 'http:' && LOCAL.test(hostname)))
  }, 'Give the address as https://…, without a password in it.'),
  v.transform((text) => text.replace(/\/+$/, '')),
)

const KINDS = Object.keys(connectorKinds) as ConnectorKind[]

export const connectorInput = v.object({
  kind: v.picklist(KINDS, `The kind is ${KINDS.join(', ')}.`),
  channel: field.name,
  /** Left out where the kind is not reached over HTTP. */
  baseUrl: v.optional(baseUrl),
  /** Where files are exchanged: said here or in the settings. */
  folders: v.optional(v.record(v.string(), v.string())),
  settings: v.optional(v.record(v.string(), v.unknown()), {}),
  /** Left out: as they are. */
  credentials: v.optional(v.record(v.string(), v.unknown())),
  paused: v.optional(v.boolean('paused is true or false.'), false),
  /** Orders changed since then are taken in; left out: since it was connected. */
  ordersSince: v.optional(field.instant),
  /** Holds back what the channel sells while a number is on its way. */
  lagAware: v.optional(v.boolean('lagAware is true or false.'), false),
})
export type ConnectorInput = v.InferOutput<typeof connectorInput>

export async function putConnector(
  tx: Tx,
  vault: Vault,
  warehouse: string,
  id: string,
  input: ConnectorInput,
): Promise<boolean> {
  const kind = connectorKinds[input.kind]
  if (!kind) throw new Error(`There is no kind ${input.kind}.`)
  if (!(await channelNamed(tx, input.channel)))
    throw new Problem(422, 'unknown-channel', `There is no channel ${input.channel}.`, { field: 'channel' })
  const before = await readConnector(tx, id)
  if (before) refuseOther(before, warehouse, input)
  if (kind.overHttp && input.baseUrl === undefined)
    throw new Problem(422, 'invalid', 'baseUrl: Give the address of this platform as https://….', { field: 'baseUrl' })
  const settings = settingsOf(input)
  kind.refuseBeside?.(settings, await settingsBeside(tx, input.kind, id))
  const credentials = sealed(vault, id, input, before)
  refuseLacking(vault, id, { baseUrl: input.baseUrl ?? null, settings, credentials }, kind)
  // What was given may be what was missing: it is tried at once.
  const told = {
    baseUrl: input.baseUrl ?? null,
    settings,
    credentials,
    paused: input.paused,
    lagAware: input.lagAware,
    ordersSince: input.ordersSince === undefined ? (before?.ordersSince ?? null) : Date.parse(input.ordersSince),
    failuresInRow: 0,
    restsUntil: 0,
  }
  const row: ConnectorRow = {
    id,
    warehouse,
    channel: input.channel,
    kind: input.kind,
    createdAt: tx.now,
    heardAt: null,
    lastUpdateAt: null,
    ...told,
  }
  const { connectors } = tx.t
  await tx.db.insert(connectors).values(row).onConflictDoUpdate({ target: connectors.id, set: told })
  await tryAgain(tx, { warehouse, connectorId: id, about: 'orders', subject: id })
  await draftFailedAgain(tx, id)
  await tellAgain(tx, id, undefined)
  if (!before) await kind.begin?.(tx, id)
  return before === undefined
}

async function settingsBeside({ db, t: { connectors } }: Reader, kind: ConnectorKind, id: string) {
  const rows = await db
    .select({ id: connectors.id, settings: connectors.settings })
    .from(connectors)
    .where(and(eq(connectors.kind, kind), ne(connectors.id, id)))
  return new Map(rows.map((row) => [row.id, row.settings]))
}

/** Outside of any unit: it may have to wait for a disk. Throws a Problem. */
export const checkConnector = async (input: ConnectorInput): Promise<void> =>
  connectorKinds[input.kind]?.check?.(settingsOf(input))

function settingsOf({ kind, settings, folders }: ConnectorInput): Record<string, unknown> {
  const schema = connectorKinds[kind]?.settings
  if (!schema) throw new Error(`There is no kind ${kind}.`)
  return fits(schema, { ...settings, ...(folders && { folders }) }, 'settings') as Record<string, unknown>
}

/** A kind that needs no credentials is content with none. */
function sealed(vault: Vault, id: string, input: ConnectorInput, before: ConnectorRow | undefined): string {
  const schema = connectorKinds[input.kind]?.credentials ?? v.never()
  if (input.credentials) return vault.seal(id, JSON.stringify(fits(schema, input.credentials, 'credentials')))
  if (before) return before.credentials
  if (v.is(schema, {})) return NO_CREDENTIALS
  throw new Problem(422, 'invalid', 'credentials: Give the credentials of this platform.', { field: 'credentials' })
}

/** Some kinds can tell only from all that is given together whether anything is missing. */
function refuseLacking(
  vault: Vault,
  id: string,
  { credentials, ...given }: Pick<ConnectorRow, 'baseUrl' | 'settings' | 'credentials'>,
  { lacks }: Pick<ConnectorKindOf, 'lacks'>,
): void {
  const lacking = lacks?.({ ...given, credentials: openCredentials(vault, id, credentials) })
  if (lacking) throw new Problem(422, 'invalid', `${lacking.field}: ${lacking.detail}`, { field: lacking.field })
}

async function readConnector({ db, t }: Reader, id: string): Promise<ConnectorRow | undefined> {
  const [row] = await db.select().from(t.connectors).where(eq(t.connectors.id, id))
  return row
}

/** Throws a Problem where there is none in this warehouse. */
export async function requireConnector(reader: Reader, warehouse: string, id: string): Promise<ConnectorRow> {
  const row = await readConnector(reader, id)
  if (row?.warehouse !== warehouse) throw notFound(`connector ${id}`)
  return row
}

/** Its listings and orders are that platform's: another one is another connector. */
function refuseOther(before: ConnectorRow, warehouse: string, { kind, channel }: ConnectorInput): void {
  if (before.kind === kind && before.channel === channel && before.warehouse === warehouse) return
  throw new Problem(
    409,
    'connector-differs',
    `Connector ${before.id} is ${before.kind} for ${before.channel} in ${before.warehouse}. Give another one another name.`,
  )
}

/** Never says what was given: it may be a secret. */
function fits(schema: v.GenericSchema, given: unknown, name: string): unknown {
  const parsed = v.safeParse(schema, given)
  if (parsed.success) return parsed.output
  const { detail, field } = firstIssue(parsed.issues, name)
  throw new Problem(422, 'invalid', name === 'credentials' ? `${field}: Give what the platform has issued.` : detail, {
    field,
  })
}

export interface ConnectorHealth {
  id: string
  kind: ConnectorKind
  channel: string
  paused: boolean
  baseUrl: string | null
  settings: Record<string, unknown>
  /** `resting`: it did not answer, and is left alone for a while. */
  state: 'on' | 'paused' | 'resting' | 'failing'
  listings: number
  /** Listings that are to show another number. */
  waiting: number
  /** Of them, since when the one has waited that waits longest. */
  waitingSince: number | null
  /** Things that failed and are not healed. */
  failures: number
  lastUpdateAt: number | null
  heardAt: number | null
  /** From a change to its confirmation, milliseconds, of the last confirmations; null: there was none. */
  lag: { p50: number; p99: number; of: number } | null
  /** Of the last comparison that ended: listings compared, and those that showed another number. Null: there was none. */
  drift: { at: number; compared: number; drifted: number } | null
  lagAware: boolean
  /** Orders changed since then are taken in. */
  ordersSince: number
  /** When the last new order came, and when the platform was last asked for what has changed. */
  lastOrderAt: number | null
  polledAt: number | null
  /** Orders that are still to be read. */
  ordersDue: number
  /** Its own words: taken, come again, and not signed as they must be. */
  notices: { taken: number; repeated: number; refused: number; lastRefusedAt: number | null }
}

export async function readConnectors(reader: Reader, warehouse: string): Promise<ConnectorHealth[]> {
  const { db, t } = reader
  const rows = await db
    .select()
    .from(t.connectors)
    .where(eq(t.connectors.warehouse, warehouse))
    .orderBy(asc(t.connectors.id))
  const found: ConnectorHealth[] = []
  for (const row of rows) found.push(await healthOf(reader, row))
  return found
}

async function healthOf(reader: Reader, row: ConnectorRow): Promise<ConnectorHealth> {
  const { db, t } = reader
  const waits = sql`${t.listings.version} > ${t.listings.shownVersion}`
  const [queue] = await db
    .select({
      listings: sql<number>`count(*)`.mapWith(Number),
      waiting: sql<number>`count(case when ${waits} then 1 end)`.mapWith(Number),
      waitingSince: sql<number | null>`min(case when ${waits} then ${t.listings.changedAt} end)`,
    })
    .from(t.listings)
    .where(eq(t.listings.connectorId, row.id))
  const [failed] = await db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(t.channelFailures)
    .where(sql`${t.channelFailures.connectorId} = ${row.id} and ${t.channelFailures.endedAt} is null`)
  const since = queue?.waitingSince ?? null
  return {
    id: row.id,
    kind: row.kind,
    channel: row.channel,
    paused: row.paused,
    baseUrl: row.baseUrl,
    settings: row.settings,
    state: row.paused ? 'paused' : row.failuresInRow >= PATIENCE ? 'resting' : row.failuresInRow > 0 ? 'failing' : 'on',
    listings: queue?.listings ?? 0,
    waiting: queue?.waiting ?? 0,
    waitingSince: since === null ? null : Number(since),
    failures: failed?.count ?? 0,
    lastUpdateAt: row.lastUpdateAt,
    heardAt: row.heardAt,
    lag: await lagOf(reader, row.id),
    drift: await driftOf(reader, row.id),
    lagAware: row.lagAware,
    ordersSince: row.ordersSince ?? row.createdAt,
    ...(await ordersOf(reader, row.id)),
  }
}

async function driftOf({ db, t: { driftChecks } }: Reader, id: string): Promise<ConnectorHealth['drift']> {
  const [check] = await db
    .select()
    .from(driftChecks)
    .where(and(eq(driftChecks.connectorId, id), isNotNull(driftChecks.endedAt)))
    .orderBy(desc(driftChecks.startedAt))
    .limit(1)
  return check ? { at: check.endedAt ?? check.startedAt, compared: check.compared, drifted: check.drifted } : null
}

async function ordersOf(reader: Reader, id: string) {
  const { platformOrders } = reader.t
  const { lastOrderAt, polledAt, ...intake } = await readIntake(reader, id)
  const [due] = await reader.db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(platformOrders)
    .where(sql`${platformOrders.connectorId} = ${id} and ${platformOrders.dueAt} is not null`)
  const { noticesTaken: taken, noticesRepeated: repeated, noticesRefused: refused, lastRefusedAt } = intake
  return { lastOrderAt, polledAt, ordersDue: due?.count ?? 0, notices: { taken, repeated, refused, lastRefusedAt } }
}

/** The last confirmations that lag is said of. */
const LAST = 1_000

/** Null: nothing was confirmed yet. */
export async function lagOf({ db, t: { publications } }: Reader, id: string): Promise<ConnectorHealth['lag']> {
  const rows = await db
    .select({ since: publications.since, confirmedAt: publications.confirmedAt })
    .from(publications)
    .where(eq(publications.connectorId, id))
    .orderBy(desc(publications.confirmedAt))
    .limit(LAST)
  const lags = rows.map(({ since, confirmedAt }) => confirmedAt - since).sort((a, b) => a - b)
  const at = (part: number) => lags[Math.min(lags.length - 1, Math.floor(lags.length * part))] ?? 0
  return lags.length === 0 ? null : { p50: at(0.5), p99: at(0.99), of: lags.length }
}
