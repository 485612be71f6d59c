/** An order of Amazon as it says it (Orders 2026-01-01), in our words. */
import * as v from 'valibot'
import type { Money } from '../../../shared/rules/money.ts'
import type { Odd, Said } from '../connector.ts'
import type { PlatformLine, PlatformOrder } from '../intake/platform-order.ts'
import { moneyOf, sumOf } from '../money-of.ts'
import { currencyOf } from './currencies.ts'
import { quoted } from './said.ts'

const money = v.object({ amount: v.string(), currencyCode: v.string() })

const breakdown = v.object({
  type: v.string(),
  subtotal: money,
  detailedBreakdowns: v.nullish(v.array(v.object({ subtype: v.nullish(v.string()), value: v.nullish(money) }))),
})

const item = v.object({
  orderItemId: v.string(),
  quantityOrdered: v.number(),
  product: v.object({
    title: v.nullish(v.string()),
    asin: v.nullish(v.string()),
    sellerSku: v.nullish(v.string()),
    price: v.nullish(v.object({ unitPrice: v.nullish(money) })),
  }),
  proceeds: v.nullish(v.object({ breakdowns: v.nullish(v.array(breakdown)) })),
  cancellation: v.nullish(
    v.object({
      cancellationRequest: v.nullish(
        v.object({ requester: v.nullish(v.string()), cancelReason: v.nullish(v.string()) }),
      ),
    }),
  ),
  fulfillment: v.nullish(
    v.object({ quantityFulfilled: v.nullish(v.number()), quantityUnfulfilled: v.nullish(v.number()) }),
  ),
})
type Item = v.InferOutput<typeof item>

const order = v.object({
  orderId: v.string(),
  createdTime: v.string(),
  lastUpdatedTime: v.string(),
  salesChannel: v.object({ marketplaceId: v.nullish(v.string()) }),
  buyer: v.nullish(v.object({ buyerName: v.nullish(v.string()), buyerEmail: v.nullish(v.string()) })),
  recipient: v.nullish(v.object({ deliveryAddress: v.nullish(v.looseObject({ name: v.nullish(v.string()) })) })),
  fulfillment: v.object({
    fulfillmentStatus: v.string(),
    fulfilledBy: v.nullish(v.string()),
    shipByWindow: v.nullish(v.object({ latestDateTime: v.nullish(v.string()) })),
  }),
  orderItems: v.array(item),
})
type Order = v.InferOutput<typeof order>

export type Read =
  | { kind: 'ours'; order: PlatformOrder }
  /** Amazon sends it from its own stock, or it is of another marketplace. */
  | { kind: 'not-ours' }
  | ({ kind: 'odd' } & Odd)

export function readOrder(source: unknown, marketplaceId: string): Read {
  try {
    const parsed = v.parse(order, source)
    const { fulfillment, salesChannel } = parsed
    const isElsewhere = (salesChannel.marketplaceId ?? marketplaceId) !== marketplaceId
    if (fulfillment.fulfilledBy === 'AMAZON' || isElsewhere) return { kind: 'not-ours' }
    return { kind: 'ours', order: orderOf(parsed, marketplaceId, source) }
  } catch (error) {
    const { orderId } = Object(source) as { orderId?: unknown }
    return { kind: 'odd', externalId: String(orderId), source, ...notUnderstood(error) }
  }
}

const notUnderstood = (error: unknown): Said => ({
  code: 'order-not-understood',
  detail: `Amazon says this order in a way that is not understood: ${quoted(error instanceof Error ? error.message : '')}`,
  advice: 'Look at it in Seller Central and place it by hand; then report this, and ignore it here.',
})

/** Sold, and nobody may pack for it yet. The last one should be of Amazon's own shipments only: it is held until someone looks. */
const WAITS = new Set(['PENDING', 'PENDING_AVAILABILITY', 'UNFULFILLABLE'])

function orderOf(from: Order, marketplaceId: string, source: unknown): PlatformOrder {
  const { orderId, buyer, fulfillment, orderItems } = from
  const status = fulfillment.fulfillmentStatus
  const address = from.recipient?.deliveryAddress ?? null
  const latest = fulfillment.shipByWindow?.latestDateTime
  const name = buyer?.buyerName || address?.name || 'Buyer at Amazon'
  const cancelled = status === 'CANCELLED'
  return {
    externalId: orderId,
    number: orderId,
    changedAt: timeOf(from.lastUpdatedTime),
    placedAt: timeOf(from.createdTime),
    cancelled,
    awaitsPayment: WAITS.has(status),
    customer: { id: (buyer?.buyerEmail || 'buyer').slice(0, 200), name: name.slice(0, 200) },
    shipTo: address,
    shipBy: latest ? new Date(timeOf(latest)).toISOString() : null,
    shippingPaid: shippingOf(orderItems),
    tax: sumOf(orderItems.flatMap((one) => amountsOf(one, 'TAX'))) ?? null,
    discount: sumOf(orderItems.flatMap((one) => amountsOf(one, 'DISCOUNT'))) ?? null,
    fees: feesOf(orderItems),
    lines: orderItems.map((one) => lineOf(one, cancelled, currencyOf(marketplaceId))),
    returns: [],
    noticed: [...askedToCancel(orderItems), ...(status === 'UNFULFILLABLE' ? [unfulfillable] : [])],
    source,
  }
}

