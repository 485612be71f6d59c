/**
 * All plans made anew, as each night: 10,000 items in 4 channels, two years of days. The days are written past the API, as the
 * product keeps them. Pushes go on meanwhile. Then one item with an order line a day and channel, after a new order.
 */
import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { KINDS, seriesOf } from '../simulation/demand-series.ts'
import { createRandom } from '../simulation/random.ts'
import { type Figure, median, percentile } from './report.ts'
import { type BenchServer, startServer } from './server.ts'

const ITEMS = 10_000
const CHANNELS = ['amazon', 'shop', 'retail', 'wholesale'] as const
const DAYS = 730
const DAY_MS = 86_400_000
const SEED = 20_261_129
const PASS_WITHIN_MS = 240_000
const ORDERS = 20
const BATCH = 50
const PUSHES = 60
/** Of the item whose history is orders. */
const SOLD = 'SOLD'
const PART = `Replenishment: ${ITEMS.toLocaleString('en-US')} items, ${CHANNELS.length} channels, ${DAYS} days`

export async function measureReplenishment(): Promise<Figure[]> {
  const server = await startServer()
  try {
    for (const channel of CHANNELS)
      await server.api('PUT', `/channels/${channel}`, { name: channel, kind: 'dtc', priority: 1 })
    await server.api('PUT', '/locations/DOCK', { kind: 'dock' })
    await server.api('PUT', `/items/${SOLD}`, { name: SOLD, rotation: 'fifo', lotTracked: false })
    await server.stop()
    fill(server.databaseFile)
    await server.start()
    const quiet = await pushTimes(server, PUSHES)
    const { seconds, busy } = await passTimes(server)
    const memory = peakMegabytes(server)
    const one = await orderTimes(server)
    await server.command('audit')
    return [
      { part: PART, what: 'all plans made anew', value: seconds, unit: 's', target: { max: 60 } },
      {
        part: PART,
        what: '… most memory of the server, its threads included',
        value: memory,
        unit: 'MB',
        target: { max: 1_024 },
      },
      { part: PART, what: `a push of ${BATCH} receipts, nothing beside it, p50`, value: median(quiet), unit: 'ms' },
      { part: PART, what: '… while plans are made, p50', value: median(busy), unit: 'ms' },
      {
        part: PART,
        what: '… against nothing beside it',
        value: median(busy) / median(quiet),
        unit: '×',
        target: { max: 2 },
      },
      { part: PART, what: '… while plans are made, p99', value: percentile(busy, 99), unit: 'ms' },
      {
        part: PART,
        what: 'the plan of one item after a new order, p50',
        value: median(one),
        unit: 'ms',
        target: { max: 50 },
      },
      { part: PART, what: '… worst', value: percentile(one, 100), unit: 'ms' },
    ]
  } finally {
    await server.close()
  }
}

const skuOf = (nth: number): string => `ITEM-${String(nth).padStart(5, '0')}`

function fill(file: string): void {
  const database = new Database(file)
  database.pragma('synchronous = OFF')
  const random = createRandom(SEED)
  const from = new Date(Date.now() - DAYS * DAY_MS).toISOString().slice(0, 10)
  const item = database.prepare(
    `INSERT INTO items (sku, name, rotation, traced, lot_tracked, unit) VALUES (?, ?, 'fifo', 0, 0, 'each')`,
  )
  const series = database.prepare(`INSERT INTO demand_series VALUES ('MAIN', ?, ?, ?, ?)`)
  const plan = database.prepare(
    `INSERT INTO plans (warehouse, sku, rank, need, overstock, expiring, computed_at, plan) VALUES ('MAIN', ?, '2', 'none', 0, 0, 1, '{}')`,
  )
  database.transaction(() => {
    for (let nth = 0; nth < ITEMS; nth++) {
      item.run(skuOf(nth), skuOf(nth))
      plan.run(skuOf(nth))
      for (const [of, channel] of CHANNELS.entries()) {
        const kind = KINDS[(nth * CHANNELS.length + of) % KINDS.length] ?? 'smooth'
        series.run(skuOf(nth), channel, from, JSON.stringify(seriesOf(kind, DAYS, random)))
      }
    }
    fillOrders(database, random)
  })()
  database.close()
}

