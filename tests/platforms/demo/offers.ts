/** What each simulated platform lists of the demo's catalogue, and how it is reached. */
import type { Amazon } from '../amazon/amazon.ts'
import type { Shopify } from '../shopify/shopify.ts'
import { type Folders, RETAILER_SETTINGS } from './retailer.ts'

export interface Asked {
  /** Where words of the platforms go: `/{connector}` is added. */
  hooks: string
  /** Where files are exchanged with a retailer. */
  folders: Folders
  /** What both sides know. */
  secret: string
  items: { sku: string; name: string; cents: number; caseQuantity: number }[]
}

/** As the demo connects it. */
export interface Connector {
  id: string
  kind: 'shopify' | 'amazon' | 'edi'
  channel: string
  baseUrl?: string
  folders?: Folders
  settings: Record<string, unknown>
  credentials?: Record<string, string>
  mappings: { listing: string; sku: string; packQuantity: number }[]
}

export interface Variant {
  variantId: string
  item: string
}

const EVERY_OF_SHOP = 3
const EVERY_OF_AMAZON = 4

/** Every third item one by one, and now and then its case; one that nobody has mapped, for there is always one. */
export function shopOffer(shop: Shopify, { items, secret }: Asked, baseUrl: string) {
  const variants: Variant[] = []
  const mappings: Connector['mappings'] = []
  const list = (sku: string, title: string, cents: number, of: string, packQuantity: number) => {
    const { variantId, inventoryItemId } = shop.addVariant({ sku, title, cents })
    variants.push({ variantId, item: inventoryItemId })
    mappings.push({ listing: inventoryItemId, sku: of, packQuantity })
  }
  for (const [nth, { sku, name, cents, caseQuantity }] of items.entries()) {
    if (nth % EVERY_OF_SHOP !== 0) continue
    list(sku, name, cents, sku, 1)
    if (nth % (4 * EVERY_OF_SHOP) === 0)
      list(`${sku}-CASE`, `${name}, case of ${caseQuantity}`, cents * caseQuantity, sku, caseQuantity)
  }
  const gift = shop.addVariant({ sku: 'GIFT-BOX', title: 'Gift box, winter', cents: 2_900, available: 20 })
  variants.push({ variantId: gift.variantId, item: gift.inventoryItemId })
  const connector: Connector = {
    id: 'shop',
    kind: 'shopify',
    channel: 'shop',
    baseUrl,
    settings: { location: shop.locationId },
    credentials: { accessToken: secret, webhookSecret: secret },
    mappings,
  }
  return { connector, variants }
}

export function amazonOffer(amazon: Amazon, { items, secret }: Asked, baseUrl: string) {
  const mappings: Connector['mappings'] = []
  for (const [nth, { sku, name, cents, caseQuantity }] of items.entries()) {
    if (nth % EVERY_OF_AMAZON !== 1) continue
    const packQuantity = nth % (2 * EVERY_OF_AMAZON) === 1 ? 1 : caseQuantity
    const listing = packQuantity === 1 ? sku : `${sku}-X${packQuantity}`
    amazon.addListing({ sku: listing, title: name, quantity: 0, unitPriceCents: cents * packQuantity })
    mappings.push({ listing, sku, packQuantity })
  }
  const [sent] = items
  if (sent) amazon.addListing({ sku: `${sent.sku}-FBA`, title: sent.name, quantity: 140, fba: true })
  const connector: Connector = {
    id: 'amazon',
    kind: 'amazon',
    channel: 'amazon',
    baseUrl,
    settings: { sellerId: 'A1HEARTHGRAIN1', marketplaceId: 'ATVPDKIKX0DER', tokenUrl: `${baseUrl}/auth/o2/token` },
    credentials: { clientId: 'demo', clientSecret: secret, refreshToken: secret, notificationKey: secret },
    mappings,
  }
  return { connector, listings: mappings.map(({ listing }) => listing) }
}

/** All of it, by our own numbers. */
export const retailOffer = ({ items, folders }: Asked): Connector => ({
  id: 'greenfield',
  kind: 'edi',
  channel: 'greenfield',
  folders: { in: folders.in, out: folders.out },
  settings: RETAILER_SETTINGS,
  mappings: items.map(({ sku }) => ({ listing: sku, sku, packQuantity: 1 })),
})
