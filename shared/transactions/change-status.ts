import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'
import { status } from './status.ts'

export const changeStatus = defineTransaction({
  name: 'changeStatus',
  version: 1,
  describes: 'Stock in a location was found to be fit for something else: damaged, to be reworked, usable again.',
  schema: v.pipe(
    v.object({
      ...field.itemNamed,
      lot: field.lot,
      location: field.location,
      quantity: field.quantity,
      from: status,
      to: status,
      reason: field.reason,
    }),
    v.check((payload) => field.namesOneItem(payload), field.NAME_ONE_ITEM),
    v.check((payload) => payload.from !== payload.to, 'The status does not change.'),
    // Only an inspection lets a return out: that is what keeps it from being sold unseen.
    v.check((payload) => payload.from !== 'uninspected', 'Uninspected stock leaves by an inspection only.'),
  ),
  upcasters: {},
})
