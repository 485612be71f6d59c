/** What a listing of Amazon shows of the merchant's own stock, and how it is told another number. */
import * as v from 'valibot'
import type { UpdateOutcome } from '../connector.ts'
import { quoted, unsure } from './said.ts'

/** The merchant's own stock; AMAZON_… is what Amazon holds, and none of our business. */
const MERCHANT = 'DEFAULT'

/** `merge` leaves the lead time and the restock date as they are; `replace` would wipe them. */
export const quantityPatch = (quantity: number) => ({
  productType: 'PRODUCT',
  patches: [
    {
      op: 'merge',
      path: '/attributes/fulfillment_availability',
      value: [{ fulfillment_channel_code: MERCHANT, quantity }],
    },
  ],
})

const submission = v.object({
  status: v.string(),
  issues: v.optional(
    v.array(v.object({ code: v.string(), message: v.string(), severity: v.optional(v.string(), 'ERROR') })),
    [],
  ),
})

/** Amazon's code for a SKU that it does not have. */
const NO_SUCH_SKU = '13013'

/** Amazon says INVALID in an answer of 200. */
export function outcomeOf(body: unknown): UpdateOutcome {
  const parsed = v.safeParse(submission, body)
  if (!parsed.success) return unsure('unreadable-answer', 'The answer of Amazon could not be read.')
  const { status, issues } = parsed.output
  if (status === 'ACCEPTED' || status === 'VALID') return { kind: 'done' }
  const errors = issues.filter(({ severity }) => severity === 'ERROR')
  const [first] = errors
  if (first?.code === NO_SUCH_SKU) return unknownListing(first.message)
  return {
    kind: 'refused',
    code: first ? `amazon-${first.code}` : 'amazon-invalid',
    detail: `Amazon refuses the number: ${quoted(errors.map(({ message }) => message).join(' ') || status)}`,
    advice: 'Put right in Seller Central what Amazon says of this listing, then retry.',
  }
}

export const unknownListing = (words = 'it does not know this SKU.'): UpdateOutcome => ({
  kind: 'refused',
  code: 'listing-unknown',
  detail: `Amazon has no such listing: ${quoted(words)}`,
  advice: 'List the SKU in Seller Central, or correct the mapping, then retry.',
})

/** Told a number of the merchant's, it would be the merchant's to send. */
export const amazonsOwn: UpdateOutcome = {
  kind: 'refused',
  code: 'fulfilled-by-amazon',
  detail: 'Amazon sends this listing from its own stock; a number of yours would make it yours to send.',
  advice:
    'Map a SKU that you send yourself instead. If this one is to be sent by you, change that in Seller Central, then retry.',
}

const item = v.object({
  fulfillmentAvailability: v.array(v.object({ fulfillmentChannelCode: v.string(), quantity: v.optional(v.number()) })),
})

export interface Availability {
  /** Null: the merchant offers nothing there. */
  shown: number | null
  isAmazons: boolean
}

/** Undefined: the answer is none. */
export function availabilityIn(body: unknown): Availability | undefined {
  if (!v.is(item, body)) return undefined
  const { fulfillmentAvailability: all } = body
  return {
    shown: all.find(({ fulfillmentChannelCode: code }) => code === MERCHANT)?.quantity ?? null,
    isAmazons: all.some(({ fulfillmentChannelCode: code }) => code !== MERCHANT),
  }
}
