/**
 * One run from one seed: devices with their real outbox and sync code, the real server on a real database, faults as the
 * normal case; then healing, and the proof that nothing was lost, doubled or invented.
 */

import { type NewTransaction, NotRecorded } from '../../client/outbox/append.ts'
import { audit } from '../../server/audit/audit.ts'
import type { Envelope } from '../../shared/wire/push.ts'
import { actions, goingOn, sync } from './actions.ts'
import { checkCounted, checkEnd } from './check-end.ts'
import { countEverything, countWhatIsAsked, noteCount } from './counting.ts'
import { createFaults, type Fault, type Faults } from './faults.ts'
import { BINS, DEVICES, furnished, SKUS, START, type Worker } from './furnished.ts'
import { heal } from './heal.ts'
import { disaster, mishap, type Saved } from './mishaps.ts'
import { createRandom, partOf, type Random } from './random.ts'
import { checkUninspected } from './returns.ts'
import { Shelf } from './shelf.ts'
import { type SimDevice, startDevice } from './sim-device.ts'
import { createNetwork, type Network } from './sim-network.ts'
import { type SimServer, startSimServer } from './sim-server.ts'

export interface World {
  seed: number
  random: Random
  faults: Faults
  server: SimServer
  adminToken: string
  network: Network
  devices: SimDevice[]
  workers: readonly Worker[]
  /**
   * What is lost in this story, from which step on it is kept as it is, and when it is put back to that. A device's disk and the
   * server's in one story would be the loss of both copies.
   */
  disaster: { kind: 'none' | 'disk rolled back' | 'server restored from a backup'; from: number; at: number }
  saved: Saved | null
  /** What stands where, by what hands did. */
  shelf: Shelf
  /** What was done, what was counted and what nobody recorded, in the order in which it happened. */
  history: Past[]
  /** Transactions that some device's disk kept, in the order in which hands did them. */
  kept: Map<string, Envelope>
  /** On which device, and when that really was. */
  recorded: Map<string, { device: string; at: number }>
  /** Whose each session is: the device that it was begun on, and until when. */
  sessions: Map<string, { device: string; expiresAt: number }>
  log: string[]
  now(): number
  sleep(ms: number): void
}

export type Past =
  | { kind: 'unrecorded'; sku: string; lot: string; location: string; units: number }
  | { kind: 'done'; id: string }
  | { kind: 'count'; id: string; location: string; sku: string | null }

export class SimulationFailure extends Error {}

export interface SimulationOptions {
  /** Which steps are taken, by number; each decides by itself, so that the others are as they were. */
  steps?: readonly number[]
  /** Faults that do not happen. */
  without?: readonly Fault[]
  /** The address of a PostgreSQL; undefined: SQLite. */
  postgres?: string
}

export const STEPS: readonly number[] = Array.from({ length: 30 }, (_, step) => step)

