/**
 * Counts among moves, picks, short picks, undos and decisions, with the audit after each step. Whoever counts writes down what
 * stands there; once all that is asked for is counted, and each place once more, the ledger has what the shelf has. Seeded.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Floor, feedSettled, openFloor, pullAll, signInWorker } from '../contract/floor.ts'
import type { Dialect } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { IS_WHOLE } from '../support/whole.ts'

const SEED = 20_260_711
const STEPS = 30
const LOTS = ['L1', 'L2']

type Draw = (least: number, most: number) => number
type Stream = ReturnType<typeof testStream>

interface Device {
  stream: Stream
  /** What it had seen when it last pulled. */
  cursor: string
  session: string
  /** Recorded, and not sent yet. */
  kept: ReturnType<Stream['envelope']>[]
}

interface Done {
  id: string
  /** What undoing it carries on the shelf, as `lot@bin`. */
  back: Record<string, number>
}

interface World {
  floor: Floor
  sku: string
  bins: string[]
  devices: Device[]
  /** `lot@bin`, what really stands there. */
  shelf: Map<string, number>
  done: Done[]
  story: string[]
}

const at = (lot: string, bin: string) => `${lot}@${bin}`
const of = <Value>(values: readonly Value[], draw: Draw): Value => values[draw(0, values.length - 1)] as Value
const carry = ({ shelf }: World, lot: string, bin: string, units: number) =>
  shelf.set(at(lot, bin), (shelf.get(at(lot, bin)) ?? 0) + units)

async function look(world: World, device: Device) {
  await feedSettled(world.floor.server)
  device.cursor = (await pullAll(world.floor.server)).cursor as string
}

/** Half of what is recorded is sent at once, the rest with what the device records later. */
async function record(
  world: World,
  device: Device,
  type: string,
  payload: object,
  now: boolean,
  back?: Record<string, number>,
) {
  const sent = device.stream.envelope(type, payload as Record<string, unknown>, {
    cursor: device.cursor,
    session: device.session,
  })
  device.kept.push(sent)
  if (back) world.done.push({ id: sent.id, back })
  world.story.push(`${sent.id} ${type} ${JSON.stringify(payload)}${now ? '' : ' (kept)'}`)
  if (now) await send(world, device)
}

async function send(world: World, device: Device) {
  if (device.kept.length === 0) return
  const reply = await device.stream.send(device.kept.splice(0))
  for (const { id, outcome, problem } of reply.body.results) {
    world.story.push(`  sent ${id}: ${outcome} ${problem?.code ?? ''}`)
    if (problem?.code === 'server-fault') throw world.floor.server.faults.at(-1)
  }
  await world.floor.cleanAudit()
}

const countOf = ({ sku, shelf }: World, bin: string, scope: 'location' | { sku: string; lot?: string }) => ({
  location: bin,
  scope,
  lines: LOTS.filter((lot) => typeof scope === 'string' || scope.lot === undefined || scope.lot === lot)
    .map((lot) => ({ sku, lot, status: 'available', quantity: shelf.get(at(lot, bin)) ?? 0 }))
    .filter(({ quantity }) => quantity > 0),
})

const steps: Record<string, (world: World, draw: Draw) => Promise<unknown>> = {
  async receive(world, draw) {
    const [lot, location, quantity] = [of(LOTS, draw), of(world.bins, draw), draw(1, 12)]
    carry(world, lot, location, quantity)
    await record(
      world,
      of(world.devices, draw),
      'receive',
      { sku: world.sku, lot, location, quantity },
      draw(0, 1) === 0,
      {
        [at(lot, location)]: -quantity,
      },
    )
  },
  async move(world, draw) {
    const [lot, from, to] = [of(LOTS, draw), of(world.bins, draw), of(world.bins, draw)]
    const there = world.shelf.get(at(lot, from)) ?? 0
    if (there <= 0 || from === to) return
    const quantity = draw(1, there)
    carry(world, lot, from, -quantity)
    carry(world, lot, to, quantity)
    const payload = { sku: world.sku, lot, from, to, quantity }
    await record(world, of(world.devices, draw), 'move', payload, draw(0, 1) === 0, {
      [at(lot, from)]: quantity,
      [at(lot, to)]: -quantity,
    })
  },
  /** Nobody records it. */
  async shrink(world, draw) {
    const [lot, bin] = [of(LOTS, draw), of(world.bins, draw)]
    const there = world.shelf.get(at(lot, bin)) ?? 0
    if (there > 0) carry(world, lot, bin, -draw(1, there))
    world.story.push(`some of ${lot} at ${bin} vanish`)
  },
  async count(world, draw) {
    const { sku } = world
    const scope = of(['location' as const, { sku }, { sku, lot: of(LOTS, draw) }], draw)
    const payload = countOf(world, of(world.bins, draw), scope)
    await record(world, of(world.devices, draw), 'count', payload, draw(0, 2) > 0, {})
  },
  async miscount(world, draw) {
    const payload = countOf(world, of(world.bins, draw), 'location')
    for (const line of payload.lines) line.quantity = Math.max(0, line.quantity + draw(-9, 9))
    await record(world, of(world.devices, draw), 'count', payload, draw(0, 2) > 0, {})
  },
  async shortPick(world, draw) {
    const payload = {
      taskId: crypto.randomUUID(),
      sku: world.sku,
      lot: of(LOTS, draw),
      location: of(world.bins, draw),
      found: 0,
      reason: 'missing',
    }
    await record(world, of(world.devices, draw), 'shortPick', payload, true, {})
  },
  look: (world, draw) => look(world, of(world.devices, draw)),
  send: (world, draw) => send(world, of(world.devices, draw)),
  async undo(world, draw) {
    const possible = world.done.filter(({ back }) =>
      Object.entries(back).every(([key, units]) => (world.shelf.get(key) ?? 0) + units >= 0),
    )
    const done = possible[draw(0, Math.max(0, possible.length - 1))]
    if (!done) return
    world.done.splice(world.done.indexOf(done), 1)
    for (const [key, units] of Object.entries(done.back)) world.shelf.set(key, (world.shelf.get(key) ?? 0) + units)
    await record(world, of(world.devices, draw), 'reverse', { transaction: done.id }, draw(0, 1) === 0)
  },
  async decide(world, draw) {
    const open = (await world.floor.exceptions({ type: 'count-variance', sku: world.sku })) ?? []
    const chosen = open[draw(0, Math.max(0, open.length - 1))]
    if (!chosen) return
    const remedy = of(['approve', 'keep', 'recount'], draw)
    const { status } = await resolve(world, chosen.id, remedy)
    expect([200, 409]).toContain(status)
  },
  async order(world, draw) {
    const { status, body } = await world.floor.placing(world.sku, draw(1, 5), { onShort: 'record' })
    if (status !== 201) return
    const { status: released } = await world.floor.server.call('POST', `/orders/${body.id}/release`)
    world.story.push(`order ${body.id} is released: ${released}`)
  },
}

