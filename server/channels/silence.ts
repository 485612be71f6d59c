/** A connector that has been silent for longer than it should be is itself a failure, whatever the reason. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Reader, Work } from '../db/work.ts'
import type { Said } from './connector.ts'
import type { ConnectorRow } from './connectors.ts'
import { endFailure, noteFailure } from './failures.ts'
import { readIntake } from './intake/lease.ts'
import { connectorKinds } from './kinds.ts'

/** By then numbers have gone out, and orders were asked for, on any platform that works. */
export const SILENT_MS = 15 * 60_000

/** `since`: when this server began to look after connectors; what was silent while it was down has had no chance. */
export async function watchSilence(work: Work, now: number, since: number): Promise<void> {
  const rows = await work.read(({ db, t }) => db.select().from(t.connectors))
  for (const row of rows) await watchOne(work, row, now, since)
}

async function watchOne(work: Work, row: ConnectorRow, now: number, since: number): Promise<void> {
  const { known, said } = await work.read(async (reader) => ({
    known: await isSaid(reader, row.id),
    said: row.paused ? undefined : await silenceOf(reader, row, now, since),
  }))
  if (said === undefined && !known) return
  const thing = { warehouse: row.warehouse, connectorId: row.id, about: 'silence' as const, subject: row.id }
  await work.run([`connector ${row.id}`], (tx) =>
    said ? noteFailure(tx, thing, 'open', said) : endFailure(tx, thing, 'healed'),
  )
}

async function isSaid({ db, t: { channelFailures } }: Reader, connectorId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: channelFailures.id })
    .from(channelFailures)
    .where(
      and(
        eq(channelFailures.connectorId, connectorId),
        eq(channelFailures.about, 'silence'),
        isNull(channelFailures.endedAt),
      ),
    )
  return row !== undefined
}

async function silenceOf(reader: Reader, row: ConnectorRow, now: number, since: number): Promise<Said | undefined> {
  const kind = connectorKinds[row.kind]
  // What goes by files goes when it is due; what is not answered there is said of its document.
  if (!kind?.open) return undefined
  const waitsSince = await oldestWaiting(reader, row.id)
  const from = Math.max(since, row.createdAt)
  if (waitsSince !== null && now - Math.max(waitsSince, from) > SILENT_MS) return untold(now - waitsSince)
  if (!kind.sells) return undefined
  const { polledAt } = await readIntake(reader, row.id)
  const asked = Math.max(polledAt ?? 0, from)
  return now - asked > SILENT_MS ? unasked(now - (polledAt ?? row.createdAt)) : undefined
}

/** Of what nobody has been told of yet; one that its platform refuses is said on its own. */
async function oldestWaiting({ db, t: { listings } }: Reader, connectorId: string): Promise<number | null> {
  const rows = await db
    .select({ changedAt: listings.changedAt, version: listings.version, shownVersion: listings.shownVersion })
    .from(listings)
    .where(and(eq(listings.connectorId, connectorId), eq(listings.stopped, false)))
  const waiting = rows.filter(({ version, shownVersion }) => version > shownVersion)
  return waiting.length === 0 ? null : Math.min(...waiting.map(({ changedAt }) => changedAt))
}

const minutes = (ms: number): string => `${Math.round(ms / 60_000)} minutes`

const untold = (ms: number): Said => ({
  code: 'numbers-wait',
  detail: `Numbers have waited for ${minutes(ms)} to be told to it.`,
  advice: 'Look at its failures and at the platform; pause the listings there if it may sell what is not there.',
})

const unasked = (ms: number): Said => ({
  code: 'orders-not-read',
  detail: `Its orders have not been read for ${minutes(ms)}.`,
  advice: 'Look at its failures and at the platform; orders that it has sold meanwhile are not here yet.',
})
