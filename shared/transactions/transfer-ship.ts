import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'

const sentLine = v.pipe(
  v.object({
    ...field.itemNamed,
    lot: v.optional(field.lot, null),
    quantity: field.quantity,
    /** Where it stood; left out: in the unit, else where it was picked to. */
    from: v.optional(field.location),
  }),
  v.check((payload) => field.namesOneItem(payload), field.NAME_ONE_ITEM),
)

export const transferShip = defineTransaction({
  name: 'transferShip',
  version: 1,
  describes: 'Goods left for another warehouse of the company.',
  schema: v.object({
    /** Of the transfer that was asked for; another one begins here. */
    transferId: field.uuid,
    /** The warehouse that it goes to; the transfer says it where it was asked for. */
    to: v.optional(field.warehouse),
    /** The carton or pallet that left whole, by its code or the SSCC on its label. */
    unit: v.optional(field.location),
    /** Where several left whole. */
    units: v.optional(v.pipe(v.array(field.location), v.maxLength(500))),
    lines: v.pipe(v.array(sentLine), v.minLength(1, 'A transfer has at least one line.'), v.maxLength(500)),
    carrier: v.optional(field.name),
    service: v.optional(field.name),
    zone: v.optional(field.name),
    trackingNumber: v.optional(field.name),
    shippingCost: v.optional(field.nonNegativeMoney),
    ...field.document,
  }),
  upcasters: {},
})
