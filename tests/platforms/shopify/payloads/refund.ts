/** The JSON of `refunds/create`, which orders also carry in `refunds`. */
import { restMoney, shopTime } from '../formats.ts'
import { gid } from '../ids.ts'
import type { Order, Refund, Shop } from '../shop.ts'
import { linePayload } from './lines.ts'
import { moneySet } from './money.ts'

export function refundPayload(shop: Shop, order: Order, refund: Refund) {
  return {
    id: refund.id,
    admin_graphql_api_id: gid('Refund', refund.id),
    order_id: order.id,
    created_at: shopTime(refund.createdAt),
    processed_at: shopTime(refund.createdAt),
    note: refund.note,
    user_id: null,
    restock: refund.lines.some(({ restock }) => restock !== 'no_restock'),
    return: null,
    duties: [],
    order_adjustments: [],
    refund_shipping_lines: [],
    total_duties_set: moneySet(shop, 0),
    refund_line_items: refund.lines.map((one) => ({
      id: one.id,
      line_item_id: one.line.id,
      location_id: one.restock === 'no_restock' ? null : shop.locationId,
      quantity: one.quantity,
      restock_type: one.restock,
      // Numbers, not texts: the one place of the payload where amounts are.
      subtotal: one.subtotalCents / 100,
      subtotal_set: moneySet(shop, one.subtotalCents),
      total_tax: one.taxCents / 100,
      total_tax_set: moneySet(shop, one.taxCents),
      line_item: linePayload(shop, order, one.line),
    })),
    transactions: refund.paidBackCents === 0 ? [] : [transaction(shop, order, refund)],
  }
}

const transaction = (shop: Shop, order: Order, refund: Refund) => ({
  id: refund.transactionId,
  admin_graphql_api_id: gid('OrderTransaction', refund.transactionId),
  amount: restMoney(refund.paidBackCents),
  created_at: shopTime(refund.createdAt),
  currency: shop.currency,
  gateway: 'shopify_payments',
  kind: 'refund',
  order_id: order.id,
  status: 'success',
  test: false,
})
