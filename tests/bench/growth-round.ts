/** One round at one size: batches pushed, orders placed, a delta pulled, and what can be promised read, each by 8 connections. */
import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { writeCursor } from '../../server/feed/cursor.ts'
import type { PullAnswer } from '../../shared/wire/pull.ts'
import type { Child } from './child.ts'
import type { Column } from './curve.ts'
import { type LoadAnswer, type LoadInput, requestText } from './load.ts'
import { BATCH, CONNECTIONS, type Unit, unitsOf } from './plan.ts'
import { assertAllApplied, type Device, requestsOf } from './push.ts'
import { percentile } from './report.ts'
import { CHANNELS } from './sales.ts'
import type { BenchServer } from './server.ts'
import { range } from './warehouse.ts'

export const COLUMNS: readonly Column[] = [
  { what: 'pushed', unit: '/s', better: 'more', isJudged: true },
  { what: 'push of 50 p50', unit: 'ms', better: 'less', isJudged: true },
  { what: 'p99', unit: 'ms', better: 'less', isJudged: false },
  { what: 'orders', unit: '/s', better: 'more', isJudged: true },
  { what: 'order p50', unit: 'ms', better: 'less', isJudged: true },
  { what: 'p99', unit: 'ms', better: 'less', isJudged: false },
  { what: 'pull of 100 entries p50', unit: 'ms', better: 'less', isJudged: true },
  { what: 'read p50', unit: 'ms', better: 'less', isJudged: true },
  { what: 'p99', unit: 'ms', better: 'less', isJudged: false },
]

export interface Site {
  words: string
  server: BenchServer
  items: number
  devices: Device[]
  /** Rounds so far: each brings other goods and other orders. */
  round: number
}

export type Load = Child<LoadInput, LoadAnswer>

export const skuAt = (index: number): string => `ART-${String(index).padStart(6, '0')}`
/** Of all items, in large steps: what lies side by side in a table is not met one after the other. */
const STRIDE = 7_919
const UNITS_EACH = 500
const ORDERS_EACH = 100
const IN_FLIGHT = 4
const ENTRIES = 100
const PULL_MS = 500
const READ_MS = 600
const READS_EACH = 500
const KNOWN_LOT = 'D0'

export const newDevices = (): Device[] =>
  range(CONNECTIONS).map((index) => ({ id: `HH-${index + 1}`, stream: v7(), seq: 0 }))

export async function measureRound(site: Site, load: Load): Promise<number[]> {
  site.round += 1
  const push = await pushRound(site, load)
  const orders = await orderRound(site, load)
  const pull = await pullRound(site, load, PULL_MS)
  const read = await readRound(site, load, READ_MS)
  const rate = ({ requests, elapsedMs }: LoadAnswer, each: number) => (requests * each * 1_000) / elapsedMs
  const at = ({ latenciesMs }: LoadAnswer, percent: number) => percentile(latenciesMs, percent)
  return [
    ...[rate(push, BATCH), at(push, 50), at(push, 99)],
    ...[rate(orders, 1), at(orders, 50), at(orders, 99)],
    ...[at(pull, 50), at(read, 50), at(read, 99)],
  ]
}

/** Receipts, a third of them of new lots, and each put away at once. */
export async function pushRound({ server, items, devices, round }: Site, load: Load): Promise<LoadAnswer> {
  const connections = devices.map((device, index) => requestsOf(server, device, unitsAt(items, index, round)))
  const answer = await load.call({ port: server.port, connections })
  assertAllApplied(answer, UNITS_EACH * CONNECTIONS)
  return answer
}

const unitsAt = (items: number, connection: number, round: number): Unit[] =>
  unitsOf('mixed', connection, round, UNITS_EACH).map((unit, index) => ({
    ...unit,
    sku: skuAt((Math.floor(index / 2) * STRIDE + connection * 997 + round * 131) % items),
    lot: unit.lot.startsWith('N') ? unit.lot : KNOWN_LOT,
  }))

export async function orderRound({ server, items, round }: Site, load: Load): Promise<LoadAnswer> {
  const { port, token } = server
  const connections = range(CONNECTIONS).map((connection) =>
    range(ORDERS_EACH).map((index) => {
      const nth = (round * CONNECTIONS + connection) * ORDERS_EACH + index
      const body = {
        externalId: `GROWTH-${nth}`,
        channel: CHANNELS[nth % CHANNELS.length]?.code,
        customer: { id: `C-${nth % 500}`, name: 'Customer' },
        lines: [{ sku: skuAt((nth * STRIDE) % items), quantity: 1, unitPrice: { amount: 499, currency: 'USD' } }],
      }
      return requestText(port, token, { method: 'POST', path: '/orders', body })
    }),
  )
  const answer = await load.call({ port, connections, inFlight: IN_FLIGHT, status: 201 })
  const other = answer.bodies.find((body) => (JSON.parse(body) as { status: string }).status !== 'committed')
  if (other !== undefined) throw new Error(`An order was not committed: ${other}`)
  return answer
}

/** What a device missed: the last hundred entries of the feed, again and again. */
export async function pullRound(
  { server }: Pick<Site, 'server'>,
  load: Load,
  forMs: number,
  by = CONNECTIONS,
): Promise<LoadAnswer> {
  const { epoch } = await server.api<PullAnswer & Record<string, unknown>>('GET', '/sync/pull?limit=1')
  const path = `/sync/pull?limit=1000&cursor=${cursorBehind(server.databaseFile, epoch)}`
  const { changes, more } = await server.api<{ changes: unknown[]; more: boolean }>('GET', path)
  if (changes.length < ENTRIES || more)
    throw new Error(`A pull of ${ENTRIES} entries brought ${changes.length} changes.`)
  const request = requestText(server.port, server.token, { method: 'GET', path })
  return load.call({ port: server.port, connections: range(by).map(() => [request]), forMs })
}

function cursorBehind(file: string, epoch: string): string {
  const database = new Database(file, { readonly: true })
  try {
    const head = database
      .prepare('SELECT position, chain FROM feed ORDER BY position DESC LIMIT 1 OFFSET ?')
      .get(ENTRIES) as { position: number; chain: string }
    return writeCursor({ kind: 'feed', epoch, head })
  } finally {
    database.close()
  }
}

export async function readRound({ server, items, round }: Site, load: Load, forMs: number): Promise<LoadAnswer> {
  const { port, token } = server
  const connections = range(CONNECTIONS).map((connection) =>
    range(READS_EACH).map((index) => {
      const sku = skuAt(((index * CONNECTIONS + connection + round) * STRIDE) % items)
      return requestText(port, token, { method: 'GET', path: `/inventory/${sku}` })
    }),
  )
  return load.call({ port, connections, forMs })
}
