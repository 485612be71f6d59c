/** GET /inventory/{sku} per second, beside the same statements without a server around them. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BareRead } from './bare-read.ts'
import { openChild } from './child.ts'
import { type LoadAnswer, type LoadInput, requestText } from './load.ts'
import { CONNECTIONS, SKUS, skuAt } from './plan.ts'
import { type Figure, median, percentile } from './report.ts'
import { type BenchServer, startServer } from './server.ts'
import { fillWarehouse, range } from './warehouse.ts'

const PART = 'Read: GET /inventory/{sku}, 4 channels, 8 connections'
const ROUNDS = 3
const ROUND_MS = 2_000
const WARM_UP_MS = 1_000

export async function measureReads(): Promise<Figure[]> {
  const server = await startServer({ capture: true })
  try {
    await fillWarehouse(server)
    const statements = await statementsOfOneRead(server)
    await server.stop()
    const plain = await startServer({ copyOf: server.databaseFile })
    try {
      return await measure(plain, statements)
    } finally {
      await plain.close()
    }
  } finally {
    await server.close()
  }
}

/** What one read runs after its caller is known: from its BEGIN to its COMMIT. */
async function statementsOfOneRead(server: BenchServer): Promise<string[]> {
  server.captured()
  await server.api('GET', `/inventory/${skuAt(1)}`)
  const all = server.captured().map(({ sql }) => sql)
  return all.slice(all.lastIndexOf('BEGIN'))
}

async function measure(server: BenchServer, statements: string[]): Promise<Figure[]> {
  const file = join(server.folder, 'read.db')
  copyFileSync(server.databaseFile, file)
  const load = await openChild<LoadInput, LoadAnswer>('./load.ts')
  const bare = await openChild<BareRead, number>('./bare-read.ts')
  const rates: number[] = []
  const limits: number[] = []
  const latencies: number[] = []
  try {
    const input = { port: server.port, connections: requestsOf(server) }
    const limit = { file, statements, sku: skuAt(1) }
    await load.call({ ...input, forMs: WARM_UP_MS })
    await bare.call({ ...limit, forMs: WARM_UP_MS / 2 })
    for (let round = 0; round < ROUNDS; round++) {
      const answer = await load.call({ ...input, forMs: ROUND_MS })
      rates.push((answer.requests * 1000) / answer.elapsedMs)
      latencies.push(...answer.latenciesMs)
      limits.push(await bare.call({ ...limit, forMs: ROUND_MS / 2 }))
    }
  } finally {
    load.close()
    bare.close()
  }
  const figure = (what: string, value: number, unit: string, beside?: string): Figure => ({
    part: PART,
    what,
    value,
    unit,
    ...(beside === undefined ? {} : { beside }),
  })
  return [
    figure('reads', median(rates), '/s', 'Vendure 750–795/s by HTTP, Medusa 2.1–2.2k/s in process'),
    figure('a read, p50', percentile(latencies, 50), 'ms', 'Vendure 9, Medusa 3.2'),
    figure('a read, p99', percentile(latencies, 99), 'ms'),
    figure('same statements alone', median(limits), '/s'),
    figure('reads / same statements alone', median(rates) / median(limits), ''),
  ]
}

/** Each connection goes through all items, from another one on. */
const requestsOf = (server: BenchServer): string[][] =>
  range(CONNECTIONS).map((connection) =>
    range(SKUS).map((index) =>
      requestText(server.port, server.token, {
        method: 'GET',
        path: `/inventory/${skuAt(index + (connection * SKUS) / CONNECTIONS)}`,
      }),
    ),
  )
