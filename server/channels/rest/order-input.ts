/** An order as its shop or ERP has it now, as it comes by our API or from a file. */
import * as v from 'valibot'
import * as field from '../../../shared/transactions/fields.ts'
import { MAX_LINES } from '../../orders/input.ts'
import { Problem } from '../../problem.ts'
import type { PlatformOrder } from '../intake/platform-order.ts'

const line = v.object({
  /** Once in its order; left out: the listing. */
  id: v.optional(field.name),
  listing: field.name,
  title: v.optional(field.name),
  /** What is wanted in all, in units of the listing, shipped or not; 0 gives the line up. */
  quantity: field.quantityOrZero,
  /** Of one unit of the listing. */
  unitPrice: field.nonNegativeMoney,
  discount: v.optional(field.nonNegativeMoney),
  tax: v.optional(field.nonNegativeMoney),
})

const lines = v.pipe(
  v.array(line),
  v.maxLength(MAX_LINES, `An order has at most ${MAX_LINES.toLocaleString('en-US')} lines. Send it as several orders.`),
  v.check(
    (all) => new Set(all.map(({ id, listing }) => id ?? listing)).size === all.length,
    'Two lines have the same id. Give each one of its own.',
  ),
)

const version = v.pipe(
  v.number('Give the version as a number.'),
  v.safeInteger('Give the version as a whole number.'),
  v.minValue(0, 'The version must not be negative.'),
)

export const restOrder = v.pipe(
  v.object({
    externalId: field.name,
    /** As people call it; left out: its externalId. */
    number: v.optional(field.name),
    changedAt: v.optional(field.instant),
    version: v.optional(version),
    placedAt: v.optional(field.instant),
    cancelled: v.optional(v.boolean('cancelled is true or false.'), false),
    awaitsPayment: v.optional(v.boolean('awaitsPayment is true or false.'), false),
    customer: v.optional(v.looseObject({ id: field.name, name: field.name })),
    shipTo: v.optional(v.record(v.string(), v.unknown())),
    shipBy: v.optional(v.union([field.instant, field.date], 'Give shipBy as a date or as an instant in UTC.')),
    shippingPaid: v.optional(field.nonNegativeMoney),
    tax: v.optional(field.nonNegativeMoney),
    discount: v.optional(field.nonNegativeMoney),
    fees: v.optional(v.unknown()),
    lines,
    returns: v.optional(
      v.array(
        v.object({
          reference: field.name,
          lines: v.array(v.object({ lineId: field.name, quantity: field.quantity, reason: field.reason })),
        }),
      ),
      [],
    ),
  }),
  v.forward(
    v.check(
      (order) => (order.changedAt === undefined) !== (order.version === undefined),
      'Say how new this is: by changedAt or by version, one of them, and always the same one.',
    ),
    ['changedAt'],
  ),
  v.forward(
    v.check(({ lines, cancelled }) => cancelled || lines.length > 0, 'An order that is not cancelled has lines.'),
    ['lines'],
  ),
)
export type RestOrder = v.InferOutput<typeof restOrder>

/** Later than that no change can have been: its clock is wrong, and all that follows would count as older. */
const AHEAD_MS = 86_400_000

/** Throws a Problem where it says to be of a time that has not come. */
export function platformOrderOf(order: RestOrder, now: number): PlatformOrder {
  const changedAt = order.version ?? Date.parse(order.changedAt ?? '')
  if (order.version === undefined && changedAt > now + AHEAD_MS)
    throw new Problem(422, 'invalid', 'changedAt: This time has not come yet. Look at the clock of who sends it.', {
      field: 'changedAt',
    })
  const { externalId, number = externalId, customer = { id: 'guest', name: 'Guest' } } = order
  return {
    externalId,
    number,
    changedAt,
    placedAt: order.placedAt === undefined ? now : Date.parse(order.placedAt),
    cancelled: order.cancelled,
    awaitsPayment: order.awaitsPayment,
    customer,
    shipTo: order.shipTo ?? null,
    shipBy: order.shipBy ?? null,
    shippingPaid: order.shippingPaid ?? null,
    tax: order.tax ?? null,
    discount: order.discount ?? null,
    fees: order.fees ?? null,
    lines: order.lines.map(({ listing, quantity, unitPrice, ...line }) => ({
      id: line.id ?? listing,
      listing,
      title: line.title ?? listing,
      units: { total: quantity },
      unitPrice,
      quantity,
      discount: line.discount ?? null,
      tax: line.tax ?? null,
    })),
    returns: order.returns,
    source: order,
  }
}
