/** What planners do meanwhile: promise, set aside, change, give up, release, and sleep over night. */

import { BINS, CHANNELS, SKUS } from './furnished.ts'
import type { SimDevice } from './sim-device.ts'
import { ask, type World, work } from './simulate.ts'

/** Returns whether anything could happen. */
type Action = (world: World) => Promise<boolean>

interface Figures {
  sellable: number
  channels: { channel: string; protected: number; availableToPromise: number }[]
}

const inventory = async (world: World, sku: string): Promise<Figures | undefined> => {
  const answer = await ask(world, 'GET', `/inventory/${sku}`)
  return answer?.status === 200 ? (answer.body as unknown as Figures) : undefined
}

interface PlacedLine {
  sku: string
  committed: number
}

export const placeOrder: Action = async (world) => {
  const { random } = world
  const lines = Array.from({ length: random.whole(1, 2) }, () => ({
    sku: random.pick(SKUS) as string,
    quantity: random.whole(1, 25),
    unitPrice: { amount: 100, currency: 'USD' },
  }))
  const externalId = `S-${random.whole(1, 1_000_000)}`
  const onShort = random.pick(['reject', 'partial', 'backorder', 'record'])
  const channel = random.pick(CHANNELS) as string
  const before = new Map<string, Figures | undefined>()
  for (const { sku } of lines) before.set(sku, await inventory(world, sku))
  const placed = await ask(world, 'POST', '/orders', {
    externalId,
    channel,
    customer: { id: 'C', name: 'C' },
    onShort,
    lines,
  })
  world.log.push(`the office places ${externalId} of ${channel}, ${onShort}: ${placed?.status ?? 'no answer'}`)
  if (placed?.status !== 201) return true
  if (onShort !== 'record') refuseOverpromise(before, channel, placed.body.lines as PlacedLine[])
  if (random.chance(0.3)) return true
  const released = await ask(world, 'POST', `/orders/${placed.body.id}/release`)
  world.log.push(`and releases it: ${released?.status ?? 'no answer'}`)
  return true
}

/** No request may be promised more than could be promised at that moment. */
function refuseOverpromise(
  before: ReadonlyMap<string, Figures | undefined>,
  channel: string,
  lines: PlacedLine[],
): void {
  for (const [sku, figures] of before) {
    if (!figures) continue
    const most = figures.channels.find((one) => one.channel === channel)?.availableToPromise ?? 0
    const committed = lines.reduce((sum, line) => (line.sku === sku ? sum + line.committed : sum), 0)
    if (committed > most) throw new Error(`${committed} of ${sku} were promised to ${channel}, and ${most} could be`)
  }
}

export const protect: Action = async (world) => {
  const { random } = world
  const [sku, channel] = [random.pick(SKUS), random.pick(CHANNELS)]
  const until = random.chance(0.3) ? new Date(world.now() + 86_400_000).toISOString().slice(0, 10) : null
  const answer = await ask(world, 'PUT', `/protections/${sku}/${channel}`, {
    quantity: random.whole(0, 20),
    target: random.chance(0.4) ? random.whole(0, 25) : null,
    until,
  })
  world.log.push(`the office protects ${sku} for ${channel}: ${answer?.status ?? 'no answer'}`)
  return true
}

export const transfer: Action = async (world) => {
  const { random } = world
  const [from, to] = [random.pick(CHANNELS) as string, random.pick(CHANNELS) as string]
  if (from === to) return false
  const body = { sku: random.pick(SKUS), from, to, quantity: random.whole(1, 8) }
  const answer = await ask(world, 'POST', '/protections/transfer', body)
  world.log.push(`the office moves protection of ${body.sku} from ${from} to ${to}: ${answer?.status ?? 'no answer'}`)
  return true
}

interface KnownOrder {
  id: string
  externalId: string
  version: number
}

async function someOrder(world: World): Promise<KnownOrder | undefined> {
  const answer = await ask(world, 'GET', '/orders?state=open&limit=50')
  return answer?.status === 200 ? world.random.pick(answer.body.items as KnownOrder[]) : undefined
}

export const cancel: Action = async (world) => {
  const order = await someOrder(world)
  if (!order) return false
  const answer = await ask(world, 'POST', `/orders/${order.id}/cancel`)
  world.log.push(`the office cancels ${order.externalId}: ${answer?.status ?? 'no answer'}`)
  return true
}

export const change: Action = async (world) => {
  const order = await someOrder(world)
  if (!order) return false
  const quantity = world.random.whole(0, 30)
  const full = await ask(world, 'GET', `/orders/${order.id}`)
  const line = world.random.pick((full?.body.lines ?? []) as { id: string }[])
  if (!line) return false
  const body = { version: order.version, lines: [{ id: line.id, quantity }] }
  const answer = await ask(world, 'POST', `/orders/${order.id}/change`, body)
  world.log.push(`the office changes a line of ${order.externalId} to ${quantity}: ${answer?.status ?? 'no answer'}`)
  return true
}

export const releaseTogether: Action = async (world) => {
  const answer = await ask(world, 'GET', '/orders?state=committed&limit=5')
  const orders = ((answer?.body.items ?? []) as KnownOrder[]).map((order) => order.id)
  if (orders.length < 2) return false
  const released = await ask(world, 'POST', '/orders/release', { orders, batch: world.random.chance(0.6) })
  world.log.push(`the office releases ${orders.length} orders together: ${released?.status ?? 'no answer'}`)
  return true
}

/** Lots expire and protections end without anybody doing anything. */
export const sleepOverNight: Action = async (world) => {
  world.sleep(world.random.whole(10, 30) * 3_600_000)
  const answer = await ask(world, 'GET', `/inventory/${world.random.pick(SKUS)}`)
  world.log.push(`a night passes: ${answer?.status ?? 'no answer'}`)
  return true
}

/** Stock of a cancelled order is carried back. */
export const putBack: Action = async (world) => {
  const device = world.random.pick(world.devices) as SimDevice
  const tasks = (await device.view.replica.rows.tasks.toArray()).filter(
    (task) => task.kind === 'put-back' && task.state === 'open',
  )
  const task = world.random.pick(tasks)
  if (!task) return false
  const quantity = Math.min(task.quantity - task.done, world.shelf.units(task.sku, task.lot, task.location))
  if (quantity <= 0) return false
  const { sku, lot, location: from } = task
  await work(world, device, [
    { type: 'move', payload: { sku, lot, quantity, from, to: world.random.pick(BINS) as string } },
  ])
  return true
}
