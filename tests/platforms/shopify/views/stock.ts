/** Products, variants, items, levels and the location, as GraphQL shows them. */
import { utc } from '../formats.ts'
import type { Asked, View } from '../graphql/execute.ts'
import { byId, type Listing } from '../graphql/page.ts'
import { FieldFault } from '../graphql/problem.ts'
import { gid, numberOf } from '../ids.ts'
import type { Level, Shop, Variant } from '../shop.ts'

export const locationView = (shop: Shop): View => ({
  __typename: 'Location',
  id: gid('Location', shop.locationId),
  name: 'Shop location',
  isActive: true,
  fulfillsOnlineOrders: true,
})

/** A product holds one variant here. */
export const productView = (shop: Shop, variant: Variant): View => ({
  __typename: 'Product',
  id: gid('Product', variant.productId),
  title: variant.title,
  handle: variant.sku.toLowerCase(),
  status: 'ACTIVE',
  createdAt: utc(shop.createdAt),
  updatedAt: utc(shop.createdAt),
  variants: () =>
    byId(
      [variant],
      ({ id }) => id,
      (one) => variantView(shop, one),
    ),
})

export const variantView = (shop: Shop, variant: Variant): View => ({
  __typename: 'ProductVariant',
  id: gid('ProductVariant', variant.id),
  sku: variant.sku,
  barcode: variant.barcode,
  title: 'Default Title',
  displayName: `${variant.title} - Default Title`,
  price: (variant.cents / 100).toFixed(2),
  inventoryPolicy: 'DENY',
  inventoryQuantity: shop.levels.get(variant.itemId)?.available ?? 0,
  product: () => productView(shop, variant),
  inventoryItem: () => itemView(shop, variant),
})

export const itemView = (shop: Shop, variant: Variant): View => ({
  __typename: 'InventoryItem',
  id: gid('InventoryItem', variant.itemId),
  legacyResourceId: String(variant.itemId),
  sku: variant.sku,
  tracked: true,
  requiresShipping: true,
  createdAt: utc(shop.createdAt),
  updatedAt: utc(shop.createdAt),
  variant: () => variantView(shop, variant),
  inventoryLevel: ({ args }: Asked) =>
    args.locationId === gid('Location', shop.locationId) ? levelView(shop, variant) : null,
  inventoryLevels: (): Listing => ({
    items: [levelView(shop, variant)].flatMap((node) => (node ? [{ key: '1', node }] : [])),
  }),
})

export const levelId = (shop: Shop, variant: Variant) =>
  `gid://shopify/InventoryLevel/${shop.locationId}?inventory_item_id=${variant.itemId}`

/** Null where the item is not stocked at the location. */
export function levelView(shop: Shop, variant: Variant): View | null {
  const level = shop.levels.get(variant.itemId)
  if (!level) return null
  return {
    __typename: 'InventoryLevel',
    id: levelId(shop, variant),
    isActive: true,
    createdAt: utc(shop.createdAt),
    updatedAt: utc(level.updatedAt),
    item: () => itemView(shop, variant),
    location: () => locationView(shop),
    quantities: ({ args }: Asked) => quantities(shop, variant, level, args.names),
  }
}

const NAMES = [
  'available',
  'committed',
  'damaged',
  'incoming',
  'on_hand',
  'quality_control',
  'reserved',
  'safety_stock',
]

function quantities(shop: Shop, variant: Variant, level: Level, names: unknown): View[] {
  if (!Array.isArray(names))
    throw new FieldFault("Field 'quantities' is missing required arguments: names", 'missingRequiredArguments')
  const unknown = names.find((name) => !NAMES.includes(String(name)))
  if (unknown !== undefined) throw new FieldFault(`The quantity name ${String(unknown)} is invalid`, 'BAD_REQUEST')
  return names.map((name) => ({
    __typename: 'InventoryQuantity',
    id: `gid://shopify/InventoryQuantity/${shop.locationId}?inventory_item_id=${variant.itemId}&name=${String(name)}`,
    name,
    quantity: quantityOf(level, String(name)),
    updatedAt: utc(level.updatedAt),
  }))
}

const quantityOf = ({ available, committed }: Level, name: string) =>
  ({ available, committed, on_hand: available + committed })[name] ?? 0

/** Variants, items or products whose `sku:` or `id:` the query names; all of them without one. */
export function searchVariants(shop: Shop, query: unknown, idOf: (variant: Variant) => number): Variant[] {
  const all = [...shop.variants.values()]
  if (query === undefined || query === null || query === '') return all
  const terms = String(query).split(/\s+OR\s+/)
  const tests = terms.map((term) => {
    const [, name, value = ''] = /^\(?(sku|id):["']?([^"')]*)["']?\)?$/.exec(term.trim()) ?? []
    if (!name) throw new FieldFault(`Search "${term}" is not simulated (sku:, id:, joined by OR)`, 'NOT_SIMULATED')
    return (variant: Variant) => (name === 'sku' ? variant.sku === value : String(idOf(variant)) === value)
  })
  return all.filter((variant) => tests.some((test) => test(variant)))
}

/** Variant behind a gid of one of its kinds. */
export function variantBy(
  shop: Shop,
  kind: 'Product' | 'ProductVariant' | 'InventoryItem',
  id: unknown,
): Variant | undefined {
  const number = numberOf(kind, id)
  if (number === undefined) return undefined
  if (kind === 'ProductVariant') return shop.variants.get(number)
  if (kind === 'InventoryItem') return shop.variantsByItem.get(number)
  return [...shop.variants.values()].find(({ productId }) => productId === number)
}

/** Level by its own gid, which names the item behind its question mark. */
export function levelBy(shop: Shop, id: unknown): View | null {
  const item = /^gid:\/\/shopify\/InventoryLevel\/\d+\?inventory_item_id=(\d+)$/.exec(String(id))?.[1]
  const variant = shop.variantsByItem.get(Number(item))
  return variant && levelId(shop, variant) === id ? levelView(shop, variant) : null
}
