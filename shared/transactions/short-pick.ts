import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'

export const SHORT_REASONS = ['missing', 'damaged', 'expired'] as const
export type ShortReason = (typeof SHORT_REASONS)[number]

export const shortPick = defineTransaction({
  name: 'shortPick',
  version: 1,
  describes: 'A picker found less than the bin should hold: the rest is missing, damaged or expired.',
  schema: v.object({
    taskId: field.uuid,
    sku: v.optional(field.sku),
    barcode: v.optional(field.barcode),
    lot: v.optional(field.lot),
    location: v.optional(field.location),
    found: field.quantityOrZero,
    reason: v.picklist(SHORT_REASONS, 'The reason is missing, damaged or expired.'),
    orderId: v.optional(field.uuid),
    lineId: v.optional(field.uuid),
  }),
  upcasters: {},
})
