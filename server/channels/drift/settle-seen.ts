/** What a platform was seen to show, beside what it should show: explained, written down, and told again. */
import { and, eq, gt } from 'drizzle-orm'
import type { Schema } from '../../db/schema.ts'
import type { Tx, Work } from '../../db/work.ts'
import { openException } from '../../exceptions/open.ts'
import type { ConnectorRow } from '../connectors.ts'
import { pollSoon } from '../intake/lease.ts'
import { comparable } from './check.ts'
import { explain } from './explain.ts'

type Listing = Schema['listings']['$inferSelect']

export interface Seen {
  listing: string
  sku: string
  /** The version that it had been told when it was asked. */
  version: number
  shown: number
}

/** Those that are off, by how much they show too many. At first sight only their orders are asked for. */
export const settleSeen = (
  work: Work,
  row: ConnectorRow,
  seen: readonly Seen[],
  { second }: { second: boolean },
): Promise<Map<string, number>> =>
  work.run([`connector ${row.id}`], async (tx) => {
    const off = new Map<string, number>()
    for (const one of seen) {
      const listing = await readListing(tx, row.id, one.listing)
      // It was told something else meanwhile, or is about to be.
      if (!listing || !comparable(listing) || listing.version !== one.version) continue
      if (one.shown === listing.wanted) await agree(tx, row, listing)
      else {
        off.set(one.listing, one.shown - listing.wanted)
        if (second) await repair(tx, row, listing, one.shown)
      }
    }
    if (off.size > 0 && !second) await pollSoon(tx, row.id)
    return off
  })

async function readListing({ db, t: { listings } }: Tx, connectorId: string, name: string) {
  const [row] = await db
    .select()
    .from(listings)
    .where(and(eq(listings.connectorId, connectorId), eq(listings.listing, name)))
  return row
}

/** It shows what it should. */
async function agree(tx: Tx, { id }: ConnectorRow, { listing, wanted }: Listing): Promise<void> {
  const { listings } = tx.t
  await tx.db
    .update(listings)
    .set({ shown: wanted })
    .where(and(eq(listings.connectorId, id), eq(listings.listing, listing)))
}

async function repair(tx: Tx, row: ConnectorRow, listing: Listing, shown: number): Promise<void> {
  const { listings, drifts } = tx.t
  const found = await explain(tx, row, listing, shown)
  const { sku, shown: told, wanted } = listing
  await tx.db.insert(drifts).values({
    id: tx.newId(),
    connectorId: row.id,
    listing: listing.listing,
    sku,
    foundAt: tx.now,
    shown,
    told,
    wanted,
    ...found,
    repairedAt: null,
  })
  await tx.db
    .update(listings)
    .set({ shown, version: listing.version + 1, changedAt: tx.now, urgency: shown > wanted ? 1 : 0, nextAt: tx.now })
    .where(and(eq(listings.connectorId, row.id), eq(listings.listing, listing.listing)))
  if (await keepsDrifting(tx, row.id, listing.listing))
    await openException(tx, row.warehouse, {
      type: 'drift',
      subject: `${row.id} ${listing.listing}`,
      detail: `${listing.listing} at ${row.id} was put right and has drifted again: something else keeps changing it. ${found.explanation}`,
      sku,
    })
}

const DAY_MS = 86_400_000

/** Once may be an accident. */
async function keepsDrifting({ db, t: { drifts }, now }: Tx, connectorId: string, listing: string): Promise<boolean> {
  const found = await db
    .select({ id: drifts.id })
    .from(drifts)
    .where(and(eq(drifts.connectorId, connectorId), eq(drifts.listing, listing), gt(drifts.foundAt, now - DAY_MS)))
    .limit(2)
  return found.length > 1
}
