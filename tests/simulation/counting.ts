/**
 * Goods vanish and turn up without anybody recording it, and people count bins while others work. Whoever counts writes down
 * what really stands there; when all has arrived and all is counted, the ledger must have found out every unit.
 */

import type { NewTransaction } from '../../client/outbox/append.ts'
import { openCountTasks } from '../../client/replica/counts.ts'
import type { SimDevice } from './sim-device.ts'
import { ask, BINS, mustBeClean, PLACES, type World, work } from './simulate.ts'

type Action = (world: World) => Promise<boolean>

const someDevice = (world: World): SimDevice => world.random.pick(world.devices) as SimDevice

/** Broken, stolen, put back by a neighbour: nobody writes it down. */
export const shrink: Action = async (world) => {
  const { random, shelf } = world
  const bin = random.pick(BINS) as string
  const found = random.pick(shelf.at(bin))
  if (!found) return false
  const units = random.chance(0.7) ? -random.whole(1, Math.min(found.units, 12)) : random.whole(1, 6)
  shelf.change(found.sku, found.lot, bin, units)
  world.log.push(`${units} of ${found.sku} ${found.lot} at ${bin}, and nobody records it`)
  return true
}

/** What stands there, as somebody writes it down who looks. */
function seenAt(world: World, location: string, sku: string | null): { sku: string; lot: string; quantity: number }[] {
  return world.shelf
    .at(location)
    .filter((one) => sku === null || one.sku === sku)
    .map(({ sku: seen, lot, units }) => ({ sku: seen, lot, quantity: units }))
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

/** A supervisor decides some of what was counted differently; not always rightly. */
export const decide: Action = async (world) => {
  const answer = await ask(world, 'GET', '/exceptions?limit=1000')
  const open = ((answer?.body.items ?? []) as { id: string; type: string }[]).filter(
    ({ type }) => type === 'count-variance',
  )
  const chosen = world.random.pick(open)
  if (!chosen) return false
  const remedy = world.random.pick(['approve', 'approve', 'keep', 'recount'])
  const decided = await ask(world, 'POST', `/exceptions/${chosen.id}/resolve`, { remedy, note: 'simulated' })
  world.log.push(`the office decides a count, ${remedy}: ${decided?.status ?? 'no answer'}`)
  return true
}

const MOST_ROUNDS = 6

/** Once everything has arrived: every place is counted, every question decided, until none is left. */
export async function countEverything(world: World): Promise<void> {
  const [device] = world.devices
  if (!device) return
  world.log.push('everything is counted')
  await settle(
    world,
    device,
    PLACES.map((location) => countAt(world, location, null)),
  )
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await approveAll(world)
    for (const one of world.devices) await one.pull()
    const open = await openCountTasks(device.view)
    if (open.length === 0) break
    if (round === MOST_ROUNDS - 1) throw new Error(`${open.length} counts are still asked for, after all was counted.`)
    await settle(
      world,
      device,
      open.map(({ id, location, sku }) => countAt(world, location, sku === '' ? null : sku, id)),
    )
  }
  for (const one of world.devices) await one.pull()
  await mustBeClean(world)
}

async function settle(world: World, device: SimDevice, transactions: NewTransaction[]): Promise<void> {
  for (const transaction of transactions) {
    const before = world.kept.size
    // The device may go off while it writes: who saw no "done" counts again.
    while (world.kept.size === before) {
      await device.pull()
      await work(world, device, [transaction])
    }
    await device.push()
  }
}

async function approveAll(world: World): Promise<void> {
  const answer = await ask(world, 'GET', '/exceptions?limit=1000')
  for (const { id, type } of (answer?.body.items ?? []) as { id: string; type: string }[])
    if (type === 'count-variance')
      await ask(world, 'POST', `/exceptions/${id}/resolve`, { remedy: 'approve', note: 'simulated' })
}
