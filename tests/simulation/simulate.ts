/**
 * One run from one seed: devices with their real outbox and sync code, the real server on real SQLite, faults as the
 * normal case; then healing, and the proof that nothing was lost, doubled or invented.
 */

import type { NewTransaction } from '../../client/outbox/append.ts'
import { audit } from '../../server/audit/audit.ts'
import type { Envelope } from '../../shared/wire/push.ts'
import { actions, goingOn } from './actions.ts'
import { checkCounted, checkEnd } from './check-end.ts'
import { countEverything, countWhatIsAsked, noteCount } from './counting.ts'
import { createRandom, type Random } from './random.ts'
import { checkUninspected } from './returns.ts'
import { Shelf } from './shelf.ts'
import { type SimDevice, startDevice } from './sim-device.ts'
import { createNetwork, type Network } from './sim-network.ts'
import { type SimServer, startSimServer } from './sim-server.ts'

export interface World {
  seed: number
  random: Random
  server: SimServer
  network: Network
  devices: SimDevice[]
  /** What stands where, by what hands did. */
  shelf: Shelf
  /** Counts and what nobody recorded, in the order in which they happened: tells what a count can have found out. */
  history: Past[]
  /** Transactions that some device's disk kept, in the order in which hands did them. */
  kept: Map<string, Envelope>
  log: string[]
  now(): number
  sleep(ms: number): void
}

export type Past =
  | { kind: 'unrecorded'; sku: string; lot: string; location: string; units: number }
  | { kind: 'count'; id: string; location: string; sku: string | null }

export class SimulationFailure extends Error {}

export interface SimulationOptions {
  steps?: number
  devices?: number
}

const START = Date.UTC(2026, 0, 5, 8)
export const SKUS = ['OAT', 'RYE', 'TEA'] as const
/** By priority; the last draws nothing from the shared pool, and the first asks for shelf life. */
export const CHANNELS = ['grocer', 'shop', 'outlet'] as const
export const BINS = ['A-01', 'A-02', 'A-03', 'B-01', 'B-02'] as const
/** Where goods stand that came back. */
export const CAGE = 'CAGE'
/** Everywhere that goods can stand. */
export const PLACES = ['DOCK-1', ...BINS, 'STAGING', CAGE] as const

const KINDS: Record<string, string> = { 'DOCK-1': 'dock', STAGING: 'staging', [CAGE]: 'returns' }

export async function simulate(seed: number, { steps = 36, devices = 3 }: SimulationOptions = {}): Promise<World> {
  const world = await openWorld(seed, devices)
  try {
    for (let step = 0; step < steps; step++) await takeStep(world)
    await heal(world)
    await countWhatIsAsked(world)
    await checkCounted(world)
    await countEverything(world)
    await checkEnd(world)
    return world
  } catch (error) {
    const story = world.log.map((line) => `  ${line}`).join('\n')
    throw new SimulationFailure(
      `Seed ${seed} failed: ${(error as Error).message}\nIts story:\n${story}\nRun it alone: npm run simulate -- ${seed}`,
      { cause: error },
    )
  } finally {
    for (const device of world.devices) device.close()
    await world.server.close()
  }
}

async function openWorld(seed: number, count: number): Promise<World> {
  const random = createRandom(seed)
  let time = START
  const now = () => time
  const server = await startSimServer({ now, newId: () => random.uuid(time) })
  const network = createNetwork(random, server)
  const world: World = {
    seed,
    random,
    server,
    network,
    devices: [],
    shelf: new Shelf(),
    history: [],
    kept: new Map(),
    log: [],
    now,
    sleep: (ms) => (time += ms),
  }
  for (let index = 1; index <= count; index++) {
    const skewMs = random.chance(0.2) ? random.whole(-3, 3) * 3_600_000 : random.whole(-2_000, 2_000)
    const id = `HH-${index}`
    world.devices.push(await startDevice(id, { random, now, skewMs }, (reachable) => network.transport(id, reachable)))
  }
  network.faulty = false
  await furnish(world)
  await deliver(world)
  network.faulty = true
  return world
}

