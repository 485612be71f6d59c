/** Orders 2026-01-01: searchOrders and getOrder. */
import type { Hono } from 'hono'
import { invalidInput, notFound } from './errors.ts'
import type { Gate } from './gate.ts'
import { createOrderSearch } from './order-search.ts'
import { DATA_SETS, orderView } from './order-view.ts'
import type { Orders } from './orders.ts'
import { oneOfEach } from './query.ts'
import type { Random } from './random.ts'

interface Parts {
  gate: Gate
  orders: Orders
  now: () => number
  random: Random
  marketplaceId: string
}

export const ORDER_ID = /^\d{3}-\d{7}-\d{7}$/

export function addOrderRoutes(app: Hono, { gate, orders, now, random, marketplaceId }: Parts): void {
  const search = createOrderSearch(now, random, marketplaceId)
  const searchOrders = gate.operation('searchOrders', (context) => {
    const dataSets = oneOfEach(context, 'includedData', DATA_SETS)
    const { ids, by, before, nextToken } = search(context, orders.all())
    const found = ids.map((id) => orders.get(id)).filter((order) => order !== undefined)
    const pagination = nextToken === undefined ? {} : { pagination: { nextToken } }
    const body = { orders: found.map((order) => orderView(order, dataSets, marketplaceId)), ...pagination }
    return context.json({ ...body, [`${by}Before`]: before })
  })
  const getOrder = gate.operation('getOrder', (context) => {
    const dataSets = oneOfEach(context, 'includedData', DATA_SETS)
    const id = context.req.param('orderId') ?? ''
    if (!ORDER_ID.test(id)) throw invalidInput('Invalid orderId.')
    const order = orders.get(id)
    if (!order) throw notFound(`Order ${id} was not found.`)
    return context.json({ order: orderView(order, dataSets, marketplaceId) })
  })
  app.get('/orders/2026-01-01/orders', searchOrders)
  app.get('/orders/2026-01-01/orders/:orderId', getOrder)
}
