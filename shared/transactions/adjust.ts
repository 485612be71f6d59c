import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'
import { status } from './status.ts'

export const adjust = defineTransaction({
  name: 'adjust',
  version: 1,
  describes: 'A supervisor corrected the quantity in a location, up or down, with a reason.',
  schema: v.pipe(
    v.object({
      ...field.itemNamed,
      lot: field.lot,
      location: field.location,
      status,
      /** Positive: found; negative: gone. */
      quantity: v.pipe(
        v.number(),
        v.integer('Give the quantity in whole base units.'),
        v.minValue(-field.MAX_QUANTITY),
        v.maxValue(field.MAX_QUANTITY),
        v.check((quantity) => quantity !== 0, 'An adjustment of 0 changes nothing.'),
      ),
      reason: field.reason,
    }),
    v.check((payload) => field.namesOneItem(payload), field.NAME_ONE_ITEM),
  ),
  upcasters: {},
})
