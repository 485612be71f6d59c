/** confirmShipment of Orders v0, which is still the current one: 2026-01-01 only reads. */
import type { Hono } from 'hono'
import { invalidInput, notFound, type Refusal } from './errors.ts'
import type { Gate } from './gate.ts'
import { ORDER_ID } from './order-routes.ts'
import { type Order, type Orders, type Package, statusOf } from './orders.ts'
import { bodyOf, requireMarketplace, timeOf } from './query.ts'

/** A few of the codes that Amazon knows; `Other` needs a name. */
export const CARRIERS = [
  'USPS',
  'UPS',
  'UPSMI',
  'FedEx',
  'DHL',
  'DHL eCommerce',
  'OnTrac',
  'LaserShip',
  'Asendia',
  'Other',
]

const wrongType = (field: string) =>
  invalidInput(`The input you have submitted is not valid. Please check the fields with invalid type [${field}].`)

/** As reported in amzn/selling-partner-api-models#5037. */
const noPackage = () =>
  invalidInput(
    'Failed to create package due to not finding a matching package or order already fulfilled. ErrorMessage(errorCode=GeneralError, errorDescription=Unable to find package to update for order (), errorMetric=PackageToUpdateNotFound, packageIndex=null)',
  )

function textIn(detail: Record<string, unknown>, field: string): string {
  const value = detail[field]
  // A number in place of text is refused: amzn/selling-partner-api-models#5094.
  if (typeof value !== 'string') throw wrongType(`packageDetail.${field}`)
  if (value.trim() === '') throw invalidInput(`packageDetail.${field} is missing.`)
  return value
}

function itemsIn(value: unknown): Package['items'] {
  if (!Array.isArray(value) || value.length === 0) throw wrongType('packageDetail.orderItems')
  return value.map((one: unknown) => {
    const { orderItemId, quantity } = (one ?? {}) as Record<string, unknown>
    if (typeof orderItemId !== 'string') throw wrongType('packageDetail.orderItems.orderItemId')
    if (!Number.isInteger(quantity) || (quantity as number) < 1) throw invalidInput('quantity must be at least 1.')
    return { orderItemId, quantity: quantity as number }
  })
}

function carrierIn(detail: Record<string, unknown>): Pick<Package, 'carrierCode' | 'carrierName'> {
  const carrierCode = textIn(detail, 'carrierCode')
  if (!CARRIERS.includes(carrierCode)) throw invalidInput(`Invalid carrierCode: ${carrierCode}.`)
  if (carrierCode === 'Other' || detail.carrierName !== undefined)
    return { carrierCode, carrierName: textIn(detail, 'carrierName') }
  return { carrierCode }
}

function packageIn(detail: Record<string, unknown>, now: number): Package {
  const packageReferenceId = textIn(detail, 'packageReferenceId')
  if (!/^[1-9]\d*$/.test(packageReferenceId)) {
    throw invalidInput('PackageReferenceId: is invalid, must be a positive numeric value.')
  }
  const shipTime = textIn(detail, 'shipDate')
  if (timeOf(shipTime) === undefined) throw invalidInput('Invalid shipDate.')
  const method = detail.shippingMethod === undefined ? {} : { shippingMethod: textIn(detail, 'shippingMethod') }
  const trackingNumber = textIn(detail, 'trackingNumber')
  const items = itemsIn(detail.orderItems)
  return { packageReferenceId, ...carrierIn(detail), ...method, trackingNumber, shipTime, createdAt: now, items }
}

function refusalOf(order: Order, sent: Package, replaced: Package | undefined): Refusal | undefined {
  if (order.fulfilledBy !== 'MERCHANT') return invalidInput('The order is fulfilled by Amazon.')
  if (['PENDING', 'PENDING_AVAILABILITY', 'CANCELLED', 'UNFULFILLABLE'].includes(order.status)) {
    return invalidInput(`The order is ${order.status} and cannot be shipped.`)
  }
  if (order.status === 'SHIPPED' && !replaced) return noPackage()
  for (const { orderItemId, quantity } of totalsOf(sent.items)) {
    const item = order.items.find((one) => one.orderItemId === orderItemId)
    if (!item) return invalidInput(`Invalid orderItemId: ${orderItemId}.`)
    if (quantity > item.quantity - item.shipped + inPackage(replaced, orderItemId)) {
      return invalidInput(`The quantity of order item ${orderItemId} is more than is left to ship.`)
    }
  }
  return undefined
}

const inPackage = (one: Package | undefined, id: string) =>
  (one?.items ?? []).filter(({ orderItemId }) => orderItemId === id).reduce((sum, { quantity }) => sum + quantity, 0)

function totalsOf(items: Package['items']): Package['items'] {
  const sums = new Map<string, number>()
  for (const { orderItemId, quantity } of items) sums.set(orderItemId, (sums.get(orderItemId) ?? 0) + quantity)
  return [...sums].map(([orderItemId, quantity]) => ({ orderItemId, quantity }))
}

/** A known package is updated in place, so that a confirmation whose answer was lost can be sent again. */
function put(order: Order, sent: Package, replaced: Package | undefined): void {
  if (replaced) order.packages[order.packages.indexOf(replaced)] = { ...sent, createdAt: replaced.createdAt }
  else order.packages.push(sent)
  for (const item of order.items)
    item.shipped += inPackage(sent, item.orderItemId) - inPackage(replaced, item.orderItemId)
  order.status = statusOf(order.items)
}

interface Parts {
  gate: Gate
  orders: Orders
  now: () => number
  marketplaceId: string
}

export function addShipmentConfirmation(app: Hono, { gate, orders, now, marketplaceId }: Parts): void {
  const confirm = gate.operation('confirmShipment', async (context) => {
    const id = context.req.param('orderId') ?? ''
    const body = await bodyOf(context)
    requireMarketplace(body.marketplaceId, marketplaceId)
    if (!ORDER_ID.test(id)) throw invalidInput('Invalid orderId.')
    if (typeof body.packageDetail !== 'object' || body.packageDetail === null) throw wrongType('packageDetail')
    const sent = packageIn(body.packageDetail as Record<string, unknown>, now())
    const order = orders.get(id)
    if (!order) throw notFound(`Order ${id} was not found.`)
    const replaced = order.packages.find((one) => one.packageReferenceId === sent.packageReferenceId)
    const refusal = refusalOf(order, sent, replaced)
    if (refusal) throw refusal
    put(order, sent, replaced)
    orders.touched(order, 'Shipment Confirmed')
    return context.body(null, 204)
  })
  app.post('/orders/v0/orders/:orderId/shipmentConfirmation', confirm)
}
