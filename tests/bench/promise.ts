/** Whether what can be promised costs more to read the more orders are open: by HTTP, and in process on the same file. */
import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { type Child, openChild } from './child.ts'
import { type LoadAnswer, type LoadInput, requestText } from './load.ts'
import { writeOpenOrders } from './open-orders.ts'
import { CONNECTIONS } from './plan.ts'
import type { PoolRead, PoolReadAnswer } from './pool-read.ts'
import { type Figure, median } from './report.ts'
import { CHANNELS, openSales } from './sales.ts'
import { type BenchServer, startServer } from './server.ts'
import { range } from './warehouse.ts'

const PART = 'Promise: reading what can be promised as open orders grow, 10 items, 4 channels'
const SKUS = range(10).map((index) => `ART-${index}`)
const LOTS = 20
/** Enough for the most orders: none of them may be at risk. */
const LOT_QUANTITY = 20_000
const PROTECTION = 100
const SIZES = [1_000, 10_000, 100_000, 1_000_000]
/** An audit reads every line; up to here it takes no longer than the measuring. */
const AUDITED_UP_TO = 100_000
const ROUNDS = 5
const HTTP_MS = 500
/** A server that has just started answers slowly until its code is compiled: each must be past that. */
const WARM_UP_MS = 2_500
const POOL_MS = 250
const AT_MOST = 1.5

interface Size {
  lines: number
  server: BenchServer
  expected: Promisable
  /** Medians of the rounds, in milliseconds. */
  http: number[]
  pool: number[]
}

/** Units by item and channel. */
type Promisable = Record<string, Record<string, number>>

export async function measurePromise(): Promise<Figure[]> {
  const sizes: Size[] = []
  const load = await openChild<LoadInput, LoadAnswer>('./load.ts')
  const pool = await openChild<PoolRead, PoolReadAnswer>('./pool-read.ts')
  try {
    await openSizes(sizes)
    await runRounds(sizes, load, pool)
    for (const size of sizes) await assertPromised(size)
    return figuresOf(sizes)
  } finally {
    load.close()
    pool.close()
    for (const { server } of sizes) await server.close()
  }
}

/** A server for each size over a file of its own, so that the sizes can take turns. */
async function openSizes(sizes: Size[]): Promise<void> {
  const empty = await startServer()
  try {
    await openSales(empty, { skus: SKUS, lotsPerSku: LOTS, quantity: LOT_QUANTITY, protection: PROTECTION })
    await empty.stop()
    for (const lines of SIZES) {
      const server = await startServer({ copyOf: empty.databaseFile })
      const size: Size = { lines, server, expected: {}, http: [], pool: [] }
      sizes.push(size)
      await server.stop()
      writeOpenOrders(server.databaseFile, { skus: SKUS, lines })
      size.expected = expectedOf(server.databaseFile, lines)
      await server.start()
      if (lines <= AUDITED_UP_TO) await server.command('audit')
      await assertPromised(size)
    }
  } finally {
    await empty.close()
  }
}

/** What the lines themselves say, summed up anew and by another way than the server's. Throws unless all lines are open. */
function expectedOf(file: string, lines: number): Promisable {
  const database = new Database(file, { readonly: true })
  try {
    const sums = database
      .prepare(
        'SELECT sku, channel, count(*) AS lines, sum(committed) AS committed, sum(drawn) AS drawn FROM order_lines WHERE committed > 0 GROUP BY sku, channel',
      )
      .all() as { sku: string; channel: string; lines: number; committed: number; drawn: number }[]
    const found = sums.reduce((all, sum) => all + sum.lines, 0)
    if (found !== lines) throw new Error(`${found} lines are open instead of ${lines}.`)
    return Object.fromEntries(SKUS.map((sku) => [sku, promisableOf(sums.filter((sum) => sum.sku === sku))]))
  } finally {
    database.close()
  }
}

