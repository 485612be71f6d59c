/**
 * Writes what listings should show into the log. A listing has at most one number there that was not told: an older one that
 * nobody has tried to send is passed over, one that was tried goes first.
 */
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Tx, Work } from '../../db/work.ts'
import type { ConnectorRow } from '../connectors.ts'
import type { Listing } from '../look.ts'
import { subjectOf } from './event.ts'
import { logLock, supersede, write } from './log.ts'
import { settleListing } from './settle-listing.ts'

/** Listings in one unit. */
const LISTINGS = 100

/** `nobody`: this connector is not to be told of availability, so nothing of it waits. */
export type Told = 'pushed' | 'readable' | 'nobody'

export async function logOffers(work: Work, row: ConnectorRow, told: Told): Promise<void> {
  const isAny = await work.read((reader) => changedListings(reader, row.id, 1))
  if (isAny.length === 0) return
  while ((await work.run([logLock(row.id)], (tx) => logSome(tx, row.id, told))) === LISTINGS);
}

async function logSome(tx: Tx, connectorId: string, told: Told): Promise<number> {
  const changed = await changedListings(tx, connectorId, LISTINGS)
  for (const listing of changed) await logOne(tx, listing, told)
  return changed.length
}

/** What falls to nothing first; of equals, what has waited longest. */
function changedListings({ db, t: { listings } }: Pick<Tx, 'db' | 't'>, connectorId: string, limit: number) {
  return db
    .select()
    .from(listings)
    .where(
      and(
        eq(listings.connectorId, connectorId),
        sql`${listings.version} > ${listings.shownVersion}`,
        // The log has this one.
        sql`(${listings.sending} is null or cast(${listings.sending} ->> 'version' as bigint) <> ${listings.version})`,
        // What is to be looked at again first may be too much by now.
        eq(listings.look, 0),
      ),
    )
    .orderBy(desc(listings.urgency), asc(listings.changedAt), asc(listings.listing))
    .limit(limit)
}

async function logOne(tx: Tx, row: Listing, told: Told): Promise<void> {
  const { connectorId, listing, sku, packQuantity, wanted: quantity, version } = row
  const subject = subjectOf.listing(listing)
  const id = tx.newId()
  await supersede(tx, connectorId, subject)
  const data = { listing, sku, packQuantity, quantity, version }
  if (told !== 'nobody') await write(tx, connectorId, { subject, topic: 'availability', id, data }, told === 'pushed')
  // So long it has shown another number than it should, whatever was written in between.
  const since = Math.min(row.changedAt, row.sending?.since ?? row.changedAt)
  const { listings } = tx.t
  await tx.db
    .update(listings)
    .set({ sending: { quantity, version, key: id, since } })
    .where(and(eq(listings.connectorId, connectorId), eq(listings.listing, listing)))
  if (told === 'pushed') return
  const became = told === 'readable' ? 'told' : 'given-up'
  await settleListing(tx, connectorId, { id, topic: 'availability', at: '', data }, became)
}
