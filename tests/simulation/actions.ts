/** What can happen in a step. Workers act on what their device shows and on what really stands there. */
import { freePickLists, openReceipts, pickWork, readyOrders, stockToPutAway } from '../../client/replica/view.ts'
import { count, decide, leaseCounts, planCounts, shrink } from './counting.ts'
import { BINS, SKUS } from './furnished.ts'
import { cancel, change, placeOrder, protect, putBack, releaseTogether, sleepOverNight, transfer } from './office.ts'
import { announceReturn, comeBack, decideStopped, giveDocuments, lookAtReturns, sendPhotos } from './returns.ts'
import type { SimDevice } from './sim-device.ts'
import { ask, type World, work } from './simulate.ts'

/** Returns whether anything could happen. */
type Action = (world: World) => Promise<boolean>

const someDevice = (world: World): SimDevice => world.random.pick(world.devices) as SimDevice

const inDays = (now: number, days: number): string => new Date(now + days * 86_400_000).toISOString().slice(0, 10)

const receive: Action = async (world) => {
  const { random } = world
  const device = someDevice(world)
  const receipts = await openReceipts(device.view)
  const expected = random.chance(0.4) ? random.pick(receipts.flatMap(({ lines }) => lines)) : undefined
  const sku = expected?.sku ?? (random.pick(SKUS) as string)
  await work(world, device, [
    {
      type: 'receive',
      payload: {
        sku,
        lot: `L${random.whole(1, 4)}`,
        quantity: random.whole(1, 30),
        location: 'DOCK-1',
        ...(random.chance(0.3) ? { expiresOn: inDays(world.now(), random.whole(1, 6)) } : {}),
        ...(expected ? { receiptId: expected.receiptId } : {}),
      },
    },
  ])
  return true
}

const putAway: Action = async (world) => {
  const device = someDevice(world)
  const waiting = world.random.pick(await stockToPutAway(device.view))
  if (!waiting) return false
  // Hands carry what is there, not what the screen says.
  const there = world.shelf.units(waiting.sku, waiting.lot, waiting.location)
  const quantity = Math.min(there, world.random.whole(1, Math.max(1, waiting.quantity)))
  if (quantity === 0) return false
  await work(world, device, [
    {
      type: 'move',
      payload: {
        sku: waiting.sku,
        lot: waiting.lot,
        quantity,
        from: waiting.location,
        to: world.random.pick(BINS) as string,
      },
    },
  ])
  return true
}

const moveBetweenBins: Action = async (world) => {
  const from = world.random.pick(BINS) as string
  const to = world.random.pick(BINS.filter((bin) => bin !== from)) as string
  const found = world.random.pick(world.shelf.at(from))
  if (!found) return false
  const quantity = world.random.whole(1, found.units)
  await work(world, someDevice(world), [
    { type: 'move', payload: { sku: found.sku, lot: found.lot === '' ? null : found.lot, quantity, from, to } },
  ])
  return true
}

const announce: Action = async (world) => {
  const line = { sku: world.random.pick(SKUS), quantity: world.random.whole(5, 40) }
  const answer = await ask(world, 'POST', '/receipts', { supplier: 'Mill', reference: 'PO', lines: [line] })
  world.log.push(`the office expects ${line.quantity} ${line.sku}: ${answer?.status ?? 'no answer'}`)
  return true
}

const lease: Action = async (world) => {
  const device = someDevice(world)
  const list = (await freePickLists(device.view))[0]
  if (!list) return false
  const answer = await ask(world, 'POST', `/pick-lists/${list.id}/lease`, { deviceId: device.id })
  world.log.push(`${device.id} leases a pick list: ${answer?.status ?? 'no answer'}`)
  return true
}