/** What stands before the first shift: items, places, channels. */
async function furnish(world: World): Promise<void> {
  for (const sku of SKUS) await ask(world, 'PUT', `/items/${sku}`, { name: sku, rotation: 'fifo', lotTracked: true })
  for (const [pickSequence, code] of PLACES.entries()) {
    await ask(world, 'PUT', `/locations/${code}`, { kind: KINDS[code] ?? 'pick', pickSequence })
  }
  await ask(world, 'PUT', '/channels/grocer', { name: 'Grocer', kind: 'retail', priority: 1, minShelfLifeDays: 2 })
  await ask(world, 'PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 2, buffer: 3 })
  await ask(world, 'PUT', '/channels/outlet', { name: 'Outlet', kind: 'retail', priority: 3, drawsShared: false })
  await ask(world, 'PUT', '/settings/counting', { tolerance: TOLERANCE })
  for (const device of world.devices) await device.pull()
}

/** Small, so that differences fall on both sides of it. */
const TOLERANCE = { C: { units: 3, value: 100_000 } }

/** A first delivery, so that there is something to sell from the first step. */
async function deliver(world: World): Promise<void> {
  const [device] = world.devices
  if (!device) return
  for (const sku of SKUS) {
    await work(world, device, [
      {
        type: 'receive',
        payload: {
          sku,
          lot: `L${world.random.whole(1, 4)}`,
          quantity: world.random.whole(20, 60),
          location: world.random.pick(BINS) ?? 'A-01',
        },
      },
    ])
  }
  await device.push()
  for (const sku of SKUS) await sell(world, device, sku)
  for (const other of world.devices) await other.pull()
}

/** Before the first step customers have something that they can send back, and other orders are on their way. */
async function sell(world: World, device: SimDevice, sku: string): Promise<void> {
  const { random } = world
  const line = { sku, quantity: random.whole(2, 8), unitPrice: { amount: 100, currency: 'USD' } }
  const order = { externalId: `E-${sku}`, channel: 'shop', customer: { id: 'C', name: 'C' }, onShort: 'partial' }
  const placed = await ask(world, 'POST', '/orders', { ...order, lines: [line] })
  const released = await ask(world, 'POST', `/orders/${placed?.body.id}/release`)
  await ask(world, 'POST', `/pick-lists/${released?.body.pickListId}/lease`, { deviceId: device.id })
  if (random.chance(0.3)) return
  const about = { orderId: String(placed?.body.id), channel: 'shop', orderExternalId: order.externalId }
  const tasks = (released?.body.tasks ?? []) as {
    id: string
    lot: string
    location: string
    quantity: number
    lineId: string
  }[]
  for (const { id, lineId, lot, location, quantity } of tasks) {
    const payload = { ...about, taskId: id, lineId, sku, lot, location, to: 'STAGING', quantity }
    await work(world, device, [{ type: 'pick', payload }])
  }
  const standing = world.shelf.at('STAGING').filter((one) => one.sku === sku)
  const lines = standing.map(({ lot, units }) => ({ sku, lot, quantity: units, from: 'STAGING' }))
  if (lines.length > 0 && random.chance(0.8))
    await work(world, device, [{ type: 'ship', payload: { ...about, lines } }])
  await device.push()
}

/** A request of the office, over a network that works. Undefined where the server was down. */
export async function ask(
  world: World,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Record<string, unknown> } | undefined> {
  const headers = { authorization: `Bearer ${world.server.adminToken}`, 'content-type': 'application/json' }
  try {
    const response = await world.server.fetch(
      new Request(`http://sim/api/v1${path}`, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
      }),
    )
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  } catch {
    return undefined
  }
}

async function takeStep(world: World): Promise<void> {
  const { random, server } = world
  const servedBefore = server.served
  world.sleep(random.whole(1_000, 120_000))
  if (server.crashed) {
    await server.restart()
    world.log.push('the server is up again')
  } else if (random.chance(0.12)) {
    const when = random.chance(0.5) ? 'before' : 'after'
    server.crashAtCommit(when)
    world.log.push(`the server will crash ${when} its next commit`)
  }
  const from = random.chance(0.5) ? goingOn : actions
  for (let tries = 0; tries < 6; tries++) if (await random.pick(from)?.(world)) break
  // What only happened on a device has not touched the database.
  if (!server.crashed && server.served !== servedBefore) await mustBeClean(world)
}

export async function mustBeClean(world: World): Promise<void> {
  const report = await audit(world.server.work, world.now())
  if (report.findings.length > 0) throw new Error(`the audit found: ${report.findings.join(' ')}`)
  if (world.server.faults.length > 0)
    throw new Error(`the server met faults: ${world.server.faults.map(String).join(' ')}`, {
      cause: world.server.faults[0],
    })
  await checkUninspected(world)
}

/** A worker does something and the app records it; what the disk kept, hands did. */
export async function work(world: World, device: SimDevice, transactions: NewTransaction[]): Promise<void> {
  const { random } = world
  const before = new Set((await device.rows()).map((row) => row.id))
  if (random.chance(0.12)) {
    const when = random.pick(['before', 'within', 'after'] as const) ?? 'before'
    world.log.push(`${device.id} crashes ${when} recording ${transactions.map((t) => t.type).join(', ')}`)
    await device.recordAndCrash(transactions, when)
  } else {
    await device.record(transactions)
    world.log.push(
      `${device.id} records ${transactions.map((t) => `${t.type} ${JSON.stringify(t.payload)}`).join(', ')}`,
    )
  }
  const rows = (await device.rows()).filter((row) => !before.has(row.id)).sort((a, b) => a.seq - b.seq)
  if (rows.length !== 0 && rows.length !== transactions.length)
    throw new Error(`${device.id} kept ${rows.length} of ${transactions.length} transactions`)
  for (const row of rows) {
    world.kept.set(row.id, row.envelope)
    noteCount(world, row.envelope)
    const undone =
      row.envelope.type === 'reverse' ? world.kept.get(String(row.envelope.payload.transaction)) : undefined
    world.shelf.do(undone ?? row.envelope, undone !== undefined)
  }
}

/** No more faults: everything arrives, in a bounded number of rounds. */
async function heal(world: World): Promise<void> {
  const { network, server, devices } = world
  world.log.push('the network heals')
  await server.restart()
  network.faulty = false
  for (const deliver of network.late.splice(0)) await deliver()
  for (const device of devices) {
    device.online = true
    await device.push()
    await device.sendPhotos()
  }
  for (const device of devices) await device.pull()
  await mustBeClean(world)
}
