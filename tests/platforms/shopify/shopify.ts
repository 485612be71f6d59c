/**
 * A simulated Shopify shop: the Admin GraphQL API of version 2026-10 and its webhooks, on an injected clock and one seed.
 * It shares nothing with the connector. Serve `app` over HTTP or call `app.fetch(request)`.
 *
 * POST /admin/api/2026-10/graphql.json, header X-Shopify-Access-Token. Documents are parsed as GraphQL: variables, aliases,
 * fragments, `@include`, `@skip`. A field that graphql/schema.ts does not list is refused (`undefinedField`), never made up.
 *
 * Mutations
 * - `inventorySetQuantities(input: {name, reason, referenceDocumentUri, quantities: [{inventoryItemId, locationId, quantity,
 *   changeFromQuantity}]}) @idempotent(key:)`; changeFromQuantity must be there, null opts out; at most 250 rows, all or none.
 * - `fulfillmentCreate(fulfillment: {lineItemsByFulfillmentOrder: [{fulfillmentOrderId, fulfillmentOrderLineItems: [{id,
 *   quantity}]}], trackingInfo: {company, number, numbers, url, urls}, notifyCustomer}, message)`
 *
 * Queries
 * - `shop`, `location(id)`, `locations(first)`
 * - `products`, `productVariants`, `inventoryItems` `(first, after, query)`: query `sku:X` and `id:N`, joined by OR
 * - `product(id)`, `productVariant(id)`, `inventoryItem(id)`, `inventoryLevel(id)`, `order(id)`, `fulfillmentOrder(id)`, `return(id)`
 * - `node(id)`, `nodes(ids)` of Product, ProductVariant, InventoryItem, InventoryLevel, Location, Order, FulfillmentOrder, Return
 * - `inventoryItem.inventoryLevel(locationId)`, `inventoryItem.inventoryLevels(first)`, `quantities(names)`
 * - `orders(first, after, query, sortKey)`: sortKey UPDATED_AT, CREATED_AT, ID, PROCESSED_AT; query of `updated_at:`,
 *   `created_at:` with >= > <= <, `id:`, `name:`, joined by blanks. Below an order: lineItems, shippingLines,
 *   fulfillmentOrders, returns (connections); fulfillments, refunds, taxLines (lists); customer, shippingAddress, amounts.
 *
 * Not simulated: other versions and mutations, several locations, `last`/`before`/`reverse`, bulk operations, access scopes,
 * subscriptions through the API and their removal after 8 failures, the delay of the order search index.
 */
import type { Hono } from 'hono'
import { createAdminApi } from './admin-api.ts'
import * as aftersale from './aftersale.ts'
import { BASIC_PLAN, createBucket, type Plan } from './bucket.ts'
import * as control from './control.ts'
import { type FaultCounts, type Faults, NO_FAULTS, noCounts } from './faults.ts'
import { createKeys } from './idempotency.ts'
import { gid } from './ids.ts'
import { editOrder, type NewLine, type NewOrder, placeOrder } from './orders.ts'
import { createRandom } from './random.ts'
import { mutationRoot, queryRoot } from './root.ts'
import { createShop, type Topic } from './shop.ts'
import { createWebhooks, type DeliveryCounts } from './webhooks.ts'

export interface ShopifyOptions {
  /** Milliseconds since 1970; all time comes from here. */
  now: () => number
  seed: number
  /** Domain such as `lotline.myshopify.com`. */
  shop: string
  accessToken: string
  webhookSecret: string
  /** Takes each webhook to its receiver; a rejection or an answer other than 2xx means retry. */
  deliver: (request: Request) => Promise<Response>
  /** URL of the requests given to `deliver`. */
  webhookUrl?: string
  /** Topics subscribed to; all where absent. */
  topics?: readonly Topic[]
  plan?: Plan
  /** A shop that begins anew must not give ids and numbers that another one gave before it. */
  firstId?: number
  firstOrderNumber?: number
}

