/** The JSON of `returns/request` and `returns/approve`: lines by id only, without sku; no time stamps. */
import { gid } from '../ids.ts'
import type { Order, Return } from '../shop.ts'

const named = (kind: string, id: number) => ({ id, admin_graphql_api_id: gid(kind, id) })

export function returnPayload(order: Order, { id, number, status, lines }: Return) {
  return {
    ...named('Return', id),
    status: status.toLowerCase(),
    order: named('Order', order.id),
    total_return_line_items: lines.length,
    name: `#${order.number}-R${number}`,
    return_line_items: lines.map((line) => ({
      ...named('ReturnLineItem', line.id),
      fulfillment_line_item: {
        ...named('FulfillmentLineItem', line.fulfilmentLine.id),
        line_item: named('LineItem', line.fulfilmentLine.line.id),
      },
      quantity: line.quantity,
      return_reason: line.reason.toLowerCase(),
      return_reason_note: '',
      customer_note: line.customerNote,
    })),
    return_shipping_fees: [],
    total_exchange_line_items: 0,
    exchange_line_items: [],
  }
}
