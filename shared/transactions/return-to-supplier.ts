import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'
import { status } from './status.ts'

export const returnToSupplier = defineTransaction({
  name: 'returnToSupplier',
  version: 1,
  describes: 'Goods that are not wanted left for the supplier who had sent them.',
  schema: v.pipe(
    v.object({
      ...field.itemNamed,
      lot: v.optional(field.lot, null),
      location: field.location,
      status: v.optional(status, 'damaged'),
      quantity: field.quantity,
      taskId: v.optional(field.uuid),
      supplier: v.optional(field.name),
      ...field.document,
    }),
    v.check((payload) => field.namesOneItem(payload), field.NAME_ONE_ITEM),
  ),
  upcasters: {},
})
