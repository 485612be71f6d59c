import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'

const arrivedLine = v.pipe(
  v.object({
    ...field.itemNamed,
    lot: v.optional(field.lot, null),
    quantity: field.quantity,
    /** Where it was put; left out: as the whole. */
    location: v.optional(field.location),
  }),
  v.check((payload) => field.namesOneItem(payload), field.NAME_ONE_ITEM),
)

export const transferReceive = defineTransaction({
  name: 'transferReceive',
  version: 1,
  describes: 'Goods of another warehouse of the company came in.',
  schema: v.pipe(
    v.object({
      transferId: field.uuid,
      /** The warehouse that they came from; the transfer says it where it is known. */
      from: v.optional(field.warehouse),
      /** Where they were put; left out: the first dock. */
      location: v.optional(field.location),
      /** The carton or pallet that they came on and stay on, by its code or SSCC. */
      unit: v.optional(field.location),
      lines: v.pipe(v.array(arrivedLine), v.maxLength(500)),
      /** Nothing more of it will come: what is missing is missing. */
      complete: v.optional(v.boolean(), false),
      ...field.document,
    }),
    v.check(({ lines, complete }) => lines.length > 0 || complete, 'A transfer has at least one line.'),
  ),
  upcasters: {},
})
