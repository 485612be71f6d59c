/**
 * What each listing is to show is what its channel may promise. Said only where the feed has been followed to its end and the
 * day was begun: until then it is known to be behind, and made up for in the next second.
 */
import { eq, sql } from 'drizzle-orm'
import { localDate } from '../availability/local-date.ts'
import { isFollowed, isOfDay } from '../channels/follow.ts'
import { mappedListings, offerNow } from '../channels/look.ts'
import type { Check } from './audit.ts'

/** More than any warehouse has listings. */
const ALL = 1_000_000

export const checkListings: Check = async (reader, now) => {
  const { listings } = reader.t
  const findings: string[] = []
  for (const { connectorId, listing } of await reader.db
    .select()
    .from(listings)
    .where(sql`${listings.shownVersion} > ${listings.version}`))
    findings.push(`Listing ${listing} of ${connectorId} was told a version that there never was.`)
  if (!(await isFollowed(reader))) return findings
  for (const mapped of await mappedListings(reader, eq(listings.look, 0), ALL)) {
    const { listing, warehouse, timeZone } = mapped
    if (!(await isOfDay(reader, warehouse, localDate(now, timeZone)))) continue
    const offer = await offerNow(reader, now, mapped)
    if (offer !== listing.wanted)
      findings.push(
        `Listing ${listing.listing} of ${listing.connectorId} is to show ${listing.wanted}; ${offer} of ${listing.sku} can be promised.`,
      )
  }
  return findings
}
