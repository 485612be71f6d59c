/**
 * Orders of Amazon (Orders 2026-01-01): a search for what has changed brings whole orders, seldom and up to two minutes ago;
 * what Amazon says by itself is asked for one by one.
 */
import * as v from 'valibot'
import type { Changes, Failed, Odd, OrderSource, OrdersRead } from '../connector.ts'
import type { PlatformOrder } from '../intake/platform-order.ts'
import type { Call } from './call.ts'
import { type Read, readOrder } from './order.ts'
import { unsure } from './said.ts'

/** One call each: more would outlast the lease of whoever reads. */
const BATCH = 10
/** A search comes back into the bucket every three minutes: the rest pays for pages. */
const POLL_MS = 240_000
/** Amazon searches only what is two minutes old; clocks differ a little. */
const SETTLING_MS = 130_000

/** Others are no orders of a merchant. */
export const ORDER_ID = /^\d{3}-\d{7}-\d{7}$/

const INCLUDED = 'BUYER,RECIPIENT,PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX,PAYMENT'

const unreadable = unsure('unreadable-answer', 'The answer of Amazon could not be read.')

const page = v.object({
  orders: v.array(v.unknown()),
  pagination: v.nullish(v.object({ nextToken: v.nullish(v.string()) })),
  lastUpdatedBefore: v.nullish(v.string()),
})
const single = v.object({ order: v.unknown() })

/** `after`: the search begins there. `token`: its next page. `before`: where it ends, as Amazon said on its first page. */
const placeSchema = v.object({ after: v.number(), token: v.nullable(v.string()), before: v.nullable(v.number()) })
type Place = v.InferOutput<typeof placeSchema>

export function orderSource(call: Call, marketplaceId: string, now: () => number): OrderSource {
  async function search({ after, token }: Place) {
    const query = new URLSearchParams({
      lastUpdatedAfter: new Date(after).toISOString(),
      marketplaceIds: marketplaceId,
      fulfilledBy: 'MERCHANT',
      maxResultsPerPage: '100',
      includedData: INCLUDED,
      ...(token !== null && { paginationToken: token }),
    })
    return call({ operation: 'searchOrders', method: 'GET', path: `/orders/2026-01-01/orders?${query}` })
  }

  async function readOne(id: string): Promise<Read | Failed> {
    if (!ORDER_ID.test(id)) return { kind: 'not-ours' }
    const path = `/orders/2026-01-01/orders/${encodeURIComponent(id)}?includedData=${INCLUDED}`
    const answer = await call({ operation: 'getOrder', method: 'GET', path })
    if (answer.kind === 'unknown') return { kind: 'not-ours' }
    // It says so of this order alone: the others are read all the same.
    if (answer.kind === 'refused') return { ...answer, kind: 'odd', externalId: id, source: null }
    if (answer.kind !== 'answered') return answer
    return v.is(single, answer.body) ? readOrder(answer.body.order, marketplaceId) : unreadable
  }

  return {
    batch: BATCH,
    pollMs: POLL_MS,

    async changed(text, since): Promise<Changes | Failed> {
      const place: Place =
        text === null ? { after: since, token: null, before: null } : v.parse(placeSchema, JSON.parse(text))
      const nothing: Changes = { kind: 'changes', orders: [], stamps: [], place: JSON.stringify(place), more: false }
      if (place.token === null && place.after > now() - SETTLING_MS) return nothing
      const answer = await search(place)
      // A page lives for a day. What is too old is searched for anew, at the next poll: searches are few.
      if (answer.kind === 'refused' && place.token !== null)
        return { ...nothing, place: JSON.stringify({ ...place, token: null, before: null }) }
      if (answer.kind === 'unknown') return unreadable
      if (answer.kind !== 'answered') return answer
      const parsed = v.safeParse(page, answer.body)
      if (!parsed.success) return unreadable
      const { orders, pagination, lastUpdatedBefore } = parsed.output
      const found = sorted(orders.map((order) => readOrder(order, marketplaceId)))
      const before = place.before ?? endOf(lastUpdatedBefore, now())
      const token = pagination?.nextToken || null
      const next: Place =
        token === null
          ? { after: Math.max(place.after, before), token: null, before: null }
          : { after: place.after, token, before }
      return { kind: 'changes', ...found, stamps: [], place: JSON.stringify(next), more: token !== null }
    },

    async read(externalIds): Promise<OrdersRead | Failed> {
      const found: Read[] = []
      for (const [nth, id] of externalIds.entries()) {
        const one = await readOne(id)
        if (isRead(one)) found.push(one)
        else if (nth === 0) return one
        else return { kind: 'orders', ...sorted(found), rest: { externalIds: externalIds.slice(nth), failed: one } }
      }
      return { kind: 'orders', ...sorted(found) }
    },
  }
}

const isRead = (one: Read | Failed): one is Read => one.kind === 'ours' || one.kind === 'not-ours' || one.kind === 'odd'

function sorted(found: readonly Read[]): { orders: PlatformOrder[]; odd: Odd[] } {
  return {
    orders: found.flatMap((one) => (one.kind === 'ours' ? [one.order] : [])),
    odd: found.flatMap((one) => (one.kind === 'odd' ? [oddOf(one)] : [])),
  }
}

const oddOf = ({ externalId, source, code, detail, advice }: Odd): Odd => ({ externalId, source, code, detail, advice })

/** Where Amazon does not say it, what it has surely searched. */
function endOf(text: string | null | undefined, now: number): number {
  const said = Date.parse(text ?? '')
  return Number.isNaN(said) ? now - SETTLING_MS : said
}
