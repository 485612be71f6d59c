import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'

export const pick = defineTransaction({
  name: 'pick',
  version: 1,
  describes: 'Stock of one lot was taken from its bin for an order, into a tote or the staging lane.',
  schema: v.object({
    taskId: field.uuid,
    sku: v.optional(field.sku),
    barcode: v.optional(field.barcode),
    lot: field.lot,
    location: field.location,
    to: v.optional(field.location),
    quantity: field.quantity,
    orderId: v.optional(field.uuid),
    lineId: v.optional(field.uuid),
    channel: v.optional(field.name),
    orderExternalId: v.optional(field.name),
    /** A supervisor let a younger lot pass. */
    override: v.optional(field.override),
  }),
  upcasters: {},
})
