import { restMoney } from '../formats.ts'
import { gid } from '../ids.ts'
import type { Line, Order, Shop } from '../shop.ts'
import { unfulfilled } from '../shop.ts'
import { moneySet, taxLines } from './money.ts'

function fulfillmentStatus(line: Line): 'fulfilled' | 'partial' | null {
  if (line.fulfilled === 0) return null
  return unfulfilled(line) === 0 ? 'fulfilled' : 'partial'
}

/** A line item as `orders/*` and `refunds/create` carry it. */
export function linePayload(shop: Shop, order: Order, line: Line) {
  const { variant, discountCents } = line
  return {
    id: line.id,
    admin_graphql_api_id: gid('LineItem', line.id),
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: order.cancelledAt === null ? unfulfilled(line) : 0,
    fulfillment_service: 'manual',
    fulfillment_status: fulfillmentStatus(line),
    gift_card: false,
    grams: 500,
    name: variant.title,
    price: restMoney(line.unitCents),
    price_set: moneySet(shop, line.unitCents),
    product_exists: true,
    product_id: variant.productId,
    properties: [],
    quantity: line.quantity,
    requires_shipping: true,
    sku: variant.sku,
    taxable: order.taxRate > 0,
    title: variant.title,
    // Stays 0.00 for discounts of the whole order: what a line really gets off stands in discount_allocations.
    total_discount: '0.00',
    total_discount_set: moneySet(shop, 0),
    variant_id: variant.id,
    variant_inventory_management: 'shopify',
    variant_title: null,
    vendor: 'Lotline',
    tax_lines: taxLines(shop, order.taxRate, line.taxCents),
    duties: [],
    discount_allocations:
      discountCents === 0
        ? []
        : [
            {
              amount: restMoney(discountCents),
              amount_set: moneySet(shop, discountCents),
              discount_application_index: 0,
            },
          ],
  }
}
