/** What an order must look like at the edge. */
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'

export const orderLineInput = v.object({
  sku: field.sku,
  quantity: field.quantity,
  unitPrice: field.nonNegativeMoney,
  discount: v.optional(field.nonNegativeMoney),
  tax: v.optional(field.nonNegativeMoney),
})

/** More is surely a mistake, or a file that should come in parts. */
export const MAX_LINES = 5_000

const lines = v.pipe(
  v.array(orderLineInput),
  v.minLength(1, 'An order has at least one line.'),
  v.maxLength(MAX_LINES, `An order has at most ${MAX_LINES.toLocaleString('en-US')} lines. Send it as several orders.`),
)

export const orderInput = v.object({
  externalId: field.name,
  channel: field.name,
  customer: v.looseObject({ id: field.name, name: field.name }),
  shipBy: v.optional(v.union([field.instant, field.date], 'Give shipBy as a date or as an instant in UTC.')),
  /** From when on it wants its goods: a channel that orders ahead may then be promised planned receipts. */
  startsOn: v.optional(field.date),
  shipTo: v.optional(v.record(v.string(), v.unknown())),
  fees: v.optional(v.unknown()),
  shippingPaid: v.optional(field.nonNegativeMoney),
  onShort: v.optional(
    v.picklist(['reject', 'partial', 'backorder', 'record'], 'onShort is reject, partial, backorder or record.'),
    'reject',
  ),
  lines,
})
export type OrderInput = v.InferOutput<typeof orderInput>
