import * as v from 'valibot'
import { defineTransaction } from './define.ts'
import * as field from './fields.ts'
import { status } from './status.ts'

/** Repacking and relabelling count: what comes out has a traceability lot code of its own (21 CFR 1.1350). */
export const TRANSFORMATION_KINDS = ['production', 'repack', 'relabel', 'kit', 'rework'] as const
export type TransformationKind = (typeof TRANSFORMATION_KINDS)[number]

const consumedLine = v.pipe(
  v.object({
    ...field.itemNamed,
    lot: field.lot,
    location: field.location,
    status: v.optional(status, 'available'),
    quantity: field.quantity,
  }),
  v.check((payload) => field.namesOneItem(payload), field.NAME_ONE_ITEM),
)

const producedLine = v.pipe(
  v.object({
    ...field.itemNamed,
    /** Not given: the lot is named after its day and this transaction, see `madeLot`. */
    lot: v.optional(field.lot),
    location: field.location,
    quantity: field.quantity,
    producedOn: v.optional(field.date),
    /** Not given: of a repack or relabel, the earliest of what went in. */
    expiresOn: v.optional(field.date),
  }),
  v.check((payload) => field.namesOneItem(payload), field.NAME_ONE_ITEM),
)

export const transform = defineTransaction({
  name: 'transform',
  version: 1,
  describes: 'Lots were made into others: consumed here, produced there.',
  schema: v.object({
    kind: v.optional(v.picklist(TRANSFORMATION_KINDS, `The kind is ${TRANSFORMATION_KINDS.join(', ')}.`), 'production'),
    consumed: v.pipe(v.array(consumedLine), v.minLength(1, 'Name at least one lot that went in.'), v.maxLength(200)),
    produced: v.pipe(v.array(producedLine), v.minLength(1, 'Name at least one lot that came out.'), v.maxLength(200)),
    /** Produced units for one consumed unit, where people declare it. */
    yield: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e6))),
    ...field.document,
  }),
  upcasters: {},
})
