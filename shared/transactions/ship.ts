import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'

const shippedLine = v.pipe(
  v.object({
    ...field.itemNamed,
    lot: field.lot,
    quantity: field.quantity,
    /** Where it stood; a server that no longer knows the order can still post the line. */
    from: v.optional(field.location),
    lineId: v.optional(field.uuid),
  }),
  v.check((payload) => field.namesOneItem(payload), field.NAME_ONE_ITEM),
)

export const ship = defineTransaction({
  name: 'ship',
  version: 2,
  describes: 'An order, or a part of it, left the building. Without lines: all that is picked.',
  schema: v.object({
    orderId: field.uuid,
    channel: v.optional(field.name),
    orderExternalId: v.optional(field.name),
    units: v.optional(v.pipe(v.array(field.location), v.maxLength(500))),
    lines: v.optional(v.pipe(v.array(shippedLine), v.minLength(1), v.maxLength(500))),
    carrier: v.optional(field.name),
    service: v.optional(field.name),
    zone: v.optional(field.name),
    trackingNumber: v.optional(field.name),
    shippingCost: v.optional(field.nonNegativeMoney),
    ...field.document,
  }),
  // Version 1 had no reference document.
  upcasters: { 1: (older) => older },
})
