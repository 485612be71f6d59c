/** searchOrders: one window of time, either of creation or of update, in pages that do not shift. */
import type { Context } from 'hono'
import { invalidInput } from './errors.ts'
import type { Order } from './orders.ts'
import { iso, listOf, oneOfEach, timeParameter } from './query.ts'
import type { Random } from './random.ts'

/** The newest orders are not searchable yet: the upper end must lie two minutes back. */
export const SETTLING_MS = 120_000
const TOKEN_LIFE_MS = 86_400_000
const STATUSES = [
  'PENDING_AVAILABILITY',
  'PENDING',
  'UNSHIPPED',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'CANCELLED',
  'UNFULFILLABLE',
]

interface Window {
  by: 'created' | 'lastUpdated'
  after: number
  before: number
}

export interface Page {
  ids: string[]
  by: Window['by']
  before: string
  nextToken?: string
}

interface Rest extends Omit<Page, 'nextToken'> {
  query: string
  expires: number
}

const timeIn = (order: Order, by: Window['by']) => (by === 'created' ? order.createdAt : order.updatedAt)

function windowOf(context: Context, now: number): Window {
  const time = (name: string) => timeParameter(context, name)
  const [created, updated] = [time('createdAfter'), time('lastUpdatedAfter')]
  const after = created ?? updated
  if (after === undefined || (created !== undefined && updated !== undefined)) {
    throw invalidInput('Exactly one of createdAfter and lastUpdatedAfter must be provided.')
  }
  const by = created === undefined ? 'lastUpdated' : 'created'
  if (time(by === 'created' ? 'lastUpdatedBefore' : 'createdBefore') !== undefined) throw invalidInput()
  const newest = now - SETTLING_MS
  const before = time(`${by}Before`)
  if (before !== undefined && (before < after || before > newest)) throw invalidInput(`Invalid ${by}Before.`)
  return { by, after, before: before ?? newest }
}

function pageSizeOf(context: Context): number {
  const size = Number(context.req.query('maxResultsPerPage') ?? 100)
  if (!Number.isInteger(size) || size < 1 || size > 100) throw invalidInput('maxResultsPerPage must be from 1 to 100.')
  return size
}

/** All parameters must be the same on the next page, but for the size and the data sets. */
function queryOf(context: Context): string {
  const free = ['maxResultsPerPage', 'includedData', 'paginationToken']
  const pairs = Object.entries(context.req.queries()).filter(([name]) => !free.includes(name))
  return JSON.stringify(pairs.toSorted(([a], [b]) => a.localeCompare(b)))
}

function matching(context: Context, orders: readonly Order[], { by, after, before }: Window): string[] {
  const statuses = oneOfEach(context, 'fulfillmentStatuses', STATUSES)
  const parties = oneOfEach(context, 'fulfilledBy', ['MERCHANT', 'AMAZON'])
  return orders
    .filter((order) => timeIn(order, by) >= after && timeIn(order, by) <= before)
    .filter((order) => statuses.length === 0 || statuses.includes(order.status))
    .filter((order) => parties.length === 0 || parties.includes(order.fulfilledBy))
    .toSorted((a, b) => timeIn(a, by) - timeIn(b, by))
    .map(({ id }) => id)
}

export function createOrderSearch(now: () => number, random: Random, marketplaceId: string) {
  const rests = new Map<string, Rest>()
  function startOf(context: Context, orders: readonly Order[]): Rest {
    const token = context.req.query('paginationToken')
    const query = queryOf(context)
    if (token === undefined) {
      const window = windowOf(context, now())
      const marketplaces = listOf(context, 'marketplaceIds')
      const here = marketplaces.length === 0 || marketplaces.includes(marketplaceId)
      const ids = here ? matching(context, orders, window) : []
      return { ids, by: window.by, before: iso(window.before), query, expires: now() + TOKEN_LIFE_MS }
    }
    const rest = rests.get(token)
    if (!rest || rest.expires <= now() || rest.query !== query) throw invalidInput('Invalid paginationToken.')
    return rest
  }
  return (context: Context, orders: readonly Order[]): Page => {
    const size = pageSizeOf(context)
    const start = startOf(context, orders)
    const { by, before } = start
    const page = { ids: start.ids.slice(0, size), by, before }
    if (start.ids.length <= size) return page
    const nextToken = random.uuid()
    rests.set(nextToken, { ...start, ids: start.ids.slice(size) })
    return { ...page, nextToken }
  }
}
