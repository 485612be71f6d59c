import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'

export const returnReceive = defineTransaction({
  name: 'returnReceive',
  version: 1,
  describes: 'A customer sent goods back: they came in, and nobody has looked at them yet.',
  schema: v.pipe(
    v.object({
      ...field.itemNamed,
      /** The expected return that it belongs to, where one is known. */
      returnId: v.optional(field.uuid),
      channel: field.name,
      orderId: v.optional(field.uuid),
      orderExternalId: v.optional(field.name),
      /** What the customer or the channel calls the return: an RMA number, a packing slip. */
      reference: v.optional(field.name),
      /** null or not given: the item has no lots, or its lot is not known. */
      lot: v.optional(field.lot),
      /** Read from the goods, or taken from what was shipped. */
      lotFrom: v.optional(v.picklist(['label', 'shipment'], 'The lot is from the label or the shipment.')),
      quantity: field.quantity,
      reason: field.reason,
      location: field.location,
      note: v.optional(field.note),
    }),
    v.check((payload) => field.namesOneItem(payload), field.NAME_ONE_ITEM),
  ),
  upcasters: {},
})
