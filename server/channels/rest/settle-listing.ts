/** What the log has told of a listing is what its platform shows. */
import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../db/work.ts'
import type { AvailabilityData, Event } from './event.ts'

/** Only for the number that was written last: of one before it, nothing needs to be known any more. */
export async function settleListing(
  tx: Tx,
  connectorId: string,
  { id, topic, data }: Event,
  became: 'told' | 'given-up',
): Promise<void> {
  if (topic !== 'availability') return
  const { listing, quantity, version } = data as AvailabilityData
  const { listings, publications } = tx.t
  const named = and(eq(listings.connectorId, connectorId), eq(listings.listing, listing))
  const [row] = await tx.db.select().from(listings).where(named)
  if (row?.sending?.key !== id) return
  const shown = became === 'told' ? quantity : null
  await tx.db.update(listings).set({ sending: null, shown, shownVersion: version, shownAt: tx.now }).where(named)
  if (became === 'given-up') return
  const told = { quantity, since: row.sending.since, confirmedAt: tx.now }
  await tx.db
    .insert(publications)
    .values({ connectorId, listing, version, ...told })
    .onConflictDoUpdate({ target: [publications.connectorId, publications.listing, publications.version], set: told })
}
