/** Reads of the shop for tests: what the platform believes, without asking through its API. */
import { utc } from './formats.ts'
import { gid, numberOf } from './ids.ts'
import type { Order, Shop } from './shop.ts'
import { fulfillmentStatus } from './shop.ts'

export interface NewVariant {
  sku: string
  title?: string
  barcode?: string
  /** Price; 10.00 where absent. */
  cents?: number
  /** What is available at the start; 0 where absent. */
  available?: number
  /** False: the item has no level at the location, and setting one is refused. */
  stocked?: boolean
}

export interface OrderLine {
  id: string
  sku: string
  variantId: string
  quantity: number
  currentQuantity: number
  fulfilled: number
}

export interface OrderRecord {
  id: string
  name: string
  createdAt: string
  updatedAt: string
  cancelledAt: string | null
  fulfillmentStatus: 'UNFULFILLED' | 'PARTIALLY_FULFILLED' | 'FULFILLED'
  fulfillmentOrderId: string
  lines: OrderLine[]
}

export interface FulfilmentRecord {
  id: string
  orderId: string
  trackingNumbers: string[]
  company: string | null
  lines: { lineItemId: string; sku: string; quantity: number }[]
}

/** Puts a product with one variant into the shop. */
export function addVariant(shop: Shop, given: NewVariant): { variantId: string; inventoryItemId: string } {
  const { sku, title = sku, barcode = null, cents = 1_000, available = 0, stocked = true } = given
  const variant = { id: shop.nextId(), productId: shop.nextId(), itemId: shop.nextId(), sku, title, barcode, cents }
  shop.variants.set(variant.id, variant)
  shop.variantsByItem.set(variant.itemId, variant)
  if (stocked) shop.levels.set(variant.itemId, { available, committed: 0, updatedAt: shop.now() })
  return { variantId: gid('ProductVariant', variant.id), inventoryItemId: gid('InventoryItem', variant.itemId) }
}

/** Gives an item its level at the location. */
export function stock(shop: Shop, inventoryItemId: string): void {
  const id = numberOf('InventoryItem', inventoryItemId) ?? 0
  shop.levels.set(id, { available: 0, committed: 0, updatedAt: shop.now() })
}

/** Level of an item by its gid. Throws where it is not stocked. */
export function levelOf(shop: Shop, inventoryItemId: string) {
  const level = shop.levels.get(numberOf('InventoryItem', inventoryItemId) ?? 0)
  if (!level) throw new Error(`No level of ${inventoryItemId}`)
  return level
}

export const orderRecord = (order: Order): OrderRecord => ({
  id: gid('Order', order.id),
  name: `#${order.number}`,
  createdAt: utc(order.createdAt),
  updatedAt: utc(order.updatedAt),
  cancelledAt: order.cancelledAt === null ? null : utc(order.cancelledAt),
  fulfillmentStatus: fulfillmentStatus(order),
  fulfillmentOrderId: gid('FulfillmentOrder', order.fulfillmentOrderId),
  lines: order.lines.map((line) => ({
    id: gid('LineItem', line.id),
    sku: line.variant.sku,
    variantId: gid('ProductVariant', line.variant.id),
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    fulfilled: line.fulfilled,
  })),
})

export const fulfilmentRecords = (order: Order): FulfilmentRecord[] =>
  order.fulfilments.map(({ id, tracking, lines }) => ({
    id: gid('Fulfillment', id),
    orderId: gid('Order', order.id),
    trackingNumbers: tracking.flatMap(({ number }) => number ?? []),
    company: tracking[0]?.company ?? null,
    lines: lines.map(({ line, quantity }) => ({
      lineItemId: gid('LineItem', line.id),
      sku: line.variant.sku,
      quantity,
    })),
  }))
