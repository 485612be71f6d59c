import * as v from 'valibot'
import { hasValidCheckDigit } from '../barcode/check-digit.ts'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'

/** 18 digits, the last of them a check digit (GS1 General Specifications, 2.2.1). */
const sscc = v.pipe(
  v.string('Give the SSCC as text.'),
  v.regex(/^\d{18}$/, 'An SSCC has 18 digits.'),
  v.check(hasValidCheckDigit, 'The check digit of this SSCC is wrong.'),
)

const packedLine = v.pipe(
  v.object({
    ...field.itemNamed,
    lot: field.lot,
    quantity: field.quantity,
    /** Where it stood; a server that no longer knows the order can still post the line. */
    from: v.optional(field.location),
  }),
  v.check((payload) => field.namesOneItem(payload), field.NAME_ONE_ITEM),
)

export const pack = defineTransaction({
  name: 'pack',
  version: 1,
  describes: 'Picked stock of an order was put into a carton or onto a pallet.',
  schema: v.pipe(
    v.object({
      orderId: field.uuid,
      channel: v.optional(field.name),
      orderExternalId: v.optional(field.name),
      /** The unit that it was put into, and the SSCC on that unit's label. A unit first met here is known from now on. */
      unit: v.optional(field.location),
      sscc: v.optional(sscc),
      lines: v.pipe(v.array(packedLine), v.minLength(1), v.maxLength(500)),
    }),
    v.check((payload) => payload.unit !== undefined || payload.sscc !== undefined, 'Name the unit or its SSCC.'),
  ),
  upcasters: {},
})
