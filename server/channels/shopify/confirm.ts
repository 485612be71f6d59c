/**
 * Tells a shop that a parcel has left. The call has no key of its own: a repetition would ship again. So where it may have
 * been made before, the shop's fulfilments are looked through first.
 */
import * as v from 'valibot'
import type { Outside, Parcel, ParcelOutcome, Said } from '../connector.ts'
import { callShopify, type Shop } from './graphql.ts'
import { unreadable } from './unreadable.ts'

const ASK = `query Fulfilments($id: ID!, $unsure: Boolean!) {
  order(id: $id) {
    fulfillmentOrders(first: 20) {
      nodes { id status lineItems(first: 100) { nodes { id remainingQuantity lineItem { id } } } }
    }
    fulfillments @include(if: $unsure) {
      id
      status
      trackingInfo { number }
      fulfillmentLineItems(first: 100) { nodes { quantity lineItem { id } } }
    }
  }
}`

const TELL = `mutation Ship($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id } userErrors { field message } }
}`

const asked = v.object({
  order: v.nullable(
    v.object({
      fulfillmentOrders: v.object({
        nodes: v.array(
          v.object({
            id: v.string(),
            status: v.string(),
            lineItems: v.object({
              nodes: v.array(
                v.object({ id: v.string(), remainingQuantity: v.number(), lineItem: v.object({ id: v.string() }) }),
              ),
            }),
          }),
        ),
      }),
      fulfillments: v.optional(
        v.array(
          v.object({
            id: v.string(),
            status: v.string(),
            trackingInfo: v.array(v.object({ number: v.nullish(v.string()) })),
            fulfillmentLineItems: v.object({
              nodes: v.array(v.object({ quantity: v.number(), lineItem: v.object({ id: v.string() }) })),
            }),
          }),
        ),
        [],
      ),
    }),
  ),
})
type AskedOrder = NonNullable<v.InferOutput<typeof asked>['order']>

const told = v.object({
  fulfillmentCreate: v.object({
    fulfillment: v.nullable(v.object({ id: v.string() })),
    userErrors: v.array(v.object({ message: v.string() })),
  }),
})

export async function confirmToShop(
  shop: Shop,
  outside: Outside,
  parcel: Parcel,
  notifyCustomer: boolean,
): Promise<ParcelOutcome> {
  const answer = await callShopify(shop, outside, ASK, { id: parcel.externalId, unsure: parcel.unsure })
  // Asking changes nothing.
  if (answer.kind === 'unsure') return { ...answer, kind: 'later', counts: true }
  if (answer.kind !== 'data') return answer
  const parsed = v.safeParse(asked, answer.data)
  if (!parsed.success) return unreadable
  const { order } = parsed.output
  if (!order) return refused({ ...nothingLeft, detail: 'The shop does not have this order any more.' })
  const before = parcel.unsure ? toldBefore(order, parcel) : undefined
  if (before !== undefined) return { kind: 'done', confirmedAs: before }
  const parts = partsOf(order, parcel)
  if (!parts) return refused(nothingLeft)
  const { carrier: company, trackingNumber: number } = parcel
  const trackingInfo = number === null ? {} : { trackingInfo: { number, ...(company !== null && { company }) } }
  const fulfillment = { lineItemsByFulfillmentOrder: parts, notifyCustomer, ...trackingInfo }
  const sent = await callShopify(shop, outside, TELL, { fulfillment })
  return sent.kind === 'data' ? outcomeOf(sent.data) : sent
}

function outcomeOf(data: unknown): ParcelOutcome {
  const parsed = v.safeParse(told, data)
  if (!parsed.success) return unreadable
  const { fulfillment, userErrors } = parsed.output.fulfillmentCreate
  if (fulfillment) return { kind: 'done', confirmedAs: fulfillment.id }
  return refused({
    code: 'shipment-refused',
    detail: `The shop does not take the shipment: ${userErrors.map(({ message }) => message).join(' ')}`,
    advice: 'Look at the order in the shop; retry, or mark it shipped there by hand and ignore this.',
  })
}

const refused = (said: Said): ParcelOutcome => ({ kind: 'refused', ...said })

const nothingLeft: Said = {
  code: 'nothing-left-to-ship',
  detail: 'The shop expects less of this order than has left: it was cancelled, or marked shipped there by hand.',
  advice: 'Look at the order in the shop; if the parcel should not have left, call it back. Then ignore this.',
}

type Lines = readonly { lineId: string; quantity: number }[]

const asText = (lines: Lines): string =>
  JSON.stringify([...lines].sort((a, b) => (a.lineId < b.lineId ? -1 : 1)).map((one) => [one.lineId, one.quantity]))

/** A fulfilment with just these lines and this tracking number that is no other parcel's. */
function toldBefore({ fulfillments }: AskedOrder, { lines, trackingNumber, others }: Parcel): string | undefined {
  const wanted = asText(lines)
  return fulfillments.find(({ id, status, trackingInfo, fulfillmentLineItems }) => {
    const has = fulfillmentLineItems.nodes.map(({ quantity, lineItem }) => ({ lineId: lineItem.id, quantity }))
    const isTracked = trackingNumber === null || trackingInfo.some(({ number }) => number === trackingNumber)
    return status !== 'CANCELLED' && !others.includes(id) && isTracked && asText(has) === wanted
  })?.id
}

/** The parcel's lines by the shop's own orders to fulfil; undefined: not all of it is wanted. */
function partsOf({ fulfillmentOrders }: AskedOrder, { lines }: Parcel) {
  const left = new Map(lines.map(({ lineId, quantity }) => [lineId, quantity]))
  const parts = fulfillmentOrders.nodes.flatMap(({ id, status, lineItems }) => {
    if (status === 'CLOSED' || status === 'CANCELLED') return []
    const rows = lineItems.nodes.flatMap((one) => {
      const quantity = Math.min(one.remainingQuantity, left.get(one.lineItem.id) ?? 0)
      if (quantity === 0) return []
      left.set(one.lineItem.id, (left.get(one.lineItem.id) ?? 0) - quantity)
      return [{ id: one.id, quantity }]
    })
    return rows.length === 0 ? [] : [{ fulfillmentOrderId: id, fulfillmentOrderLineItems: rows }]
  })
  return [...left.values()].some((quantity) => quantity > 0) ? undefined : parts
}
