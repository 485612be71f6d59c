/**
 * Vendure by HTTP. Its shop takes an order in steps, each a mutation of its own; all of them travel in one request, which is the
 * fewest that it can be asked for, and each connection keeps its session, so that none has to be opened while the clock runs.
 */
import { join } from 'node:path'
import { type Child, openProgram } from '../child.ts'
import { type LoadAnswer, type LoadInput, requestText } from '../load.ts'
import { type AskedOrder, SALES } from '../orders.ts'
import { CONNECTIONS } from '../plan.ts'
import { freePort } from '../server.ts'
import { range } from '../warehouse.ts'
import type { Installed } from './install.ts'
import { dealt, type Side, type Told } from './side.ts'

const ADMIN = { user: 'admin', password: 'of-benches-only' }
const PRICE = 4.99
const PAGE = 100
/** It makes its tables and imports the items. */
const READY_WITHIN_MS = 300_000

const ORDER = `mutation Order($item: ID!, $quantity: Int!, $customer: CreateCustomerInput!, $methods: [ID!]!) {
  addItemToOrder(productVariantId: $item, quantity: $quantity) { ...failure }
  setCustomerForOrder(input: $customer) { ...failure }
  setOrderShippingMethod(shippingMethodId: $methods) { ...failure }
  transitionOrderToState(state: "ArrangingPayment") { ...failure }
  addPaymentToOrder(input: { method: "invoice", metadata: {} }) { ...failure ... on Order { state totalQuantity } }
}
fragment failure on ErrorResult { errorCode message }`

const STOCK = 'query Stock($item: ID!) { productVariant(id: $item) { sku stockLevels { stockOnHand stockAllocated } } }'

const ITEMS = `query Items($skip: Int!, $take: Int!) {
  productVariants(options: { skip: $skip, take: $take, sort: { id: ASC } }) {
    totalItems
    items { id sku stockLevels { stockOnHand stockAllocated } }
  }
}`

const PLACED = '{ orders(options: { take: 1, filter: { state: { eq: "PaymentSettled" } } }) { totalItems } }'

interface Variant {
  id: string
  sku: string
  stockLevels: { stockOnHand: number; stockAllocated: number }[]
}

export async function openVendure({ folder, version }: Installed, load: Child<LoadInput, LoadAnswer>): Promise<Side> {
  const port = await freePort()
  const program = await openProgram<object, void>(join(folder, 'vendure-shop.cjs'), {
    ...{ name: 'Vendure', cwd: folder, answerWithinMs: READY_WITHIN_MS },
  })
  const quantity = SALES.lotsPerSku * SALES.quantity
  await program.call({ job: 'start', folder, port, ...ADMIN, skus: SALES.skus, quantity, price: PRICE })
  const admin = await openAdmin(port)
  const methods = await shippingMethods(port, admin)
  const ids = new Map((await variants(port, admin)).map(({ sku, id }) => [sku, id]))
  const sessions = await Promise.all(range(CONNECTIONS).map(() => openSession(port)))

  const ask = (token: string, api: string, body: object) =>
    requestText(port, token, { method: 'POST', root: '', path: `/${api}`, body })
  const orderText = (session: string, { customer, lines: [line] }: AskedOrder) => {
    const mail = `${customer.id.toLowerCase()}@example.com`
    const variables = {
      item: ids.get(line?.sku ?? ''),
      quantity: line?.quantity,
      customer: { firstName: customer.name, lastName: customer.id, emailAddress: mail },
      methods,
    }
    return ask(session, 'shop-api', { query: ORDER, variables })
  }
  return {
    name: `Vendure ${version('@vendure/core')}`,
    async place(orders) {
      const connections = dealt(orders, CONNECTIONS).map((some, connection) =>
        some.map((order) => orderText(sessions[connection] ?? '', order)),
      )
      const answer = await load.call({ port, connections })
      assertSettled(answer, orders)
      return answer
    },
    read(forMs) {
      const requests = SALES.skus.map((sku) =>
        ask(admin, 'admin-api', { query: STOCK, variables: { item: ids.get(sku) } }),
      )
      return load.call({ port, connections: dealt(requests, CONNECTIONS), forMs })
    },
    async tell() {
      const { orders } = await askOnce<{ orders: { totalItems: number } }>(port, admin, { query: PLACED })
      const units: Told['units'] = {}
      for (const { sku, stockLevels } of await variants(port, admin))
        units[sku] = stockLevels.reduce((all, { stockAllocated }) => all + stockAllocated, 0)
      return { orders: orders.totalItems, units }
    },
    async close() {
      program.close()
    },
  }
}

interface Failed {
  errorCode?: string
}

/** GraphQL says 200 also where it refuses. */
function assertSettled(answer: LoadAnswer, orders: readonly AskedOrder[]): void {
  let units = 0
  for (const body of answer.bodies) {
    const { data, errors } = JSON.parse(body) as { data?: Record<string, Failed>; errors?: unknown }
    const placed = data?.addPaymentToOrder as { state?: string; totalQuantity?: number } | undefined
    const refused = Object.values(data ?? {}).some((step) => step?.errorCode !== undefined)
    if (errors !== undefined || refused || placed?.state !== 'PaymentSettled')
      throw new Error(`Vendure did not take an order: ${body}`)
    units += placed.totalQuantity ?? 0
  }
  const asked = orders.flatMap(({ lines }) => lines).reduce((all, { quantity }) => all + quantity, 0)
  if (answer.bodies.length !== orders.length || units !== asked)
    throw new Error(`Vendure answered ${answer.bodies.length} orders of ${units} units; ${asked} units were asked for.`)
}

const shopUrl = (port: number) => `http://127.0.0.1:${port}/shop-api`
const adminUrl = (port: number) => `http://127.0.0.1:${port}/admin-api`

async function post(url: string, body: object, token?: string): Promise<Response> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const headers = { 'content-type': 'application/json', ...authorization }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function tokenOf(url: string, query: string): Promise<string> {
  const response = await post(url, { query })
  const token = response.headers.get('vendure-auth-token')
  if (!token) throw new Error(`Vendure gave no session: ${await response.text()}`)
  return token
}

const openAdmin = (port: number): Promise<string> =>
  tokenOf(adminUrl(port), `mutation { login(username: "${ADMIN.user}", password: "${ADMIN.password}") { __typename } }`)

/** Of a guest. */
const openSession = (port: number): Promise<string> => tokenOf(shopUrl(port), '{ activeOrder { id } }')

async function askOnce<Data>(port: number, admin: string, body: object): Promise<Data> {
  const { data, errors } = (await (await post(adminUrl(port), body, admin)).json()) as { data: Data; errors?: unknown }
  if (errors) throw new Error(`Vendure: ${JSON.stringify(errors)}`)
  return data
}

async function shippingMethods(port: number, admin: string): Promise<string[]> {
  const query = '{ shippingMethods { items { id } } }'
  const data = await askOnce<{ shippingMethods: { items: { id: string }[] } }>(port, admin, { query })
  return data.shippingMethods.items.map(({ id }) => id)
}

async function variants(port: number, admin: string): Promise<Variant[]> {
  const found: Variant[] = []
  for (;;) {
    const variables = { skip: found.length, take: PAGE }
    const data = await askOnce<{ productVariants: { totalItems: number; items: Variant[] } }>(port, admin, {
      ...{ query: ITEMS, variables },
    })
    found.push(...data.productVariants.items)
    if (data.productVariants.items.length === 0 || found.length >= data.productVariants.totalItems) return found
  }
}
