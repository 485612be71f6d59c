/** Which listings the merchant sends. One that Amazon sends would become the merchant's if it were told a number. */
import * as v from 'valibot'
import type { Call } from './call.ts'
import { type Availability, availabilityIn } from './listing.ts'
import { type Failure, unsure } from './said.ts'

export interface Seller {
  sellerId: string
  marketplaceId: string
}

export type Asked = { kind: 'known'; availability: Availability } | { kind: 'unknown' } | Failure

export interface WhoSends {
  /** What Amazon says of it now. */
  ask(listing: string): Promise<Asked>
  /** Asks after those that nothing is known of; undefined: it is known of all now, or Amazon does not have them. */
  askMany(listings: readonly string[]): Promise<Failure | undefined>
  /** Whether it is known to be the merchant's. */
  isMerchants(listing: string): boolean
}

/** So long it is believed: a seller may hand a listing over to Amazon. */
const BELIEVED_MS = 24 * 3_600_000

/** SKUs in one search. */
const SEARCHED = 20

const found = v.object({ items: v.array(v.looseObject({ sku: v.string() })) })

const unreadable = unsure('unreadable-answer', 'The answer of Amazon could not be read.')

/** A lone surrogate has no place in an address. */
export const pathOf = ({ sellerId, marketplaceId }: Seller, sku: string, query: Record<string, string>) =>
  `/listings/2021-08-01/items/${sellerId}/${encodeURIComponent(sku.replace(/\p{Surrogate}/gu, '\uFFFD'))}?${new URLSearchParams({ marketplaceIds: marketplaceId, ...query })}`

export function createWhoSends(call: Call, seller: Seller, now: () => number): WhoSends {
  /** Since when a listing is known to be the merchant's. */
  const merchants = new Map<string, number>()

  function learn(listing: string, body: unknown): Asked {
    const availability = availabilityIn(body)
    if (!availability) return unreadable
    if (availability.isAmazons) merchants.delete(listing)
    else merchants.set(listing, now())
    return { kind: 'known', availability }
  }

  async function ask(listing: string): Promise<Asked> {
    const path = pathOf(seller, listing, { includedData: 'fulfillmentAvailability' })
    const answer = await call({ operation: 'getListingsItem', method: 'GET', path })
    return answer.kind === 'answered' ? learn(listing, answer.body) : answer
  }

  async function search(skus: readonly string[]): Promise<Failure | undefined> {
    const query = new URLSearchParams({
      marketplaceIds: seller.marketplaceId,
      identifiersType: 'SKU',
      identifiers: skus.join(','),
      pageSize: String(SEARCHED),
      includedData: 'fulfillmentAvailability',
    })
    const path = `/listings/2021-08-01/items/${seller.sellerId}?${query}`
    const answer = await call({ operation: 'searchListingsItems', method: 'GET', path })
    if (answer.kind === 'unknown') return undefined
    if (answer.kind !== 'answered') return answer
    if (!v.is(found, answer.body)) return unreadable
    for (const one of answer.body.items) learn(one.sku, one)
    return undefined
  }

  const isMerchants = (listing: string): boolean =>
    (merchants.get(listing) ?? Number.NEGATIVE_INFINITY) + BELIEVED_MS >= now()

  return {
    ask,
    isMerchants,
    async askMany(listings) {
      // A search names them with commas between.
      const open = listings.filter((listing) => !isMerchants(listing) && !listing.includes(','))
      for (let first = 0; first < open.length; first += SEARCHED) {
        const failed = await search(open.slice(first, first + SEARCHED))
        if (failed) return failed
      }
      return undefined
    },
  }
}
