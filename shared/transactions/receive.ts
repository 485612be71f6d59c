import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'

export const receive = defineTransaction({
  name: 'receive',
  version: 2,
  describes: 'Goods of one item and lot came in at a dock or bin.',
  schema: v.pipe(
    v.object({
      ...field.itemNamed,
      receiptId: v.optional(field.uuid),
      lot: field.lot,
      quantity: field.quantity,
      location: field.location,
      expiresOn: v.optional(field.date),
      producedOn: v.optional(field.date),
      supplier: v.optional(field.name),
      supplierLot: v.optional(field.lotNumber),
      unitCost: v.optional(field.nonNegativeMoney),
      tlcSource: v.optional(field.name),
      ...field.document,
    }),
    v.check((payload) => field.namesOneItem(payload), field.NAME_ONE_ITEM),
  ),
  // Version 1 had no reference document.
  upcasters: { 1: (older) => older },
})
