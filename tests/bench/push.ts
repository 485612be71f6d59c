/** Durable transactions per second through POST /sync/push, beside the same statements without a server around them. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import type { PushAnswer } from '../../shared/wire/push.ts'
import type { BareRound } from './bare-rounds.ts'
import { bareUnits, envelopeOf, openBareWork } from './bare-work.ts'
import { type Child, openChild } from './child.ts'
import { type LoadAnswer, type LoadInput, requestText } from './load.ts'
import { BATCH, CONNECTIONS, type Kind, type Unit, unitsOf } from './plan.ts'
import { type Figure, median, percentile } from './report.ts'
import { assertSameStatements, ofPushes } from './same-statements.ts'
import { type BenchServer, startServer } from './server.ts'
import { fillWarehouse, range } from './warehouse.ts'

const PART = 'Push: transactions made durable, 8 connections, batches of 50'
const KINDS: Kind[] = ['receive', 'move', 'mixed']
const WARM_UP = 1
const ROUNDS = 5
const PER_CONNECTION = 500
/** One commit a unit is slow: fewer of them tell as much. */
const PER_CONNECTION_SINGLE = 60

interface Measured {
  push: number[]
  latencies: number[]
  grouped: number[]
  single: number[]
}

export async function measurePush(): Promise<Figure[]> {
  await assertHonest()
  const server = await startServer()
  try {
    await fillWarehouse(server)
    return await measure(server)
  } finally {
    await server.close()
  }
}

async function measure(server: BenchServer): Promise<Figure[]> {
  const files = await copiesOf(server)
  const load = await openChild<LoadInput, LoadAnswer>('./load.ts')
  const bare = await openChild<BareRound, number>('./bare-rounds.ts')
  try {
    const measured = await runRounds(server, files, load, bare)
    return KINDS.flatMap((kind) => figuresOf(kind, measured[kind]))
  } finally {
    load.close()
    bare.close()
  }
}

/** The same warehouse, twice more: each way of committing begins where the server begins. */
async function copiesOf(server: BenchServer): Promise<{ grouped: string; single: string }> {
  await server.stop()
  const files = { grouped: join(server.folder, 'grouped.db'), single: join(server.folder, 'single.db') }
  for (const file of Object.values(files)) copyFileSync(server.databaseFile, file)
  await server.start()
  return files
}

/** The rounds of server and bare program take turns, so that a machine that slows down slows both. */
async function runRounds(
  server: BenchServer,
  files: { grouped: string; single: string },
  load: Child<LoadInput, LoadAnswer>,
  bare: Child<BareRound, number>,
): Promise<Record<Kind, Measured>> {
  const devices = range(CONNECTIONS).map((index) => ({ id: `HH-${index + 1}`, stream: v7(), seq: 0 }))
  const measured = Object.fromEntries(
    KINDS.map((kind) => [kind, { push: [], latencies: [], grouped: [], single: [] }]),
  ) as unknown as Record<Kind, Measured>
  for (let turn = 0; turn < WARM_UP + ROUNDS; turn++) {
    for (const kind of KINDS) {
      // Receipts and the moves that put them away share a number; a mixed round brings its own.
      const round = kind === 'mixed' ? turn * 2 + 1 : turn * 2
      const common = { kind, round }
      const connections = devices.map((device, index) =>
        requestsOf(server, device, unitsOf(kind, index, round, PER_CONNECTION)),
      )
      const answer = await load.call({ port: server.port, connections })
      assertAllApplied(answer, PER_CONNECTION * CONNECTIONS)
      const grouped = await bare.call({
        ...common,
        file: files.grouped,
        perConnection: PER_CONNECTION,
        perCommit: BATCH,
      })
      const single = await bare.call({
        ...common,
        file: files.single,
        perConnection: PER_CONNECTION_SINGLE,
        perCommit: 1,
      })
      if (turn < WARM_UP) continue
      measured[kind].push.push((PER_CONNECTION * CONNECTIONS * 1000) / answer.elapsedMs)
      measured[kind].latencies.push(...answer.latenciesMs)
      measured[kind].grouped.push(grouped)
      measured[kind].single.push(single)
    }
  }
  return measured
}

