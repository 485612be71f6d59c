/** Listings Items 2021-08-01: getListingsItem, searchListingsItems by SKU, and patchListingsItem. */
import type { Context, Hono } from 'hono'
import { invalidInput, notFound, unauthorized } from './errors.ts'
import type { Gate } from './gate.ts'
import { type Listing, type Listings, merchantEntry } from './listings.ts'
import { readPatches } from './patch.ts'
import { bodyOf, iso, listOf, oneOfEach, requireMarketplace } from './query.ts'
import type { Random } from './random.ts'
import type { Submit } from './submissions.ts'

const PARTS = [
  'summaries',
  'attributes',
  'issues',
  'offers',
  'fulfillmentAvailability',
  'procurement',
  'relationships',
  'productTypes',
]

interface Parts {
  gate: Gate
  listings: Listings
  submit: Submit
  random: Random
  sellerId: string
  marketplaceId: string
}

const price = (cents: number) => ({ currencyCode: 'USD', amount: (cents / 100).toFixed(2) })

function summaryOf(listing: Listing, marketplaceId: string) {
  const buyable = listing.fba ? listing.fbaQuantity > 0 : (merchantEntry(listing)?.quantity ?? 0) > 0
  return {
    marketplaceId,
    asin: listing.asin,
    productType: listing.productType,
    conditionType: 'new_new',
    status: buyable ? ['BUYABLE', 'DISCOVERABLE'] : ['DISCOVERABLE'],
    ...(listing.fba ? { fnSku: listing.fnSku } : {}),
    itemName: listing.title,
    createdDate: iso(listing.createdAt),
    lastUpdatedDate: iso(listing.updatedAt),
  }
}

const channelOf = (listing: Listing) => (entry: Listing['availability'][number]) => {
  const amazons = entry.fulfillment_channel_code !== 'DEFAULT'
  const quantity = amazons ? listing.fbaQuantity : entry.quantity
  return { fulfillmentChannelCode: entry.fulfillment_channel_code, ...(quantity === undefined ? {} : { quantity }) }
}

/** The item with only the parts that were asked for. */
export function itemView(listing: Listing, parts: readonly string[], marketplaceId: string) {
  const all: Record<string, unknown> = {
    summaries: [summaryOf(listing, marketplaceId)],
    attributes: { ...listing.attributes, fulfillment_availability: listing.availability },
    issues: [],
    offers: [{ marketplaceId, offerType: 'B2C', price: price(listing.unitPriceCents) }],
    fulfillmentAvailability: listing.availability.map(channelOf(listing)),
    procurement: [],
    relationships: [{ marketplaceId, relationships: [] }],
    productTypes: [{ marketplaceId, productType: listing.productType }],
  }
  return { sku: listing.sku, ...Object.fromEntries(parts.map((part) => [part, all[part]])) }
}

export function addListingRoutes(app: Hono, { gate, listings, submit, random, sellerId, marketplaceId }: Parts): void {
  const path = '/listings/2021-08-01/items/:sellerId/:sku'
  /** The SKU of a request that is this seller's and for this marketplace. */
  function skuOf(context: Context): string {
    if (context.req.param('sellerId') !== sellerId)
      throw unauthorized('The seller has not authorized this application.')
    requireMarketplace(listOf(context, 'marketplaceIds'), marketplaceId)
    return context.req.param('sku') ?? ''
  }
  const getItem = gate.operation('getListingsItem', (context) => {
    const sku = skuOf(context)
    const asked = oneOfEach(context, 'includedData', PARTS)
    const listing = listings.get(sku)
    if (!listing) throw notFound(`SKU '${sku}' not found in marketplace ${marketplaceId}`)
    return context.json(itemView(listing, asked.length > 0 ? asked : ['summaries'], marketplaceId))
  })
  const patchItem = gate.operation('patchListingsItem', async (context) => {
    const sku = skuOf(context)
    const included = oneOfEach(context, 'includedData', ['identifiers', 'issues'])
    const preview = oneOfEach(context, 'mode', ['VALIDATION_PREVIEW']).length > 0
    const { productType, patches } = await bodyOf(context)
    if (typeof productType !== 'string' || productType === '') throw invalidInput()
    const issues = submit({ sku, productType, patches: readPatches(patches) }, preview)
    const status = issues.length > 0 ? 'INVALID' : preview ? 'VALID' : 'ACCEPTED'
    const asin = listings.get(sku)?.asin
    const identified = preview && included.includes('identifiers')
    const identifiers = identified ? { identifiers: asin ? [{ marketplaceId, asin }] : [] } : {}
    return context.json({ sku, status, submissionId: random.uuid().replaceAll('-', ''), issues, ...identifiers })
  })
  const searchItems = gate.operation('searchListingsItems', (context) => {
    skuOf(context)
    const asked = oneOfEach(context, 'includedData', PARTS)
    const skus = listOf(context, 'identifiers')
    if (context.req.query('identifiersType') !== 'SKU') throw invalidInput('The simulator searches by SKU only.')
    const size = Number(context.req.query('pageSize') ?? 10)
    if (skus.length > 20 || size > 20) throw invalidInput('At most 20 identifiers, and 20 items on a page.')
    const found = skus.map((sku) => listings.get(sku)).filter((listing) => listing !== undefined)
    const items = found.map((one) => itemView(one, asked.length > 0 ? asked : ['summaries'], marketplaceId))
    return context.json({ numberOfResults: found.length, items: items.slice(0, size) })
  })
  app.get('/listings/2021-08-01/items/:sellerId', searchItems)
  app.get(path, getItem)
  app.patch(path, patchItem)
}