export async function simulate(seed: number, options: SimulationOptions = {}): Promise<World> {
  const world = await openWorld(seed, options)
  try {
    for (const step of options.steps ?? STEPS) {
      world.random.reseed(partOf(seed, step))
      await takeStep(world, step)
    }
    world.random.reseed(partOf(seed, STEPS.length))
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

async function openWorld(seed: number, { without, postgres }: SimulationOptions): Promise<World> {
  const random = createRandom(partOf(seed, -1))
  let time = START
  const now = () => time
  const begun = await furnished(postgres)
  const sources = { now, newId: () => random.uuid(time) }
  const server = await startSimServer(await begun.open(sources), sources)
  const faults = createFaults(random, without)
  const world: World = {
    ...{ seed, random, faults, server },
    ...{ adminToken: begun.adminToken, workers: begun.workers },
    network: createNetwork(random, faults, server),
    devices: [],
    disaster: disasterOf(random),
    saved: null,
    shelf: new Shelf(),
    history: [],
    kept: new Map(),
    recorded: new Map(),
    sessions: new Map(
      begun.workers.map(({ deviceId: device, session: { id, expiresAt } }) => [id, { device, expiresAt }]),
    ),
    log: [],
    now,
    sleep: (ms) => (time += ms),
  }
  world.network.faulty = false
  for (const worker of begun.workers) world.devices.push(await handOut(world, worker))
  await deliver(world)
  world.network.faulty = true
  return world
}

function disasterOf(random: Random): World['disaster'] {
  const kinds = ['none', 'none', 'disk rolled back', 'server restored from a backup'] as const
  const from = random.whole(0, STEPS.length - 8)
  return { kind: random.pick(kinds) ?? 'none', from, at: random.whole(from + 1, STEPS.length - 1) }
}

/** A device with its worker, who has signed in before. */
async function handOut(world: World, { deviceId, token, session }: Worker): Promise<SimDevice> {
  const { random, faults, now } = world
  const skewMs = faults.happens('clock wrong from the start', 0.2)
    ? random.whole(-24, 24) * 3_600_000
    : random.whole(-2_000, 2_000)
  // The first one begins the story, with all that an app can do.
  const isOld = deviceId !== DEVICES[0] && faults.happens('app of an earlier version', 0.1)
  const device = await startDevice(deviceId, { random, now, skewMs, isOld }, (own) => world.network.transport(own))
  device.token = token
  device.session = session
  await device.pull()
  return device
}

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
  await world.server.settled()
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
  const headers = { authorization: `Bearer ${world.adminToken}`, 'content-type': 'application/json' }
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

async function takeStep(world: World, step: number): Promise<void> {
  const { random, server } = world
  const servedBefore = server.served
  world.sleep(random.whole(1_000, 120_000))
  if (server.crashed) {
    await server.restart()
    world.log.push('the server is up again')
  } else if (random.chance(0.14)) {
    planCrash(world)
  }
  await disaster(world, step)
  if (random.chance(0.25)) await mishap(world)
  if (random.chance(0.3)) await sync(world)
  const from = random.chance(0.5) ? goingOn : actions
  for (let tries = 0; tries < 6; tries++) if (await random.pick(from)?.(world)) break
  // What only happened on a device has not touched the database.
  if (!server.crashed && server.served !== servedBefore) await mustBeClean(world)
}

/** Of one request's commits any may be the one. */
function planCrash({ random, server, faults, log }: World): void {
  const when = random.chance(0.5) ? 'before' : 'after'
  const nth = random.whole(0, 3)
  if (faults.isLeftOut(`server down ${when} a commit`)) return
  server.crashAtCommit(when, nth)
  log.push(`the server will crash ${when} ${nth === 0 ? 'its next commit' : `its next but ${nth} commit`}`)
}

export async function mustBeClean(world: World): Promise<void> {
  const report = await audit(world.server.work, world.now())
  if (report.findings.length > 0) throw new Error(`the audit found: ${report.findings.join(' ')}`)
  if (world.server.faults.length > 0) faultOf(world)
  await checkUninspected(world)
}

function faultOf({ server }: World): never {
  throw new Error(`the server met faults: ${server.faults.map(String).join(' ')}`, { cause: server.faults[0] })
}

/** A worker does something and the app records it; what the disk kept, hands did. Returns whether it did. */
export async function work(world: World, device: SimDevice, transactions: NewTransaction[]): Promise<boolean> {
  const { faults } = world
  const before = new Set((await device.rows()).map((row) => row.id))
  const goesOff = world.network.faulty && faults.happens('device off before a write', 0.05)
  if (goesOff) device.goOffBeforeWrite(0)
  const session = sessionFor(world, device)
  try {
    await device.record(transactions, session)
    world.log.push(
      `${device.id} records ${transactions.map((t) => `${t.type} ${JSON.stringify(t.payload)}`).join(', ')}`,
    )
  } catch (error) {
    if (!(error instanceof NotRecorded)) throw error
    world.log.push(`${device.id} does not record ${transactions.map((t) => t.type).join(', ')}`)
    // Whoever reads NOT RECORDED makes room, sooner or later.
    if (world.random.chance(0.3)) await device.restart()
    else if (world.random.chance(0.5)) device.freeDisk()
  }
  if (world.network.faulty && faults.happens('device off after a write', 0.05)) {
    world.log.push(`${device.id} goes off`)
    await device.restart()
  }
  const rows = (await device.rows()).filter((row) => !before.has(row.id)).sort((a, b) => a.seq - b.seq)
  if (rows.length !== 0 && rows.length !== transactions.length)
    throw new Error(`${device.id} kept ${rows.length} of ${transactions.length} transactions`)
  for (const row of rows) {
    world.kept.set(row.id, row.envelope)
    world.recorded.set(row.id, { device: device.id, at: world.now() })
    world.history.push({ kind: 'done', id: row.id })
    noteCount(world, row.envelope)
    const undone =
      row.envelope.type === 'reverse' ? world.kept.get(String(row.envelope.payload.transaction)) : undefined
    world.shelf.do(undone ?? row.envelope, undone !== undefined)
  }
  return rows.length > 0
}

/** Now and then somebody types what is not theirs. */
function sessionFor(world: World, device: SimDevice): string | null {
  const own = device.session?.id ?? null
  if (!world.network.faulty || !world.faults.happens('session of another device', 0.02)) return own
  return world.devices.find((one) => one !== device)?.session?.id ?? own
}
