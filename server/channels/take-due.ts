/**
 * Takes what is to be told to a platform next. A listing has at most one number on its way, so that no older one can pass a
 * newer; what was on its way when a server died is taken again, and not trusted to have arrived or not.
 */
import { and, asc, desc, eq, lte, sql } from 'drizzle-orm'
import type { Tx } from '../db/work.ts'
import type { Listing } from './look.ts'

/** After that long without an answer, whoever was sending it has died. */
export const SENDING_MS = 60_000

export interface Taken {
  listing: Listing
  quantity: number
  version: number
  key: string
  shown: number | null
  first: boolean
}

/** The most urgent first; of equals, what has waited longest. */
export async function takeDue(tx: Tx, connectorId: string, limit: number): Promise<Taken[]> {
  const { listings } = tx.t
  const rows = await tx.db
    .select()
    .from(listings)
    .where(
      and(
        eq(listings.connectorId, connectorId),
        sql`${listings.version} > ${listings.shownVersion}`,
        eq(listings.stopped, false),
        // What is to be looked at again first may be too much by now.
        eq(listings.look, 0),
        lte(listings.nextAt, tx.now),
      ),
    )
    .orderBy(desc(listings.urgency), asc(listings.changedAt), asc(listings.listing))
    .limit(limit)
  const taken: Taken[] = []
  for (const row of rows) taken.push(await take(tx, row))
  return taken
}

async function take(tx: Tx, listing: Listing): Promise<Taken> {
  const { listings } = tx.t
  const { wanted: quantity, version } = listing
  const key = tx.newId()
  await tx.db
    .update(listings)
    .set({ sending: { quantity, version, key, since: listing.changedAt }, nextAt: tx.now + SENDING_MS })
    .where(and(eq(listings.connectorId, listing.connectorId), eq(listings.listing, listing.listing)))
  // It was on its way already: the platform may show either number.
  const shown = listing.sending === null ? listing.shown : null
  const first = listing.sending === null && listing.shownVersion === 0 && listing.attempts === 0
  return { listing, quantity, version, key, shown, first }
}
