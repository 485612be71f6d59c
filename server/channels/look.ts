/** Reads the figures of marked listings again and writes down what each should show. */
import { and, asc, eq, gt, type SQL } from 'drizzle-orm'
import { offerOf, urgencyOf } from '../../shared/rules/offer.ts'
import { localDate, todayIn } from '../availability/local-date.ts'
import { figuresOf, readPool } from '../availability/pool.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader, Tx, Work } from '../db/work.ts'
import { PUBLISHING } from './follow.ts'

export type Listing = Schema['listings']['$inferSelect']
type Channel = Schema['channels']['$inferSelect']

/** Listings in one unit. */
const LISTINGS = 100

/** A listing with all that its figure is made of. */
export interface Mapped {
  listing: Listing
  warehouse: string
  timeZone: string
  channel: Channel
}

/** Returns whether any listing is to show another number. */
export async function lookAtMarked(work: Work): Promise<boolean> {
  let changed = false
  for (;;) {
    const looked = await work.run([PUBLISHING], lookAtSome)
    changed ||= looked.changed > 0
    if (looked.seen < LISTINGS) return changed
  }
}

async function lookAtSome(tx: Tx): Promise<{ seen: number; changed: number }> {
  const marked = await mappedListings(tx, gt(tx.t.listings.look, 0), LISTINGS)
  let changed = 0
  for (const one of marked) if (await lookAt(tx, one)) changed += 1
  return { seen: marked.length, changed }
}

export async function mappedListings({ db, t }: Reader, where: SQL, limit: number): Promise<Mapped[]> {
  const { listings, connectors, warehouses, channels } = t
  return db
    .select({ listing: listings, warehouse: connectors.warehouse, timeZone: warehouses.timeZone, channel: channels })
    .from(listings)
    .innerJoin(connectors, eq(connectors.id, listings.connectorId))
    .innerJoin(warehouses, eq(warehouses.code, connectors.warehouse))
    .innerJoin(channels, eq(channels.channel, connectors.channel))
    .where(where)
    .orderBy(asc(listings.connectorId), asc(listings.listing))
    .limit(limit)
}

/** What the listing should show by the figures of this moment, in its own units. */
export async function offerNow(
  reader: Pick<Reader, 'db' | 't' | 'statements'>,
  now: number,
  { listing, warehouse, timeZone, channel }: Mapped,
): Promise<number> {
  let available = 0
  // An order is not divided: where they have it together only, it is short, and a person is told.
  for (const code of channel.servedFrom ?? [warehouse]) {
    const today = code === warehouse ? localDate(now, timeZone) : await todayIn(reader, code, now)
    const pool = await readPool(reader, { warehouse: code, sku: listing.sku, today }, [channel])
    available += figuresOf(pool, channel.channel).availableToPromise
  }
  return offerOf(listing, available, listing.lagBuffer)
}

async function lookAt(tx: Tx, mapped: Mapped): Promise<boolean> {
  const { listing } = mapped
  const { listings } = tx.t
  const wanted = await offerNow(tx, tx.now, mapped)
  const isOther = wanted !== listing.wanted || listing.version === 0
  // While it waits, the first change counts: that long the platform has shown another number.
  const waits = listing.version > (listing.sending?.version ?? listing.shownVersion)
  const news = isOther && {
    wanted,
    version: listing.version + 1,
    urgency: urgencyOf(mayShow(listing), wanted, listing.look === 2),
    changedAt: waits ? listing.changedAt : tx.now,
  }
  await tx.db
    .update(listings)
    .set({ look: 0, ...news })
    .where(and(eq(listings.connectorId, listing.connectorId), eq(listings.listing, listing.listing)))
  return isOther
}

/** The most that the platform may show: what is on its way to it included. Null: not known. */
const mayShow = ({ shown, sending }: Listing): number | null =>
  shown === null || sending === null ? shown : Math.max(shown, sending.quantity)