export interface Device {
  id: string
  stream: string
  seq: number
}

export function requestsOf(server: BenchServer, device: Device, units: readonly Unit[]): string[] {
  const requests: string[] = []
  const occurredAt = new Date().toISOString()
  for (let at = 0; at < units.length; at += BATCH) {
    const transactions = units.slice(at, at + BATCH).map((unit) => {
      device.seq += 1
      return envelopeOf(unit, v7(), device.seq, occurredAt)
    })
    const body = { deviceId: device.id, streamId: device.stream, transactions }
    requests.push(requestText(server.port, server.token, { method: 'POST', path: '/sync/push', body }))
  }
  return requests
}

export function assertAllApplied(answer: LoadAnswer, count: number): void {
  const results = answer.bodies.flatMap((body) => (JSON.parse(body) as PushAnswer).results)
  const other = results.find((result) => result.outcome !== 'applied' || result.duplicate)
  if (other) throw new Error(`A transaction was not simply applied: ${JSON.stringify(other)}`)
  if (results.length !== count) throw new Error(`${results.length} of ${count} transactions were answered.`)
}

function figuresOf(kind: Kind, { push, latencies, grouped, single }: Measured): Figure[] {
  const rate = median(push)
  const limits = { grouped: median(grouped), single: median(single) }
  const figure = (what: string, value: number, unit: string, more: Partial<Figure> = {}): Figure => ({
    part: PART,
    what: `${kind}: ${what}`,
    value,
    unit,
    ...more,
  })
  return [
    figure('pushed', rate, 'units/s', { beside: `rounds ${push.map((value) => Math.round(value)).join(', ')}` }),
    figure('a push of 50, p50', percentile(latencies, 50), 'ms'),
    figure('a push of 50, p99', percentile(latencies, 99), 'ms'),
    figure('same statements alone, 50 a commit', limits.grouped, 'units/s'),
    figure('same statements alone, 1 a commit', limits.single, 'units/s'),
    figure('pushed / 50 a commit', rate / limits.grouped, '', { target: { min: 0.5 } }),
    figure('pushed / 1 a commit', rate / limits.single, ''),
  ]
}

/** One unit of each shape through a server that tells its statements, and through the bare program. */
async function assertHonest(): Promise<void> {
  const server = await startServer({ capture: true })
  try {
    await fillWarehouse(server)
    const device: Device = { id: 'HH-1', stream: v7(), seq: 0 }
    const [fresh, known] = unitsOf('receive', 0, 0, 2) as [Unit, Unit]
    const units = [fresh, known, { ...known, type: 'move' as const }]
    const product: string[][] = []
    for (const unit of units) {
      server.captured()
      const { transactions } = JSON.parse(requestsOf(server, device, [unit])[0]?.split('\r\n\r\n')[1] ?? '')
      await server.api('POST', '/sync/push', { deviceId: device.id, streamId: device.stream, transactions })
      product.push(ofPushes(server.captured().flatMap(({ kind, sql }) => (kind === 'write' ? [sql] : []))))
    }
    await server.stop()
    const bare: string[] = []
    const work = openBareWork(copyBefore(server), (sql) => bare.push(String(sql)))
    for (const [index, unit] of units.entries()) {
      bare.length = 0
      work.run(bareUnits([{ ...unit, lot: index === 0 ? `${unit.lot}X` : unit.lot }]), 1)
      assertSameStatements(`${unit.type}${unit.newLot ? ' of a new lot' : ''}`, product[index] ?? [], bare)
    }
    work.close()
  } finally {
    await server.close()
  }
}

function copyBefore(server: BenchServer): string {
  const file = join(server.folder, 'honest.db')
  copyFileSync(server.databaseFile, file)
  return file
}