/** All lots live long enough for every channel: what is not ordered is shared, less what is left of the protections. */
function promisableOf(sums: readonly { channel: string; committed: number; drawn: number }[]): Record<string, number> {
  const drawn = (code: string) => sums.find((sum) => sum.channel === code)?.drawn ?? 0
  const left = CHANNELS.map(({ code, buffer }) => ({ code, buffer, protection: PROTECTION - drawn(code) }))
  const committed = sums.reduce((all, sum) => all + sum.committed, 0)
  const shared = left.reduce((units, { protection }) => units - protection, LOTS * LOT_QUANTITY - committed)
  if (shared < 0) throw new Error('More is ordered than is there.')
  return Object.fromEntries(
    left.map(({ code, buffer, protection }) => [code, protection + Math.max(0, shared - buffer)]),
  )
}

async function assertPromised({ server, expected, lines }: Size): Promise<void> {
  interface Inventory {
    channels: { channel: string; availableToPromise: number }[]
  }
  for (const sku of SKUS) {
    const { channels } = await server.api<Inventory & Record<string, unknown>>('GET', `/inventory/${sku}`)
    const promised = Object.fromEntries(channels.map((one) => [one.channel, one.availableToPromise]))
    assertSame(`${sku} by HTTP with ${lines} open lines`, promised, expected[sku])
  }
}

function assertSame(
  what: string,
  promised: Record<string, number> | undefined,
  expected: Record<string, number> | undefined,
) {
  for (const { code } of CHANNELS) {
    if (promised?.[code] === expected?.[code] && promised?.[code] !== undefined) continue
    throw new Error(`${what}: ${code} may promise ${promised?.[code]}; the lines say ${expected?.[code]}.`)
  }
}

/** The sizes take turns, each round beginning with another: what slows one slows all. */
async function runRounds(
  sizes: readonly Size[],
  load: Child<LoadInput, LoadAnswer>,
  pool: Child<PoolRead, PoolReadAnswer>,
): Promise<void> {
  const measure = async ({ server, expected, lines }: Size, ms: { http: number; pool: number }) => {
    const http = await load.call({ port: server.port, connections: requestsOf(server), forMs: ms.http })
    const inProcess = await pool.call({ file: server.databaseFile, skus: SKUS, forMs: ms.pool })
    for (const sku of SKUS)
      assertSame(`${sku} in process with ${lines} open lines`, inProcess.promisable[sku], expected[sku])
    return { http: median(http.latenciesMs), pool: median(inProcess.latenciesMs) }
  }
  for (const size of sizes) await measure(size, { http: WARM_UP_MS, pool: POOL_MS })
  for (let round = 0; round < ROUNDS; round++) {
    for (const turn of range(sizes.length)) {
      const size = sizes[(round + turn) % sizes.length] as Size
      const medians = await measure(size, { http: HTTP_MS, pool: POOL_MS })
      size.http.push(medians.http)
      size.pool.push(medians.pool)
    }
  }
}

const requestsOf = ({ port, token }: BenchServer): string[][] =>
  range(CONNECTIONS).map((connection) =>
    SKUS.map((_, index) =>
      requestText(port, token, { method: 'GET', path: `/inventory/${SKUS[(index + connection) % SKUS.length]}` }),
    ),
  )

function figuresOf(sizes: readonly Size[]): Figure[] {
  const ways = [
    { way: 'http', words: 'GET /inventory/{sku}, 8 connections', unit: 'ms', factor: 1 },
    { way: 'pool', words: 'the pool in process', unit: 'µs', factor: 1000 },
  ] as const
  const [least, most] = [sizes[0] as Size, sizes.at(-1) as Size]
  return ways.flatMap(({ way, words, unit, factor }): Figure[] => [
    ...sizes.map(
      (size): Figure => ({
        part: PART,
        what: `${words}: ${size.lines.toLocaleString('en-US')} open lines, p50`,
        value: median(size[way]) * factor,
        unit,
        beside: `a file of ${megabytes(size)} MB; rounds ${size[way].map((value) => (value * factor).toFixed(1)).join(', ')}`,
      }),
    ),
    {
      part: PART,
      what: `${words}: ${most.lines.toLocaleString('en-US')} / ${least.lines.toLocaleString('en-US')} open lines`,
      value: median(most[way]) / median(least[way]),
      unit: '',
      target: { max: AT_MOST },
    },
  ])
}

const megabytes = ({ server }: Size): string => (statSync(server.databaseFile).size / 1e6).toFixed(0)