function timeOf(text: string): number {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new Error(`${text} is no time.`)
  return at
}

function lineOf(from: Item, cancelled: boolean, currency: string): PlatformLine {
  const { orderItemId, product, quantityOrdered, fulfillment } = from
  const fulfilled = fulfillment?.quantityFulfilled ?? 0
  const goods = sumOf(amountsOf(from, 'ITEM'))
  const unitPrice = product.price?.unitPrice
  const each = goods && quantityOrdered > 0 ? Math.round(goods.amount / quantityOrdered) : 0
  return {
    id: orderItemId,
    listing: product.sellerSku || null,
    title: product.title || product.asin || orderItemId,
    units: {
      open: cancelled ? 0 : (fulfillment?.quantityUnfulfilled ?? Math.max(0, quantityOrdered - fulfilled)),
      fulfilled,
    },
    unitPrice: unitPrice ? amountOf(unitPrice) : { amount: each, currency: goods?.currency ?? currency },
    quantity: quantityOrdered,
    discount: ofGoods(from, 'DISCOUNT'),
    tax: ofGoods(from, 'TAX'),
  }
}

const amountOf = ({ amount, currencyCode }: v.InferOutput<typeof money>): Money => moneyOf(amount, currencyCode)

const breakdownsOf = ({ proceeds }: Item, type: string) =>
  (proceeds?.breakdowns ?? []).filter((one) => one.type === type)

/** Discounts are known to be written with a minus and without. */
const positive = ({ amount, currency }: Money): Money => ({ amount: Math.abs(amount), currency })

const amountsOf = (from: Item, type: string): Money[] =>
  breakdownsOf(from, type).map(({ subtotal }) => positive(amountOf(subtotal)))

/** Of a sum, what is of the carriage, where Amazon says it apart. */
const ofShipping = (from: Item, type: string): Money[] =>
  breakdownsOf(from, type)
    .flatMap(({ detailedBreakdowns }) => detailedBreakdowns ?? [])
    .flatMap(({ subtype, value }) => (subtype === 'SHIPPING' && value ? [positive(amountOf(value))] : []))

const minus = ({ amount, currency }: Money): Money => ({ amount: -amount, currency })

/** A line's own part: what is taken off the carriage is no discount of the goods, and its tax is none of theirs. */
const ofGoods = (from: Item, type: 'DISCOUNT' | 'TAX'): Money | null =>
  sumOf([...amountsOf(from, type), ...ofShipping(from, type).map(minus)]) ?? null

function shippingOf(items: readonly Item[]): Money | null {
  const paid = items.flatMap((one) => amountsOf(one, 'SHIPPING'))
  const off = items.flatMap((one) => ofShipping(one, 'DISCOUNT')).map(minus)
  const sum = paid.length === 0 ? undefined : sumOf([...paid, ...off])
  return sum ? { ...sum, amount: Math.max(0, sum.amount) } : null
}

/** What is neither goods, carriage, tax nor discount, by Amazon's own names. */
function feesOf(items: readonly Item[]): Record<string, Money> | null {
  const found = ['GIFT_WRAP', 'COD_FEE', 'OTHER'].flatMap((type) => {
    const sum = sumOf(items.flatMap((one) => amountsOf(one, type)))
    return sum ? [[type, sum] as const] : []
  })
  return found.length === 0 ? null : Object.fromEntries(found)
}

/** Whether it is granted is for the seller to say: nothing is cancelled here before Amazon has cancelled it. */
function askedToCancel(items: readonly Item[]): Said[] {
  const asked = items.filter(
    ({ cancellation, fulfillment }) => cancellation?.cancellationRequest && (fulfillment?.quantityUnfulfilled ?? 0) > 0,
  )
  if (asked.length === 0) return []
  const names = asked.map(({ product, orderItemId }) => product.sellerSku ?? orderItemId).join(', ')
  const reason = asked[0]?.cancellation?.cancellationRequest?.cancelReason
  return [
    {
      code: 'cancellation-asked',
      detail: `The buyer asks to cancel ${quoted(names)}${reason ? ` (${quoted(reason)})` : ''}.`,
      advice:
        'Cancel it in Seller Central if it has not left: it is then cancelled here by itself. Or ship it and ignore this.',
    },
  ]
}

const unfulfillable: Said = {
  code: 'order-unfulfillable',
  detail: 'Amazon says that this order cannot be fulfilled.',
  advice:
    'Look at it in Seller Central. Its goods are kept for it, and it is not packed, until Amazon says something else.',
}
