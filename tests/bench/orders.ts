/** Orders by HTTP: placed with their commitment, then released to their lots, by many callers at once. */
import { type Child, openChild } from './child.ts'
import { type LoadAnswer, type LoadInput, requestText } from './load.ts'
import { CONNECTIONS } from './plan.ts'
import { type Figure, median, percentile } from './report.ts'
import { CHANNELS, openSales, type Sales } from './sales.ts'
import { type BenchServer, startServer } from './server.ts'
import { range } from './warehouse.ts'

const PART =
  'Orders: 1,000 items of 20 lots, 4 channels with protections, 8 connections with 4 requests in flight on each'
const ITEMS = 1_000
const LOTS = 20
const LOT_QUANTITY = 100
const PROTECTION = 100
const MOST_UNITS = 6
const WARM_UP = 1
const ROUNDS = 5
/** Vendure at its best makes 36 orders a second on such a machine. */
const PEER = 36
const TIMES = 50

interface Shape {
  what: string
  lines: number
  /** Orders of a round, on each connection. */
  perConnection: number
  /** Requests on the way at once, on each connection. */
  inFlight: number
  isJudged: boolean
}

const SHAPES: readonly Shape[] = [
  { what: '1 line', lines: 1, perConnection: 200, inFlight: 4, isJudged: true },
  { what: '1 line, 1 in flight', lines: 1, perConnection: 75, inFlight: 1, isJudged: false },
  { what: '10 lines', lines: 10, perConnection: 30, inFlight: 4, isJudged: false },
]

interface Phase {
  rates: number[]
  latencies: number[]
}

interface Measured {
  placed: Phase
  released: Phase
}

export async function measureOrders(): Promise<Figure[]> {
  const server = await startServer()
  try {
    await openSales(server, SALES)
    const load = await openChild<LoadInput, LoadAnswer>('./load.ts')
    try {
      const measured = await runRounds(server, load)
      await assertKept(server)
      return SHAPES.flatMap((shape, index) => figuresOf(shape, measured[index] as Measured))
    } finally {
      load.close()
    }
  } finally {
    await server.close()
  }
}

const skuAt = (index: number): string => `ART-${String(index % ITEMS).padStart(4, '0')}`

/** What the orders are placed against. */
export const SALES: Sales = {
  skus: range(ITEMS).map(skuAt),
  lotsPerSku: LOTS,
  quantity: LOT_QUANTITY,
  protection: PROTECTION,
}

/** The shapes take turns, so that a machine that slows down slows them all. */
async function runRounds(server: BenchServer, load: Child<LoadInput, LoadAnswer>): Promise<Measured[]> {
  const orders = takeOrders()
  const measured = SHAPES.map(
    (): Measured => ({ placed: { rates: [], latencies: [] }, released: { rates: [], latencies: [] } }),
  )
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const [index, shape] of SHAPES.entries()) {
      const asked = range(CONNECTIONS).map(() => range(shape.perConnection).map(() => orders.next(shape.lines)))
      const { placed, released } = await placeAndRelease(server, load, shape, asked)
      if (round < WARM_UP) continue
      note(measured[index]?.placed, placed)
      note(measured[index]?.released, released)
    }
  }
  return measured
}

function note(phase: Phase | undefined, { requests, elapsedMs, latenciesMs }: LoadAnswer): void {
  phase?.rates.push((requests * 1000) / elapsedMs)
  phase?.latencies.push(...latenciesMs)
}

export interface AskedOrder {
  externalId: string
  channel: string
  customer: { id: string; name: string }
  lines: { sku: string; quantity: number; unitPrice: { amount: number; currency: string } }[]
}

/** Every order asks for other items than the one before, and the channels take turns. */
export function takeOrders(): { next(lines: number): AskedOrder } {
  let orders = 0
  let lines = 0
  const nextLine = () => {
    lines += 1
    const quantity = 1 + (lines % MOST_UNITS)
    return { sku: skuAt(lines * 7), quantity, unitPrice: { amount: 499, currency: 'USD' } }
  }
  return {
    next(count) {
      orders += 1
      return {
        externalId: `BENCH-${orders}`,
        channel: CHANNELS[orders % CHANNELS.length]?.code ?? '',
        customer: { id: `C-${orders % 500}`, name: 'Customer' },
        lines: range(count).map(nextLine),
      }
    },
  }
}