/** An order of one line in each channel on each day; all of them shipped. */
function fillOrders(database: Database.Database, random: { whole(least: number, most: number): number }): void {
  const order = database.prepare(
    `INSERT INTO orders (id, warehouse, channel, external_id, customer, on_short, status, version, placed_at, body_hash, answer)
     VALUES (?, 'MAIN', ?, ?, '{"id":"C","name":"C"}', 'reject', 'cancelled', 1, ?, '', '{}')`,
  )
  const line = database.prepare(
    `INSERT INTO order_lines (id, order_id, position, warehouse, channel, sku, quantity, unit_price, committed, backordered, planned, allocated, picked, shipped, cancelled, drawn)
     VALUES (?, ?, 0, 'MAIN', ?, ?, ?, '{"amount":100,"currency":"USD"}', 0, 0, 0, 0, 0, 0, ?, 0)`,
  )
  for (let ago = DAYS; ago > 0; ago--)
    for (const channel of CHANNELS) {
      const [at, quantity] = [Date.now() - ago * DAY_MS, random.whole(1, 20)]
      const id = v7({ msecs: at })
      order.run(id, channel, id, at)
      line.run(v7({ msecs: at }), id, channel, SOLD, quantity, quantity)
    }
}

/** Receipts of an item that is planned like all, in a stream of their own. */
async function pushTimes(server: BenchServer, most: number, until: () => boolean = () => false): Promise<number[]> {
  const streamId = v7()
  const times: number[] = []
  for (let push = 0; push < most && !until(); push++) {
    const transactions = Array.from({ length: BATCH }, (_, nth) => ({
      ...{ id: v7(), seq: push * BATCH + nth + 1, v: 1, type: 'receive', occurredAt: new Date().toISOString() },
      payload: { sku: SOLD, lot: null, quantity: 1, location: 'DOCK' },
    }))
    const started = performance.now()
    await server.api('POST', '/sync/push', { deviceId: 'HH-1', streamId, transactions })
    times.push(performance.now() - started)
  }
  return times
}

/** From the first plan that is written to the last. */
async function passTimes(server: BenchServer): Promise<{ seconds: number; busy: number[] }> {
  const database = new Database(server.databaseFile, { readonly: true })
  const left = database.prepare(`SELECT count(*) AS n FROM plans WHERE computed_at = 1`).pluck()
  const deadline = performance.now() + PASS_WITHIN_MS
  let [began, ended] = [0, 0]
  const look = setInterval(() => {
    const now = performance.now()
    const count = left.get() as number
    if (count < ITEMS) began ||= now
    if (count === 0) ended ||= now
  }, 100)
  try {
    while (began === 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
    const busy = await pushTimes(server, Number.POSITIVE_INFINITY, () => ended > 0 || performance.now() > deadline)
    if (ended === 0) throw new Error(`${left.get()} plans were not made within ${PASS_WITHIN_MS / 1000} s.`)
    return { seconds: (ended - began) / 1000, busy }
  } finally {
    clearInterval(look)
    database.close()
  }
}

function peakMegabytes({ pid }: BenchServer): number {
  const status = readFileSync(`/proc/${pid()}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024
}

/** The plan that is asked for right after the order was taken. */
async function orderTimes(server: BenchServer): Promise<number[]> {
  const times: number[] = []
  for (let nth = 0; nth < ORDERS; nth++) {
    await server.api('POST', '/orders', {
      ...{ externalId: `bench ${nth}`, channel: 'shop', customer: { id: 'C', name: 'C' }, onShort: 'record' },
      lines: [{ sku: SOLD, quantity: 1, unitPrice: { amount: 100, currency: 'USD' } }],
    })
    const started = performance.now()
    const { items } = await server.api<{ items: { channels: unknown[] }[] }>('GET', `/replenishment?sku=${SOLD}`)
    times.push(performance.now() - started)
    if (items[0]?.channels.length !== CHANNELS.length) throw new Error('The plan does not have all channels.')
  }
  return times
}
