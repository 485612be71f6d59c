/** Lotline under the same work as its peers: its own process, by HTTP, on SQLite or on PostgreSQL. */
import Database from 'better-sqlite3'
import { Client } from 'pg'
import type { Child } from '../child.ts'
import { type LoadAnswer, type LoadInput, requestText } from '../load.ts'
import { type AskedOrder, assertCommitted, SALES } from '../orders.ts'
import { CONNECTIONS } from '../plan.ts'
import { openSales } from '../sales.ts'
import { type BenchServer, startServer } from '../server.ts'
import { range } from '../warehouse.ts'
import { dealt, type Side, type Timed, type Told } from './side.ts'

export interface Lotline extends Side {
  /** With several requests on the way on each connection. */
  placeMany(orders: readonly AskedOrder[], inFlight: number): Promise<Timed>
  /** The same, again and again as long as more are wanted: with no time to breathe between, or so many a second. */
  placeWhile(areWanted: () => boolean, next: () => AskedOrder[], how: Placing): Promise<Timed>
  /** Reads by one connection that pauses after each, so that they meet the orders beside them instead of replacing them. */
  readSlowly(forMs: number, pauseMs: number): Promise<Timed>
  /** All that it has made durable since it started, by its own metrics. */
  commits(): Promise<Commits>
}

export interface Placing {
  inFlight: number
  perSecond?: number
}

export interface Commits {
  commits: number
  /** Spent in them, all together. */
  ms: number
  /** What they made durable. */
  units: number
}

export interface Loads {
  /** Each in a process of its own, so that reads and orders can be on the way together. */
  load: Child<LoadInput, LoadAnswer>
  beside: Child<LoadInput, LoadAnswer>
}

export async function openLotline(loads: Loads): Promise<Lotline> {
  const server = await startServer()
  await openSales(server, SALES)
  return sideOf('Lotline', server, loads, () => countInFile(server.databaseFile))
}

/** The same warehouse, taken to PostgreSQL as a site is. */
export async function openLotlineOnPostgres(loads: Loads, url: string): Promise<Lotline> {
  const site = await startServer()
  try {
    await openSales(site, SALES)
    await site.stop()
    await site.command('migrate-to', url)
  } finally {
    await site.close()
  }
  const server = await startServer({ database: url })
  return sideOf('Lotline on PostgreSQL', server, loads, () => countInPostgres(url))
}

function sideOf(
  name: string,
  server: BenchServer,
  { load, beside }: Loads,
  countOrders: () => number | Promise<number>,
): Lotline {
  const { port, token } = server
  const reads = range(CONNECTIONS).map((connection) =>
    SALES.skus.map((_, index) => {
      const sku = SALES.skus[(index + (connection * SALES.skus.length) / CONNECTIONS) % SALES.skus.length]
      return requestText(port, token, { method: 'GET', path: `/inventory/${sku}` })
    }),
  )
  const send = (orders: readonly AskedOrder[], how: Placing) => {
    const requests = orders.map((body) => requestText(port, token, { method: 'POST', path: '/orders', body }))
    return load.call({ port, connections: dealt(requests, CONNECTIONS), status: 201, ...how })
  }
  const placeMany = async (orders: readonly AskedOrder[], inFlight: number) => {
    const answer = await send(orders, { inFlight })
    assertCommitted(answer, orders)
    return answer
  }
  const placeWhile: Lotline['placeWhile'] = async (areWanted, next, how) => {
    const sent: { orders: AskedOrder[]; answer: LoadAnswer }[] = []
    while (areWanted()) {
      const orders = next()
      sent.push({ orders, answer: await send(orders, how) })
    }
    for (const { orders, answer } of sent) assertCommitted(answer, orders)
    return {
      requests: sent.reduce((all, { answer }) => all + answer.requests, 0),
      elapsedMs: sent.reduce((all, { answer }) => all + answer.elapsedMs, 0),
      latenciesMs: sent.flatMap(({ answer }) => answer.latenciesMs),
    }
  }
  return {
    name,
    placeMany,
    placeWhile,
    place: (orders) => placeMany(orders, 1),
    read: (forMs) => load.call({ port, connections: reads, forMs }),
    readSlowly: (forMs, pauseMs) => beside.call({ port, connections: reads.slice(0, 1), forMs, pauseMs }),
    commits: () => readCommits(server.url),
    async tell() {
      await server.command('audit')
      return { orders: await countOrders(), units: await committedUnits(server) }
    },
    close: () => server.close(),
  }
}

async function committedUnits(server: BenchServer): Promise<Told['units']> {
  interface Inventory extends Record<string, unknown> {
    channels: { committed: number }[]
  }
  const units: Told['units'] = {}
  for (const sku of SALES.skus) {
    const { channels } = await server.api<Inventory>('GET', `/inventory/${sku}`)
    units[sku] = channels.reduce((all, { committed }) => all + committed, 0)
  }
  return units
}

async function readCommits(url: string): Promise<Commits> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const metric = (name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
  return {
    commits: metric('lotline_commit_seconds_count'),
    ms: metric('lotline_commit_seconds_sum') * 1000,
    units: metric('lotline_commit_units_sum'),
  }
}

const COUNT = 'SELECT count(*) AS orders FROM orders'

function countInFile(file: string): number {
  const database = new Database(file, { readonly: true })
  try {
    return (database.prepare(COUNT).get() as { orders: number }).orders
  } finally {
    database.close()
  }
}

async function countInPostgres(url: string): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ orders: string }>(COUNT)
    return Number(rows[0]?.orders)
  } finally {
    await client.end()
  }
}
