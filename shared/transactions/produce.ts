import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'

export const produce = defineTransaction({
  name: 'produce',
  version: 1,
  describes: 'Goods of one item were made in-house and set down, as a lot of their own.',
  schema: v.pipe(
    v.object({
      ...field.itemNamed,
      /** Not given: the lot is named after its day and this transaction, see `madeLot`. */
      lot: v.optional(field.lot),
      quantity: field.quantity,
      location: field.location,
      producedOn: field.date,
      expiresOn: v.optional(field.date),
      ...field.document,
    }),
    v.check((payload) => field.namesOneItem(payload), field.NAME_ONE_ITEM),
  ),
  upcasters: {},
})
