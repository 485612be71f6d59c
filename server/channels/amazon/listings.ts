/** Listings of one seller: what each shows, and how it is told another number. */
import type { Levels, Session, Update, UpdateOutcome } from '../connector.ts'
import type { Call } from './call.ts'
import { amazonsOwn, outcomeOf, quantityPatch, unknownListing } from './listing.ts'
import { notTold } from './said.ts'
import { pathOf, type Seller, type WhoSends } from './who-sends.ts'

/** To ask again, where Amazon does not say how long it takes. */
const WAIT_MS = 1_000

export function listings(call: Call, seller: Seller, whoSends: WhoSends): Pick<Session, 'publish' | 'read'> {
  async function tell({ listing, quantity }: Update): Promise<UpdateOutcome> {
    if (!whoSends.isMerchants(listing)) {
      const asked = await whoSends.ask(listing)
      if (asked.kind === 'unknown') return unknownListing()
      if (asked.kind !== 'known') return notTold(asked)
      if (asked.availability.isAmazons) return amazonsOwn
    }
    const path = pathOf(seller, listing, { issueLocale: 'en_US' })
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
        const asked = await whoSends.ask(listing)
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
