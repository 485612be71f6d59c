/** Writes down what became of the numbers that were sent. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../db/work.ts'
import { waitMs } from './backoff.ts'
import type { UpdateOutcome } from './connector.ts'
import { endFailure, noteFailure } from './failures.ts'
import { pollSoon } from './intake/lease.ts'
import type { Listing } from './look.ts'
import type { Taken } from './take-due.ts'

export async function settleSent(
  tx: Tx,
  warehouse: string,
  taken: readonly Taken[],
  outcomes: readonly UpdateOutcome[],
  random: () => number,
): Promise<void> {
  for (const [nth, one] of taken.entries()) {
    const now = await readListing(tx, one.listing)
    // Somebody else took it over, for this was away too long; or its mapping is gone.
    if (now?.sending?.key !== one.key) continue
    await settleOne(tx, warehouse, now, one, outcomes[nth] ?? lost, random)
  }
}

/** So long the orders of a platform have to come in before one of its listings is raised. */
const CATCH_UP_MS = 1_500

const lost: UpdateOutcome = {
  kind: 'unsure',
  code: 'no-outcome',
  detail: 'The platform answered fewer updates than it was sent.',
  advice: 'It is asked what it shows, and told again; nothing needs to be done.',
}

async function readListing({ db, t: { listings } }: Tx, { connectorId, listing }: Listing) {
  const [row] = await db
    .select()
    .from(listings)
    .where(and(eq(listings.connectorId, connectorId), eq(listings.listing, listing)))
  return row
}

async function settleOne(
  tx: Tx,
  warehouse: string,
  now: Listing,
  sent: Taken,
  outcome: UpdateOutcome,
  random: () => number,
): Promise<void> {
  const { connectorId, listing: subject, sku } = now
  const thing = { warehouse, connectorId, about: 'publish' as const, subject, sku }
  if (outcome.kind === 'done') {
    const { quantity: shown, version: shownVersion } = sent
    await change(tx, now, { sending: null, shown, shownVersion, shownAt: tx.now, attempts: 0, nextAt: tx.now })
    await notePublished(tx, sent)
    await noteRepaired(tx, now)
    return endFailure(tx, thing, 'healed')
  }
  const again = {
    sending: null,
    // To be asked for time is no failure: the first one after it is not waited for as if it were the tenth.
    attempts: now.attempts + (outcome.kind === 'later' && !outcome.counts ? 0 : 1),
    changedAt: Math.min(now.changedAt, now.sending?.since ?? tx.now),
  }
  if (outcome.kind === 'stale') {
    // It has sold by itself. To show less is always right; before it is to show more, its orders are read.
    const nextAt = now.urgency > 0 ? tx.now : tx.now + CATCH_UP_MS
    await pollSoon(tx, connectorId)
    return change(tx, now, { ...again, shown: outcome.shown, shownAt: tx.now, nextAt })
  }
  if (outcome.kind === 'refused') {
    await change(tx, now, { ...again, stopped: true })
    return noteFailure(tx, thing, 'open', outcome)
  }
  const nextAt = tx.now + (outcome.waitMs ?? waitMs(Math.max(1, again.attempts), random))
  // Where it may have acted, what it shows must be asked.
  await change(tx, now, { ...again, nextAt, ...(outcome.kind === 'unsure' && { shown: null }) })
  if (outcome.kind === 'unsure' || outcome.counts) await noteFailure(tx, thing, 'retrying', outcome)
}

/** Versions begin again where a mapping is given back: the later one of a number stands. */
async function notePublished(tx: Tx, { listing: { connectorId, listing, changedAt }, version, quantity }: Taken) {
  const { publications } = tx.t
  const told = { quantity, since: changedAt, confirmedAt: tx.now }
  await tx.db
    .insert(publications)
    .values({ connectorId, listing, version, ...told })
    .onConflictDoUpdate({ target: [publications.connectorId, publications.listing, publications.version], set: told })
}

/** Whatever it showed before, it has taken the number. */
async function noteRepaired({ db, t: { drifts }, now: repairedAt }: Tx, { connectorId, listing }: Listing) {
  await db
    .update(drifts)
    .set({ repairedAt })
    .where(and(eq(drifts.connectorId, connectorId), eq(drifts.listing, listing), isNull(drifts.repairedAt)))
}

async function change({ db, t: { listings } }: Tx, { connectorId, listing }: Listing, set: Partial<Listing>) {
  await db
    .update(listings)
    .set(set)
    .where(and(eq(listings.connectorId, connectorId), eq(listings.listing, listing)))
}
