import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'
import { status } from './status.ts'

export const move = defineTransaction({
  name: 'move',
  version: 1,
  describes: 'Stock of one item and lot was carried from one location to another; put-away is a move from the dock.',
  schema: v.pipe(
    v.object({
      ...field.itemNamed,
      lot: field.lot,
      quantity: field.quantity,
      from: field.location,
      to: field.location,
      status: v.optional(status, 'available'),
    }),
    v.check((payload) => field.namesOneItem(payload), field.NAME_ONE_ITEM),
    v.check((payload) => payload.from !== payload.to, 'A move needs two different locations.'),
  ),
  upcasters: {},
})
