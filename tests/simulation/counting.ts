/**
 * Goods vanish and turn up without anybody recording it, and people count bins while others work. Whoever counts writes down
 * what really stands there; when all has arrived and all is counted, the ledger must have found out every unit.
 */

import type { NewTransaction } from '../../client/outbox/append.ts'
import type { View } from '../../client/replica/view.ts'
import type { TaskRow } from '../../shared/wire/pull.ts'
import type { Envelope } from '../../shared/wire/push.ts'
import { BINS, CAGE, PLACES } from './furnished.ts'
import type { SimDevice } from './sim-device.ts'
import { ask, mustBeClean, type World, work } from './simulate.ts'

type Action = (world: World) => Promise<boolean>

/** As the device has them, whoever is to do them. */
const openCountTasks = async ({ replica }: View): Promise<TaskRow[]> =>
  (await replica.rows.tasks.toArray())
    .filter((task) => task.kind === 'count' && task.state === 'open')
    .sort((a, b) => a.sequence - b.sequence || (a.id < b.id ? -1 : 1))

const someDevice = (world: World): SimDevice => world.random.pick(world.devices) as SimDevice

/** Broken, stolen, put back by a neighbour: nobody writes it down. */
export const shrink: Action = async (world) => {
  const { random, shelf } = world
  const bin = random.pick(BINS) as string
  const found = random.pick(shelf.at(bin))
  if (!found) return false
  const units = random.chance(0.7) ? -random.whole(1, Math.min(found.units, 12)) : random.whole(1, 6)
  shelf.change(found.sku, found.lot, bin, units)
  world.history.push({ kind: 'unrecorded', sku: found.sku, lot: found.lot, location: bin, units })
  world.log.push(`${units} of ${found.sku} ${found.lot} at ${bin}, and nobody records it`)
  return true
}

/** What stands there, as somebody writes it down who looks. */
function seenAt(world: World, location: string, sku: string | null) {
  return world.shelf
    .at(location)
    .filter((one) => sku === null || one.sku === sku)
    .map(({ sku: seen, lot, units }) => ({
      sku: seen,
      lot: lot === '' ? null : lot,
      quantity: units,
      ...(location === CAGE ? { status: 'uninspected' as const } : {}),
    }))
}

export function countAt(world: World, location: string, sku: string | null, taskId?: string): NewTransaction {
  return {
    type: 'count',
    payload: {
      location,
      scope: sku === null ? 'location' : { sku },
      lines: seenAt(world, location, sku),
      ...(taskId === undefined ? {} : { taskId }),
    },
  }
}

export const count: Action = async (world) => {
  const { random } = world
  const device = someDevice(world)
  const task = random.chance(0.7) ? random.pick(await openCountTasks(device.view)) : undefined
  const location = task?.location ?? (random.pick(BINS) as string)
  const present = random.pick(world.shelf.at(location))
  const sku = task ? (task.sku === '' ? null : task.sku) : random.chance(0.4) ? (present?.sku ?? null) : null
  await work(world, device, [countAt(world, location, sku, task?.id)])
  return true
}

export const planCounts: Action = async (world) => {
  const answer = await ask(world, 'POST', '/counts', {
    locations: [world.random.pick(BINS)],
    blind: world.random.chance(0.7),
  })
  world.log.push(`the office asks for a count: ${answer?.status ?? 'no answer'}`)
  return true
}

export const leaseCounts: Action = async (world) => {
  const device = someDevice(world)
  const answer = await ask(world, 'POST', '/counts/lease', { deviceId: device.id, most: 3 })
  world.log.push(`${device.id} takes counts: ${answer?.status ?? 'no answer'}`)
  return true
}

/** A supervisor decides some of what was counted differently. */
export const decide: Action = async (world) => {
  const answer = await ask(world, 'GET', '/exceptions?limit=1000')
  const open = ((answer?.body.items ?? []) as { id: string; type: string }[]).filter(
    ({ type }) => type === 'count-variance',
  )
  const chosen = world.random.pick(open)
  if (!chosen) return false
  const remedy = world.random.pick(['approve', 'approve', 'recount'])
  const decided = await ask(world, 'POST', `/exceptions/${chosen.id}/resolve`, { remedy, note: 'simulated' })
  world.log.push(`the office decides a count, ${remedy}: ${decided?.status ?? 'no answer'}`)
  return true
}

/** Remembers when something was counted, among what happened unrecorded. */
export function noteCount(world: World, { id, type, payload }: Envelope): void {
  if (type !== 'count') return
  const scope = payload.scope as 'location' | { sku: string }
  world.history.push({
    kind: 'count',
    id,
    location: String(payload.location),
    sku: scope === 'location' ? null : scope.sku,
  })
}

const MOST_ROUNDS = 6

/** Every count that is asked for is done, and every difference decided, until none is left. */
export async function countWhatIsAsked(world: World): Promise<void> {
  const [device] = world.devices
  if (!device) return
  for (let round = 0; ; round++) {
    await approveAll(world)
    await world.server.settled()
    for (const one of world.devices) await one.pull()
    const open = await openCountTasks(device.view)
    if (open.length === 0) break
    if (round === MOST_ROUNDS) throw new Error(`${open.length} counts are asked for again and again.`)
    for (const { id, location, sku } of open)
      await countNow(world, device, [countAt(world, location, sku === '' ? null : sku, id)])
  }
  await mustBeClean(world)
}

/** Also what nobody asked for. */
export async function countEverything(world: World): Promise<void> {
  const [device] = world.devices
  if (!device) return
  world.log.push('everything is counted')
  await countNow(
    world,
    device,
    PLACES.map((location) => countAt(world, location, null)),
  )
  await countWhatIsAsked(world)
}

/** By somebody who has seen all that is posted. */
async function countNow(world: World, device: SimDevice, transactions: NewTransaction[]): Promise<void> {
  const before = world.kept.size
  // The device may go off while it writes: who saw no "done" counts again.
  while (world.kept.size === before) {
    await world.server.settled()
    await device.pull()
    await work(world, device, transactions)
  }
  await device.push()
}

async function approveAll(world: World): Promise<void> {
  const answer = await ask(world, 'GET', '/exceptions?limit=1000')
  for (const { id, type } of (answer?.body.items ?? []) as { id: string; type: string }[])
    if (type === 'count-variance')
      await ask(world, 'POST', `/exceptions/${id}/resolve`, { remedy: 'approve', note: 'simulated' })
}