export interface Shopify {
  app: Hono
  /** gid of the one location. */
  locationId: string
  addVariant(variant: control.NewVariant): { variantId: string; inventoryItemId: string }
  /** The location begins to stock an item that it did not, with nothing there. */
  stock(inventoryItemId: string): void
  placeOrder(order: NewOrder): string
  editOrder(orderId: string, wanted: { lines: NewLine[]; restock?: boolean }): void
  cancelOrder(orderId: string, options: aftersale.CancelOptions): void
  refund(orderId: string, wanted: aftersale.NewRefund): string
  requestReturn(orderId: string, wanted: aftersale.NewReturn): string
  approveReturn(returnId: string): void
  available(inventoryItemId: string): number
  committed(inventoryItemId: string): number
  /** Somebody changes the number in the platform's own pages: drift. */
  setAvailable(inventoryItemId: string, available: number): void
  orders(): control.OrderRecord[]
  fulfilments(): control.FulfilmentRecord[]
  setFaults(faults: Partial<Faults>): void
  expireToken(): void
  renewToken(token: string): void
  /** Sends the webhooks that are due at `now()`; returns how many attempts were made. */
  tick(): Promise<number>
  /** When the next webhook is due; undefined when none waits. */
  nextDueAt(): number | undefined
  pendingWebhooks(): number
  /** Calls by root field, with a good token. */
  calls: Readonly<Record<string, number>>
  faultCounts: Readonly<FaultCounts>
  deliveries: Readonly<DeliveryCounts>
}

const ALL_TOPICS: readonly Topic[] = [
  'orders/create',
  'orders/updated',
  'orders/cancelled',
  'refunds/create',
  'returns/request',
  'returns/approve',
]

/** A shop with nothing in it. */
export function createShopify(options: ShopifyOptions): Shopify {
  const { now, seed, shop: domain, webhookSecret: secret, deliver } = options
  const { webhookUrl: url = 'https://lotline.test/webhooks/shopify', topics = ALL_TOPICS } = options
  const random = createRandom(seed)
  const faults: Faults = { ...NO_FAULTS }
  const faultCounts = noCounts()
  const calls: Record<string, number> = {}
  let token: string | undefined = options.accessToken
  const webhooks = createWebhooks({ now, random, domain, secret, url, topics, deliver, faults, faultCounts })
  const shop = createShop({
    domain,
    now,
    random,
    emit: webhooks.emit,
    firstId: options.firstId,
    firstOrderNumber: options.firstOrderNumber,
  })
  const roots = { query: queryRoot(shop), mutation: mutationRoot(shop, createKeys(now)) }
  const bucket = createBucket(now, options.plan ?? BASIC_PLAN)
  return {
    app: createAdminApi({ random, bucket, faults, faultCounts, calls, token: () => token, roots }),
    locationId: gid('Location', shop.locationId),
    addVariant: (variant) => control.addVariant(shop, variant),
    stock: (item) => control.stock(shop, item),
    placeOrder: (order) => placeOrder(shop, order),
    editOrder: (orderId, wanted) => editOrder(shop, orderId, wanted),
    cancelOrder: (orderId, how) => aftersale.cancelOrder(shop, orderId, how),
    refund: (orderId, wanted) => aftersale.refund(shop, orderId, wanted),
    requestReturn: (orderId, wanted) => aftersale.requestReturn(shop, orderId, wanted),
    approveReturn: (returnId) => aftersale.approveReturn(shop, returnId),
    available: (item) => control.levelOf(shop, item).available,
    committed: (item) => control.levelOf(shop, item).committed,
    setAvailable: (item, available) => {
      Object.assign(control.levelOf(shop, item), { available, updatedAt: now() })
    },
    orders: () => [...shop.orders.values()].map(control.orderRecord),
    fulfilments: () => [...shop.orders.values()].flatMap(control.fulfilmentRecords),
    setFaults: (wanted) => {
      Object.assign(faults, wanted)
    },
    expireToken: () => {
      token = undefined
    },
    renewToken: (renewed) => {
      token = renewed
    },
    tick: webhooks.tick,
    nextDueAt: webhooks.nextDueAt,
    pendingWebhooks: webhooks.pending,
    calls,
    faultCounts,
    deliveries: webhooks.counts,
  }
}
