/** FBA Inventory v1: what Amazon holds for the seller, a pool that no patch of the merchant's quantity touches. */
import type { Hono } from 'hono'
import { invalidInput } from './errors.ts'
import type { Gate } from './gate.ts'
import type { Listing, Listings } from './listings.ts'
import { iso, listOf, requireMarketplace, timeParameter } from './query.ts'

const PAGE = 50

const summaryOf = (listing: Listing, details: boolean) => ({
  asin: listing.asin,
  fnSku: listing.fnSku,
  sellerSku: listing.sku,
  condition: 'NewItem',
  ...(details ? { inventoryDetails: { fulfillableQuantity: listing.fbaQuantity } } : {}),
  lastUpdatedTime: iso(listing.updatedAt),
  productName: listing.title,
  totalQuantity: listing.fbaQuantity,
})

interface Parts {
  gate: Gate
  listings: Listings
  marketplaceId: string
}

export function addFbaInventoryRoutes(app: Hono, { gate, listings, marketplaceId }: Parts): void {
  const summaries = gate.operation('getInventorySummaries', (context) => {
    const { granularityType, granularityId, details, nextToken = '0' } = context.req.query()
    if (granularityType !== 'Marketplace') throw invalidInput('granularityType must be Marketplace.')
    requireMarketplace([granularityId, ...listOf(context, 'marketplaceIds')], marketplaceId)
    if (!/^\d+$/.test(nextToken)) throw invalidInput('Invalid nextToken.')
    const skus = listOf(context, 'sellerSkus')
    if (skus.length > 50) throw invalidInput('At most 50 sellerSkus.')
    const since = timeParameter(context, 'startDateTime')
    const wanted = ({ sku, updatedAt }: Listing) =>
      since === undefined ? skus.length === 0 || skus.includes(sku) : updatedAt > since
    const found = listings.all().filter((listing) => listing.fba && wanted(listing))
    const end = Number(nextToken) + PAGE
    const inventorySummaries = found.slice(Number(nextToken), end).map((one) => summaryOf(one, details === 'true'))
    const payload = { granularity: { granularityType, granularityId: marketplaceId }, inventorySummaries }
    return context.json({ payload, ...(end < found.length ? { pagination: { nextToken: String(end) } } : {}) })
  })
  app.get('/fba/inventory/v1/summaries', summaries)
}
