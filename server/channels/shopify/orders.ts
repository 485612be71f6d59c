/** Orders of a shop: which have changed, and what each is now. Amounts are in the shop's currency. */
import * as v from 'valibot'
import type { Changes, Failed, OrderSource, Outside } from '../connector.ts'
import type { PlatformLine, PlatformOrder } from '../intake/platform-order.ts'
import { moneyOf, sumOf } from '../money-of.ts'
import { callShopify, type Shop } from './graphql.ts'
import { readReturns } from './returns.ts'
import { unreadable } from './unreadable.ts'

/** Orders in one call: their points must fit into the smallest bucket beside what is to be told. */
const BATCH = 10
/** Lines in one call; what has more is asked on. */
const LINES = 20
const STAMPS = 100
/** Words come within seconds; what none came of is found after that. */
const POLL_MS = 30_000
/** The shop's search learns of a change a little late. */
const OVERLAP_MS = 120_000

const LINE_FIELDS = `
  pageInfo { hasNextPage endCursor }
  nodes {
    id title variantTitle sku quantity currentQuantity unfulfilledQuantity requiresShipping
    variant { inventoryItem { id } }
    originalUnitPriceSet { shopMoney { amount currencyCode } }
    discountAllocations { allocatedAmountSet { shopMoney { amount currencyCode } } }
    taxLines { priceSet { shopMoney { amount currencyCode } } }
  }`

const READ = `query Orders($ids: [ID!]!, $lines: Int!) {
  nodes(ids: $ids) {
    ... on Order {
      id name createdAt updatedAt cancelledAt displayFinancialStatus returnStatus currencyCode note
      totalShippingPriceSet { shopMoney { amount currencyCode } }
      totalTaxSet { shopMoney { amount currencyCode } }
      totalDiscountsSet { shopMoney { amount currencyCode } }
      customer { id displayName email }
      shippingAddress {
        name company address1 address2 city province provinceCode zip country countryCodeV2 phone
      }
      shippingLine { title code }
      lineItems(first: $lines) {${LINE_FIELDS}}
    }
  }
}`

const MORE_LINES = `query MoreLines($id: ID!, $lines: Int!, $after: String) {
  order(id: $id) { lineItems(first: $lines, after: $after) {${LINE_FIELDS}} }
}`

const CHANGED = `query Changed($stamps: Int!, $query: String!, $after: String) {
  orders(first: $stamps, after: $after, sortKey: UPDATED_AT, query: $query) {
    pageInfo { hasNextPage endCursor }
    nodes { id updatedAt }
  }
}`

const bag = v.object({ shopMoney: v.object({ amount: v.string(), currencyCode: v.string() }) })
const page = v.object({ hasNextPage: v.boolean(), endCursor: v.nullish(v.string()) })

const lineItems = v.object({
  pageInfo: page,
  nodes: v.array(
    v.object({
      id: v.string(),
      title: v.string(),
      variantTitle: v.nullish(v.string()),
      sku: v.nullish(v.string()),
      quantity: v.number(),
      currentQuantity: v.number(),
      unfulfilledQuantity: v.number(),
      requiresShipping: v.boolean(),
      variant: v.nullish(v.object({ inventoryItem: v.object({ id: v.string() }) })),
      originalUnitPriceSet: bag,
      discountAllocations: v.array(v.object({ allocatedAmountSet: bag })),
      taxLines: v.array(v.object({ priceSet: bag })),
    }),
  ),
})

const orderNode = v.looseObject({
  id: v.string(),
  name: v.string(),
  createdAt: v.string(),
  updatedAt: v.string(),
  cancelledAt: v.nullable(v.string()),
  displayFinancialStatus: v.nullish(v.string()),
  returnStatus: v.nullish(v.string()),
  totalShippingPriceSet: v.nullish(bag),
  totalTaxSet: v.nullish(bag),
  totalDiscountsSet: v.nullish(bag),
  customer: v.nullish(v.object({ id: v.string(), displayName: v.string(), email: v.nullish(v.string()) })),
  shippingAddress: v.nullish(v.looseObject({ name: v.nullish(v.string()) })),
  lineItems,
})
type OrderNode = v.InferOutput<typeof orderNode>
type LineNode = v.InferOutput<typeof lineItems>['nodes'][number]

const readAnswer = v.object({ nodes: v.array(v.nullable(v.union([orderNode, v.strictObject({})]))) })
const moreAnswer = v.object({ order: v.object({ lineItems }) })
const changedAnswer = v.object({
  orders: v.object({ pageInfo: page, nodes: v.array(v.object({ id: v.string(), updatedAt: v.string() })) }),
})