async function placeAndRelease(
  server: BenchServer,
  load: Child<LoadInput, LoadAnswer>,
  { inFlight }: Shape,
  asked: readonly AskedOrder[][],
): Promise<{ placed: LoadAnswer; released: LoadAnswer }> {
  const { port, token } = server
  const places = asked.map((orders) =>
    orders.map((body) => requestText(port, token, { method: 'POST', path: '/orders', body })),
  )
  const placed = await load.call({ port, connections: places, inFlight, status: 201 })
  const orders = assertCommitted(placed, asked.flat())
  const releases = range(CONNECTIONS).map((connection) =>
    orders
      .filter((_, index) => index % CONNECTIONS === connection)
      .map(({ id }) => requestText(port, token, { method: 'POST', path: `/orders/${id}/release` })),
  )
  const released = await load.call({ port, connections: releases, inFlight })
  assertAllocated(released, orders)
  return { placed, released }
}

interface PlacedOrder {
  id: string
  externalId: string
  status: string
  lines: { id: string; sku: string; quantity: number; committed: number }[]
}

/** Every order that was asked for was answered once, as it was asked for, and committed whole. */
export function assertCommitted(answer: LoadAnswer, asked: readonly AskedOrder[]): PlacedOrder[] {
  const waiting = new Map(asked.map((order) => [order.externalId, order]))
  const placed = answer.bodies.map((body) => JSON.parse(body) as PlacedOrder)
  for (const order of placed) {
    const wanted = waiting.get(order.externalId)
    const isWhole =
      order.status === 'committed' &&
      order.lines.length === wanted?.lines.length &&
      order.lines.every(({ sku, quantity, committed }, index) => {
        const line = wanted.lines[index]
        return sku === line?.sku && quantity === line.quantity && committed === quantity
      })
    if (!isWhole) throw new Error(`An order was not committed as it was asked for: ${JSON.stringify(order)}`)
    waiting.delete(order.externalId)
  }
  if (waiting.size > 0) throw new Error(`${waiting.size} orders were not answered.`)
  return placed
}

interface ReleasedOrder {
  pickListId: string | null
  tasks: { lineId: string; sku: string; lot: string | null; location: string; quantity: number }[]
  short: unknown[]
}

/** Every line of every order has lots and bins for all its units. */
function assertAllocated(answer: LoadAnswer, orders: readonly PlacedOrder[]): void {
  const waiting = new Map(orders.flatMap(({ lines }) => lines.map(({ id, quantity }) => [id, quantity])))
  for (const body of answer.bodies) {
    const { pickListId, tasks, short } = JSON.parse(body) as ReleasedOrder
    if (pickListId === null || short.length > 0) throw new Error(`An order was not allocated wholly: ${body}`)
    for (const { lineId, lot, location, quantity } of tasks) {
      if (lot === null || location === '') throw new Error(`A task names no lot or no place: ${body}`)
      waiting.set(lineId, (waiting.get(lineId) ?? 0) - quantity)
    }
  }
  const other = [...waiting].filter(([, units]) => units !== 0)
  if (other.length > 0) throw new Error(`${other.length} lines got other than their units, such as ${other[0]}.`)
}

/** What was answered is what the database holds, and it adds up. */
async function assertKept(server: BenchServer): Promise<void> {
  await server.command('audit')
}

/** The peers were asked for orders of one line, one at a time on each of 8 connections. */
function figuresOf({ what, lines, inFlight, isJudged }: Shape, { placed, released }: Measured): Figure[] {
  const figure = (name: string, value: number, unit: string, more: Partial<Figure> = {}): Figure => ({
    part: PART,
    what: `${what}: ${name}`,
    value,
    unit,
    ...more,
  })
  const rounds = ({ rates }: Phase) => `rounds ${rates.map(Math.round).join(', ')}`
  const peers = lines === 1 ? 'Vendure 32–36/s by HTTP, Medusa reserves 370–378/s in process; ' : ''
  const beside = (words: string) => (lines === 1 && inFlight === 1 ? { beside: words } : {})
  return [
    figure('placed and committed', median(placed.rates), 'orders/s', {
      beside: `${peers}${rounds(placed)}`,
      ...(isJudged ? { target: { min: TIMES * PEER } } : {}),
    }),
    figure('placed, p50', percentile(placed.latencies, 50), 'ms', beside('Vendure 225, Medusa 20')),
    figure('placed, p99', percentile(placed.latencies, 99), 'ms', beside('Vendure 450, Medusa 42')),
    figure('released and allocated', median(released.rates), 'orders/s', { beside: rounds(released) }),
    figure('released, p50', percentile(released.latencies, 50), 'ms'),
    figure('released, p99', percentile(released.latencies, 99), 'ms'),
  ]
}
