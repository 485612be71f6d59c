/** Durable transactions per second through POST /sync/push on PostgreSQL, beside the bare client with the same statements. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { startPostgres } from '../support/embedded-postgres.ts'
import { administer } from '../support/templates.ts'
import { type BarePostgres, shapeOf } from './bare-postgres.ts'
import { envelopeOf } from './bare-work.ts'
import { openChild } from './child.ts'
import type { LoadAnswer, LoadInput } from './load.ts'
import { CONNECTIONS, type Kind, unitsOf } from './plan.ts'
import { assertAllApplied, type Device, requestsOf } from './push.ts'
import { type Pushed, type Recorded, type Statement, unitOf } from './recorded-units.ts'
import { type Figure, median, percentile } from './report.ts'
import { type BenchServer, startServer } from './server.ts'
import { fillWarehouse, range } from './warehouse.ts'

const PART = 'PostgreSQL: transactions made durable, 8 connections, batches of 50'
const KINDS: Kind[] = ['receive', 'move']
const WARM_UP = 1
const ROUNDS = 3
const PER_CONNECTION = 150
/** So that its number is no other number of its statements. */
const RECORDED_SEQ = 98

export async function measurePostgres(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lotline-bench-pg-'))
  // Where the bench runs as root, PostgreSQL runs as a user of its own, who must reach its data.
  chmodSync(folder, 0o755)
  // On a real disk, as it is delivered: every commit is synced.
  const postgres = await startPostgres([], folder)
  try {
    await administer(postgres.url, 'CREATE DATABASE product')
    await administer(postgres.url, 'CREATE DATABASE bare')
    const recorded = await record(`${postgres.url}/bare`)
    const server = await startServer({ database: `${postgres.url}/product` })
    try {
      await fillWarehouse(server)
      return await measure(server, `${postgres.url}/bare`, recorded)
    } finally {
      await server.close()
    }
  } finally {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Recording {
  shapes: Record<string, Recorded>
  streams: BarePostgres['streams']
}

/** One transaction of each shape, by a server that tells what it asks; its database is then that of the bare client. */
async function record(database: string): Promise<Recording> {
  const server = await startServer({ database, capture: 'postgres' })
  try {
    await fillWarehouse(server)
    const device: Device = { id: 'HH-RECORDED', stream: v7(), seq: 0 }
    const [fresh, known] = unitsOf('receive', 0, 999, 2)
    if (!fresh || !known) throw new Error('There are no units.')
    for (const request of unitsOf('receive', 1, 998, RECORDED_SEQ - 1)) await push(server, device, request)
    const shapes: Record<string, Recorded> = {}
    for (const unit of [fresh, known, { ...known, type: 'move' as const, newLot: false }]) {
      server.captured()
      const pushed = await push(server, device, unit)
      shapes[shapeOf(unit)] = unitOf(pushed, server.captured() as unknown as Statement[])
    }
    const streams = range(CONNECTIONS).map((index) => ({ id: v7(), device: `BARE-${index + 1}`, seq: 1 }))
    // Streams are opened once, and not for each transaction.
    for (const { id, device: deviceId } of streams)
      await server.api('POST', '/sync/push', { deviceId, streamId: id, transactions: [] })
    return { shapes, streams }
  } finally {
    await server.close()
  }
}

async function push(server: BenchServer, device: Device, unit: Recorded['pushed']['unit']): Promise<Pushed> {
  device.seq += 1
  const id = v7()
  const envelope = envelopeOf(unit, id, device.seq, new Date().toISOString())
  await server.api('POST', '/sync/push', { deviceId: device.id, streamId: device.stream, transactions: [envelope] })
  return { unit, id, seq: device.seq, stream: device.stream, device: device.id }
}

async function measure(server: BenchServer, bareUrl: string, { shapes, streams }: Recording): Promise<Figure[]> {
  const load = await openChild<LoadInput, LoadAnswer>('./load.ts')
  const bare = await openChild<BarePostgres, number>('./bare-postgres.ts')
  const devices = range(CONNECTIONS).map((index) => ({ id: `HH-${index + 1}`, stream: v7(), seq: 0 }))
  const found = KINDS.map((kind) => ({ kind, pushed: [] as number[], bare: [] as number[], latencies: [] as number[] }))
  try {
    for (let turn = 0; turn < WARM_UP + ROUNDS; turn++)
      for (const one of found) {
        const round = turn * 2
        const connections = devices.map((device, index) =>
          requestsOf(server, device, unitsOf(one.kind, index, round, PER_CONNECTION)),
        )
        const answer = await load.call({ port: server.port, connections })
        assertAllApplied(answer, PER_CONNECTION * CONNECTIONS)
        const limit = await bare.call({
          ...{ url: bareUrl, kind: one.kind, round, perConnection: PER_CONNECTION, recorded: shapes, streams },
        })
        for (const stream of streams) stream.seq += PER_CONNECTION
        if (turn < WARM_UP) continue
        one.pushed.push((PER_CONNECTION * CONNECTIONS * 1_000) / answer.elapsedMs)
        one.latencies.push(...answer.latenciesMs)
        one.bare.push(limit)
      }
    return found.flatMap(figuresOf)
  } finally {
    load.close()
    bare.close()
  }
}

function figuresOf({
  kind,
  pushed,
  bare,
  latencies,
}: {
  kind: Kind
  pushed: number[]
  bare: number[]
  latencies: number[]
}): Figure[] {
  const figure = (what: string, value: number, unit: string, more: Partial<Figure> = {}): Figure => ({
    ...{ part: PART, what: `${kind}: ${what}`, value, unit },
    ...more,
  })
  const rounds = (values: number[]) => `rounds ${values.map((value) => Math.round(value)).join(', ')}`
  return [
    figure('pushed', median(pushed), 'units/s', { beside: rounds(pushed) }),
    figure('a push of 50, p50', percentile(latencies, 50), 'ms'),
    figure('a push of 50, p99', percentile(latencies, 99), 'ms'),
    figure('same statements by the bare client', median(bare), 'units/s', { beside: rounds(bare) }),
    figure('pushed / bare client', median(pushed) / median(bare), '', { target: { min: 0.4 } }),
  ]
}