const pick: Action = async (world) => {
  const { random } = world
  const device = someDevice(world)
  const works = await pickWork(device.view, device.id)
  const open = works.flatMap(({ list, orders, tasks }) =>
    tasks
      .filter((task) => task.remaining > 0)
      .map((task) => ({ list, task, order: orders.find((one) => one.id === task.orderId) })),
  )
  const chosen = random.pick(open)
  if (!chosen) return false
  const { list, order, task } = chosen
  const there = world.shelf.units(task.sku, task.lot, task.location)
  const found = Math.min(there, random.chance(0.2) ? random.whole(0, task.remaining) : task.remaining)
  const about = {
    taskId: task.id,
    sku: task.sku,
    lot: task.lot,
    location: task.location,
    ...(task.orderId ? { orderId: task.orderId } : {}),
    ...(task.lineId ? { lineId: task.lineId } : {}),
  }
  const picked = {
    type: 'pick' as const,
    payload: {
      ...about,
      to: list.staging,
      quantity: found,
      ...(order ? { channel: order.channel, orderExternalId: order.externalId } : {}),
    },
  }
  const short = {
    type: 'shortPick' as const,
    payload: { ...about, found, reason: random.pick(['missing', 'expired'] as const) ?? 'missing' },
  }
  await work(world, device, [
    ...(found > 0 ? [picked] : []),
    ...(found < task.remaining && random.chance(0.7) ? [short] : []),
  ])
  return true
}

const ship: Action = async (world) => {
  const device = someDevice(world)
  const chosen = world.random.pick(await readyOrders(device.view))
  if (!chosen) return false
  const lines = chosen.ready
    .map(({ sku, lot, location, quantity }) => ({
      sku,
      lot,
      from: location,
      quantity: Math.min(quantity, world.shelf.units(sku, lot, location)),
    }))
    .filter((line) => line.quantity > 0)
  if (lines.length === 0) return false
  const { id, channel, externalId } = chosen.order
  await work(world, device, [{ type: 'ship', payload: { orderId: id, channel, orderExternalId: externalId, lines } }])
  return true
}

/** The worker undoes what was recorded last on this device, while the goods are still in hand. */
const undo: Action = async (world) => {
  const device = someDevice(world)
  const rows = (await device.rows()).sort((a, b) => a.recordedAt - b.recordedAt || a.seq - b.seq)
  const undone = new Set(
    rows.filter((row) => row.envelope.type === 'reverse').map((row) => row.envelope.payload.transaction),
  )
  const last = rows.filter((row) => row.envelope.type !== 'reverse' && !undone.has(row.id)).at(-1)
  if (!last || !world.shelf.canUndo(last.envelope)) return false
  await work(world, device, [{ type: 'reverse', payload: { transaction: last.id } }])
  return true
}

/** Several devices at once: the server sees their requests side by side. */
export const sync: Action = async (world) => {
  const devices = world.devices.filter(() => world.random.chance(0.5))
  world.log.push(`${devices.map((device) => device.id).join(', ') || 'nobody'} sync`)
  await Promise.all(
    devices.map(async (device) => {
      try {
        await device.push()
        await device.pull()
      } catch {
        // No network, a broken answer, a crashed server: the device tries again later.
      }
    }),
  )
  return true
}

const deliverLate: Action = async (world) => {
  const { late } = world.network
  const index = world.random.whole(0, Math.max(0, late.length - 1))
  const [deliver] = late.splice(index, 1)
  if (!deliver) return false
  world.log.push('a late request arrives')
  await deliver()
  return true
}

/** What people do with what others have begun: half of the time they go on with that, or no story would come to its end. */
export const goingOn: readonly Action[] = [
  ship,
  ship,
  pick,
  pick,
  lease,
  putAway,
  comeBack,
  lookAtReturns,
  lookAtReturns,
  sync,
]

/** What happens more often stands here more often. */
export const actions: readonly Action[] = [
  receive,
  receive,
  receive,
  putAway,
  putAway,
  placeOrder,
  placeOrder,
  placeOrder,
  lease,
  lease,
  pick,
  pick,
  pick,
  pick,
  ship,
  ship,
  sync,
  sync,
  sync,
  sync,
  sync,
  undo,
  protect,
  protect,
  transfer,
  cancel,
  change,
  change,
  releaseTogether,
  putBack,
  sleepOverNight,
  moveBetweenBins,
  announce,
  count,
  count,
  count,
  planCounts,
  leaseCounts,
  shrink,
  decide,
  comeBack,
  comeBack,
  lookAtReturns,
  lookAtReturns,
  lookAtReturns,
  sendPhotos,
  announceReturn,
  giveDocuments,
  decideStopped,
  deliverLate,
]
