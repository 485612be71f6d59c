/** Listings of one seller: who sends each, what it shows, and how it is told another number. */
import type { Levels, Session, Update, UpdateOutcome } from '../connector.ts'
import type { Call } from './call.ts'
import { type Availability, amazonsOwn, availabilityIn, outcomeOf, quantityPatch, unknownListing } from './listing.ts'
import { type Failure, unsure } from './said.ts'

export interface Seller {
  sellerId: string
  marketplaceId: string
}

/** So long it is believed that a listing is the merchant's own: a seller may hand it over to Amazon. */
const BELIEVED_MS = 24 * 3_600_000

/** To ask again, where Amazon does not say how long it takes. */
const WAIT_MS = 1_000

type Asked = { kind: 'known'; availability: Availability } | { kind: 'unknown' } | Failure

const unreadable = unsure('unreadable-answer', 'The answer of Amazon could not be read.')

export function listings(
  call: Call,
  { sellerId, marketplaceId }: Seller,
  now: () => number,
): Pick<Session, 'publish' | 'read'> {
  /** Since when a listing is known to be sent by the merchant. */
  const merchants = new Map<string, number>()

  const pathOf = (sku: string, query: Record<string, string>) =>
    `/listings/2021-08-01/items/${sellerId}/${encodeURIComponent(sku.replace(/\p{Surrogate}/gu, '\uFFFD'))}?${new URLSearchParams({ marketplaceIds: marketplaceId, ...query })}`

  async function ask(listing: string): Promise<Asked> {
    const path = pathOf(listing, { includedData: 'fulfillmentAvailability' })
    const answer = await call({ operation: 'getListingsItem', method: 'GET', path })
    if (answer.kind !== 'answered') return answer
    const availability = availabilityIn(answer.body)
    if (!availability) return unreadable
    if (availability.isAmazons) merchants.delete(listing)
    else merchants.set(listing, now())
    return { kind: 'known', availability }
  }

  async function tell({ listing, quantity }: Update): Promise<UpdateOutcome> {
    if ((merchants.get(listing) ?? Number.NEGATIVE_INFINITY) + BELIEVED_MS < now()) {
      const asked = await ask(listing)
      if (asked.kind === 'unknown') return unknownListing()
      if (asked.kind !== 'known') return notTold(asked)
      if (asked.availability.isAmazons) return amazonsOwn
    }
    const path = pathOf(listing, { issueLocale: 'en_US' })
    const body = quantityPatch(quantity)
    const answer = await call({ operation: 'patchListingsItem', method: 'PATCH', path, body })
    if (answer.kind === 'unknown') return unknownListing()
    return answer.kind === 'answered' ? outcomeOf(answer.body) : answer
  }

  return {
    // At once: together they end before the first of them counts as lost.
    publish: (updates) => Promise.all(updates.map(tell)),
    async read(names): Promise<Levels> {
      const shown = new Map<string, number>()
      for (const [nth, listing] of names.entries()) {
        const asked = await ask(listing)
        if (asked.kind === 'known' && asked.availability.shown !== null) shown.set(listing, asked.availability.shown)
        if (asked.kind === 'known' || asked.kind === 'unknown') continue
        const asksForTime = asked.kind === 'later' && !asked.counts
        // What was read before is not thrown away; where nothing comes any more, the next call says so.
        if (!asksForTime && nth === 0) throw new Error(asked.detail)
        return { shown, rest: names.slice(nth), waitMs: (asked.kind === 'later' && asked.waitMs) || WAIT_MS }
      }
      return { shown, rest: [], waitMs: 0 }
    },
  }
}

/** Asking changes nothing: whatever went wrong, nothing was told. */
const notTold = (failure: Failure): UpdateOutcome =>
  failure.kind === 'unsure' ? { ...failure, kind: 'later', counts: true } : failure
