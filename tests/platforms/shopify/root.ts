/** The roots of query and mutation: which question is answered by which part of the shop. */
import type { Asked, View } from './graphql/execute.ts'
import { byId, type Listing } from './graphql/page.ts'
import { FieldFault } from './graphql/problem.ts'
import type { Keys } from './idempotency.ts'
import { gid, kindOf, numberOf } from './ids.ts'
import { fulfillmentCreate } from './mutations/fulfillment-create.ts'
import { listOf } from './mutations/input.ts'
import { setQuantities } from './mutations/set-quantities.ts'
import { orderSearch } from './search.ts'
import type { Order, Shop, Variant } from './shop.ts'
import { fulfillmentOrderView, returnView } from './views/fulfilment.ts'
import { orderView } from './views/order.ts'
import { itemView, levelBy, locationView, productView, searchVariants, variantBy, variantView } from './views/stock.ts'

export const mutationRoot = (shop: Shop, keys: Keys): View => ({
  __typename: 'Mutation',
  inventorySetQuantities: (asked: Asked) => setQuantities(shop, keys, asked),
  fulfillmentCreate: (asked: Asked) => fulfillmentCreate(shop, asked),
})

export function queryRoot(shop: Shop): View {
  const byGid =
    (kind: string) =>
    ({ args }: Asked) =>
      kindOf(args.id) === kind ? nodeView(shop, args.id) : null
  return {
    __typename: 'Query',
    shop: () => shopView(shop),
    location: ({ args }: Asked) => (args.id === undefined ? locationView(shop) : nodeView(shop, args.id)),
    locations: (): Listing => ({ items: [{ key: '1', node: locationView(shop) }] }),
    product: byGid('Product'),
    productVariant: byGid('ProductVariant'),
    inventoryItem: byGid('InventoryItem'),
    inventoryLevel: ({ args }: Asked) => levelBy(shop, args.id),
    order: byGid('Order'),
    fulfillmentOrder: byGid('FulfillmentOrder'),
    return: byGid('Return'),
    products: variants(shop, ({ productId }) => productId, productView),
    productVariants: variants(shop, ({ id }) => id, variantView),
    inventoryItems: variants(shop, ({ itemId }) => itemId, itemView),
    orders: (asked: Asked) => orders(shop, asked),
    node: ({ args }: Asked) => nodeView(shop, args.id),
    nodes: ({ args }: Asked) => listOf(args.ids, 'ids').map((id) => nodeView(shop, id)),
  }
}

const shopView = (shop: Shop): View => ({
  __typename: 'Shop',
  id: gid('Shop', 1),
  name: 'Simulated shop',
  myshopifyDomain: shop.domain,
  currencyCode: shop.currency,
  ianaTimezone: 'America/Bogota',
})

const variants =
  (shop: Shop, idOf: (variant: Variant) => number, view: (shop: Shop, variant: Variant) => View) =>
  ({ args }: Asked) =>
    byId(searchVariants(shop, args.query, idOf), idOf, (variant) => view(shop, variant))

const SORT_KEYS: Record<string, (order: Order) => number> = {
  UPDATED_AT: ({ updatedAt }) => updatedAt,
  CREATED_AT: ({ createdAt }) => createdAt,
  ID: ({ id }) => id,
  // Without a key the platform sorts by processedAt, which is creation here.
  PROCESSED_AT: ({ createdAt }) => createdAt,
}

function orders(shop: Shop, { args }: Asked): Listing {
  const sortOf = SORT_KEYS[String(args.sortKey ?? 'PROCESSED_AT')]
  if (!sortOf) throw new FieldFault(`sortKey ${String(args.sortKey)} is not simulated`, 'NOT_SIMULATED')
  if (args.reverse === true) throw new FieldFault('reverse is not simulated', 'NOT_SIMULATED')
  const found = [...shop.orders.values()].filter(orderSearch(args.query))
  const digits = (number: number) => String(number).padStart(20, '0')
  const items = found.map((order) => ({
    key: `${digits(sortOf(order))}:${digits(order.id)}`,
    get node() {
      return orderView(shop, order)
    },
  }))
  return { items: items.sort((a, b) => (a.key < b.key ? -1 : 1)) }
}

function nodeView(shop: Shop, id: unknown): View | null {
  const kind = kindOf(id)
  if (kind === undefined) throw new FieldFault(`Invalid global id '${String(id)}'`, 'argumentLiteralsIncompatible')
  if (kind === 'Product' || kind === 'ProductVariant' || kind === 'InventoryItem') {
    const variant = variantBy(shop, kind, id)
    const view = { Product: productView, ProductVariant: variantView, InventoryItem: itemView }[kind]
    return variant ? view(shop, variant) : null
  }
  if (kind === 'InventoryLevel') return levelBy(shop, id)
  if (kind === 'Location') return numberOf(kind, id) === shop.locationId ? locationView(shop) : null
  return saleView(shop, kind, numberOf(kind, id))
}

function saleView(shop: Shop, kind: string, number: number | undefined): View | null {
  const all = [...shop.orders.values()]
  if (kind === 'Order') {
    const order = shop.orders.get(number ?? 0)
    return order ? orderView(shop, order) : null
  }
  if (kind === 'FulfillmentOrder') {
    const order = all.find(({ fulfillmentOrderId }) => fulfillmentOrderId === number)
    return order ? fulfillmentOrderView(shop, order) : null
  }
  if (kind !== 'Return') return null
  const order = all.find(({ returns }) => returns.some(({ id }) => id === number))
  const found = order?.returns.find(({ id }) => id === number)
  return order && found ? returnView(shop, order, found) : null
}