export function orderSource(shop: Shop, outside: Outside): OrderSource {
  async function restOfLines({ id, lineItems: first }: OrderNode): Promise<LineNode[] | Failed> {
    const nodes = [...first.nodes]
    let { pageInfo } = first
    while (pageInfo.hasNextPage) {
      const answer = await callShopify(shop, outside, MORE_LINES, { id, lines: LINES, after: pageInfo.endCursor })
      if (answer.kind !== 'data') return answer
      const more = v.safeParse(moreAnswer, answer.data)
      if (!more.success) return unreadable
      nodes.push(...more.output.order.lineItems.nodes)
      pageInfo = more.output.order.lineItems.pageInfo
    }
    return nodes
  }

  async function whole(node: OrderNode): Promise<PlatformOrder | Failed> {
    const lines = await restOfLines(node)
    if (!Array.isArray(lines)) return lines
    const returns = returnStatusOf(node) ? await readReturns(shop, outside, node.id) : []
    if (!Array.isArray(returns)) return returns
    return { ...orderOf(node, lines), returns }
  }

  return {
    batch: BATCH,
    pollMs: POLL_MS,
    changed: (place, since) => changedSince(shop, outside, place, since),
    async read(ids) {
      const answer = await callShopify(shop, outside, READ, { ids, lines: LINES })
      if (answer.kind !== 'data') return answer
      const parsed = v.safeParse(readAnswer, answer.data)
      if (!parsed.success) return unreadable
      const orders: PlatformOrder[] = []
      for (const node of parsed.output.nodes) {
        if (node === null || !('id' in node)) continue
        const order = await whole(node as OrderNode)
        if ('kind' in order) return order
        orders.push(order)
      }
      return { kind: 'orders', orders }
    },
  }
}

const returnStatusOf = ({ returnStatus }: OrderNode): boolean => returnStatus != null && returnStatus !== 'NO_RETURN'

/** `since`: from when on; `after`: the page of that search that comes next; `newest`: the latest change seen in it. */
interface Place {
  since: number
  after: string | null
  newest: number
}

const placeSchema = v.object({ since: v.number(), after: v.nullable(v.string()), newest: v.number() })

/** To the second, as the shop keeps it. */
const searchTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

async function changedSince(
  shop: Shop,
  outside: Outside,
  text: string | null,
  from: number,
): Promise<Changes | Failed> {
  const place: Place =
    text === null ? { since: from, after: null, newest: from } : v.parse(placeSchema, JSON.parse(text))
  const query = `updated_at:>='${searchTime(place.since)}'`
  const answer = await callShopify(shop, outside, CHANGED, { stamps: STAMPS, query, after: place.after })
  if (answer.kind !== 'data') return answer
  const parsed = v.safeParse(changedAnswer, answer.data)
  if (!parsed.success) return unreadable
  const { nodes, pageInfo } = parsed.output.orders
  const stamps = nodes.map(({ id, updatedAt }) => ({ externalId: id, changedAt: Date.parse(updatedAt) }))
  const newest = Math.max(place.newest, ...stamps.map(({ changedAt }) => changedAt))
  const next: Place = pageInfo.hasNextPage
    ? { since: place.since, after: pageInfo.endCursor ?? null, newest }
    : { since: Math.max(place.since, newest - OVERLAP_MS), after: null, newest }
  return { kind: 'changes', orders: [], stamps, place: JSON.stringify(next), more: pageInfo.hasNextPage }
}

const money = ({ shopMoney: { amount, currencyCode } }: v.InferOutput<typeof bag>) => moneyOf(amount, currencyCode)

function orderOf(node: OrderNode, lines: readonly LineNode[]): Omit<PlatformOrder, 'returns'> {
  const { customer, shippingAddress } = node
  const name = customer?.displayName || shippingAddress?.name || 'Guest'
  return {
    externalId: node.id,
    number: node.name,
    changedAt: Date.parse(node.updatedAt),
    placedAt: Date.parse(node.createdAt),
    cancelled: node.cancelledAt !== null,
    awaitsPayment: node.displayFinancialStatus === 'PENDING',
    customer: { id: customer?.id ?? 'guest', name },
    shipTo: shippingAddress ?? null,
    shipBy: null,
    shippingPaid: node.totalShippingPriceSet ? money(node.totalShippingPriceSet) : null,
    tax: node.totalTaxSet ? money(node.totalTaxSet) : null,
    discount: node.totalDiscountsSet ? money(node.totalDiscountsSet) : null,
    fees: null,
    // What need not be shipped, such as a gift card, is not a warehouse's.
    lines: lines.filter(({ requiresShipping }) => requiresShipping).map(lineOf),
    source: { ...node, lineItems: lines },
  }
}

const lineOf = (line: LineNode): PlatformLine => ({
  id: line.id,
  listing: line.variant?.inventoryItem.id ?? null,
  title: [line.title, line.variantTitle, line.sku && `(${line.sku})`].filter(Boolean).join(' '),
  units: {
    open: line.unfulfilledQuantity,
    fulfilled: Math.max(0, line.currentQuantity - line.unfulfilledQuantity),
  },
  unitPrice: money(line.originalUnitPriceSet),
  quantity: line.quantity,
  // The line's own discount leaves codes out: what was allocated to it has all.
  discount: sumOf(line.discountAllocations.map(({ allocatedAmountSet }) => money(allocatedAmountSet))) ?? null,
  tax: sumOf(line.taxLines.map(({ priceSet }) => money(priceSet))) ?? null,
})