async function resolve({ floor, story }: World, id: string, remedy: string) {
  const reply = await floor.server.call('POST', `/exceptions/${id}/resolve`, { remedy, note: 'Seen' })
  story.push(`${remedy} of ${id}: ${reply.status} ${JSON.stringify((reply.body as { code?: string }).code ?? '')}`)
  return reply
}

/** Everything arrives, and whoever is asked counts, until nobody is asked any more. */
async function comeToRest(world: World) {
  for (const device of world.devices) await send(world, device)
  for (const bin of world.bins) {
    const device = world.devices[0] as Device
    await look(world, device)
    await record(world, device, 'count', countOf(world, bin, 'location'), true)
  }
  for (let round = 0; round < 6; round++) {
    const asked = (await world.floor.tasks({ kind: 'count', state: 'open' })).filter(({ location }) =>
      world.bins.includes(location),
    )
    const open = await world.floor.exceptions({ type: 'count-variance', sku: world.sku })
    if (asked.length === 0 && open.length === 0) return
    const device = world.devices[round % world.devices.length] as Device
    for (const bin of new Set(asked.map(({ location }) => location))) {
      await look(world, device)
      await record(world, device, 'count', countOf(world, bin, 'location'), true)
    }
    for (const { id } of await world.floor.exceptions({ type: 'count-variance', sku: world.sku }))
      if (round > 1) await resolve(world, id, 'approve')
  }
  throw new Error('Counts are asked for again and again.')
}

async function restsOnTheShelf(world: World) {
  const rows = (await world.floor.stockRows(world.sku)).filter(({ location }) => world.bins.includes(location))
  for (const lot of LOTS)
    for (const bin of world.bins) {
      const row = rows.find((one) => one.lot === lot && one.location === bin && one.status === 'available')
      expect({ at: at(lot, bin), quantity: row?.quantity ?? 0, suspect: row?.suspect ?? 0 }).toEqual({
        at: at(lot, bin),
        quantity: world.shelf.get(at(lot, bin)) ?? 0,
        suspect: 0,
      })
    }
  expect(await world.floor.exceptions({ type: 'count-disturbed', sku: world.sku })).toEqual([])
}

async function openDevices(floor: Floor, run: number): Promise<Device[]> {
  const devices = []
  for (const name of ['A', 'B']) {
    const deviceId = `HH-${run}${name}`
    const { session } = await signInWorker(floor.server, deviceId, ['supervisor'])
    await feedSettled(floor.server)
    const cursor = (await pullAll(floor.server)).cursor as string
    devices.push({ stream: testStream(floor.server, deviceId), cursor, session, kept: [] })
  }
  return devices
}

const dialect: Dialect = 'sqlite'

describe('counting in disorder', () => {
  it('leaves a clean audit after each step, and the shelf in the ledger at the end', { timeout: 180_000 }, async () => {
    const drawn = fc.array(
      fc.tuple(fc.constantFrom(...Object.keys(steps), 'move', 'count', 'undo'), fc.infiniteStream(fc.nat())),
      { minLength: STEPS, maxLength: STEPS, size: 'max' },
    )
    const floor = await openFloor(dialect)
    let runs = 0
    try {
      await fc.assert(
        fc.asyncProperty(drawn, async (plan) => {
          const sku = await floor.item()
          const world: World = {
            floor,
            sku,
            devices: await openDevices(floor, ++runs),
            bins: [await floor.bin(), await floor.bin(), await floor.bin()],
            shelf: new Map(),
            done: [],
            story: [],
          }
          try {
            for (const bin of world.bins) await floor.receive(sku, 'L1', 10, bin, 5)
            for (const bin of world.bins) carry(world, 'L1', bin, 10)
            for (const device of world.devices) await look(world, device)
            for (const [name, numbers] of plan) {
              const draw: Draw = (least, most) => least + (Number(numbers.next().value) % (most - least + 1))
              world.story.push(`— ${name}`)
              await steps[name]?.(world, draw)
              await floor.cleanAudit()
            }
            await comeToRest(world)
            await floor.cleanAudit()
            await restsOnTheShelf(world)
          } catch (error) {
            throw new Error(`${(error as Error).stack}\n${world.story.join('\n')}`, { cause: error })
          }
        }),
        { numRuns: IS_WHOLE ? 10 : 3, seed: SEED, endOnFailure: true },
      )
    } finally {
      await floor.close()
    }
  })
})
