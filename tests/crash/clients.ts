/**
 * Clients under which a server is killed: handhelds that push and a desk that places and releases orders. What got no answer is
 * unknown, and is sent again as it was.
 */
import { v7 } from 'uuid'
import type { Random } from '../simulation/random.ts'
import type { Book, Sent } from './book.ts'
import type { CrashServer, Reply } from './server.ts'

export const ORDERED = 'OAT'
/** Of an item that nobody orders, so that undoing its receipts undercuts no promise. */
export const UNDONE = 'RYE'
const BINS = ['A-01', 'A-02', 'A-03']
const MOST_AT_ONCE = 12

export interface Counts {
  /** What a server that lives said where it could not, by code. */
  refusals: Map<string, number>
  acknowledged: number
  /** Transactions and requests that were sent once more, for no answer had come. */
  resent: number
}

export interface Client {
  /** Works until no answer comes; `finishing`: or until everything that it began has its answer. */
  work(finishing?: boolean): Promise<void>
  /** Whether everything that it began has its answer. */
  isThrough(): boolean
}

interface Envelope {
  id: string
  seq: number
  [field: string]: unknown
}

/** Whoever answers: one process, or several in turn. */
export type Answering = Pick<CrashServer, 'call' | 'api'>

export interface World {
  server: Answering
  random: Random
  book: Book
  counts: Counts
  /** Recorded without its answer, as the files said before it was sent again. */
  unanswered: Set<string>
}

export async function prepare(server: Answering): Promise<void> {
  for (const sku of [ORDERED, UNDONE])
    await server.api('PUT', `/items/${sku}`, { name: sku, rotation: 'fifo', lotTracked: true })
  await server.api('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
  for (const [nth, code] of BINS.entries())
    await server.api('PUT', `/locations/${code}`, { kind: 'pick', pickSequence: nth })
  await server.api('PUT', '/locations/STAGE', { kind: 'staging', pickSequence: 9 })
}

const bin = ({ random }: World): string => random.pick(BINS) ?? ''

export interface Handheld extends Client {
  record(type: string, payload: Record<string, unknown>, effect: Pick<Sent, 'sku' | 'units' | 'moved'>): string
}

export function createHandheld(world: World, deviceId: string): Handheld {
  const { random, book, counts } = world
  let streamId = v7()
  let previous: string | undefined
  let seq = 0
  let lots = 0
  const outbox: Envelope[] = []

  const handheld: Handheld = {
    record(type, payload, effect) {
      const id = v7()
      outbox.push({ id, seq: ++seq, v: 1, type, occurredAt: new Date().toISOString(), payload })
      book.sent.set(id, { id, ...effect, said: 'unsent' })
      return id
    },
    async work(finishing = false) {
      for (;;) {
        if (outbox.length === 0 && finishing) return
        if (outbox.length === 0) begin()
        try {
          await send()
        } catch (error) {
          if (error instanceof Fault) throw error
          return
        }
      }
    },
    isThrough: () => outbox.length === 0,
  }

  function begin(): void {
    // The app was started anew.
    if (random.chance(0.05)) {
      previous = streamId
      streamId = v7()
      seq = 0
    }
    for (let left = random.whole(1, 5); left > 0; left--) scan()
  }

  function scan(): void {
    const sku = random.chance(0.6) ? ORDERED : UNDONE
    const quantity = random.whole(1, 30)
    const lot = `${deviceId}-${++lots}`
    const location = bin(world)
    const id = handheld.record('receive', { sku, lot, quantity, location }, { sku, units: quantity, moved: quantity })
    if (sku !== UNDONE) return
    if (random.chance(0.3)) handheld.record('reverse', { transaction: id }, { sku, units: -quantity, moved: quantity })
    else if (random.chance(0.5)) {
      const to = BINS[(BINS.indexOf(location) + 1) % BINS.length]
      handheld.record('move', { sku, lot, quantity, from: location, to }, { sku, units: 0, moved: quantity })
    }
  }

  async function send(): Promise<void> {
    const batch = outbox.slice(0, MOST_AT_ONCE)
    for (const { id } of batch) {
      const entry = entryOf(id)
      if (entry.said === 'unknown') counts.resent += 1
      entry.said = 'unknown'
    }
    const previousStreamId = previous === undefined ? {} : { previousStreamId: previous }
    const body = { deviceId, streamId, ...previousStreamId, transactions: batch }
    const reply = await world.server.call('POST', '/sync/push', body)
    if (reply.status !== 200) throw refusedBy(world, reply)
    for (const { id, outcome, duplicate } of reply.body.results as {
      id: string
      outcome: string
      duplicate: boolean
    }[]) {
      if (outcome !== 'applied') throw new Fault(`${id} was ${outcome}: ${JSON.stringify(reply.body)}`)
      if (world.unanswered.delete(id) && !duplicate) throw new Fault(`${id} was recorded, and is new when sent again.`)
      if (outbox.shift()?.id !== id) throw new Fault(`Answers are not in the order of their stream at ${id}.`)
      entryOf(id).said = 'done'
      counts.acknowledged += 1
    }
    if (reply.body.expectedSeq !== (batch.at(-1)?.seq ?? 0) + 1)
      throw new Fault(`${deviceId} sent ${batch.at(-1)?.seq}, and ${reply.body.expectedSeq} is expected.`)
  }

  const entryOf = (id: string): Sent => book.sent.get(id) as Sent
  return handheld
}

/** Something is wrong with the product: it ends the run. */
export class Fault extends Error {}

/** An order at a time, from asking to shipping: what is picked and shipped goes into a handheld's stream. */
export function createDesk(world: World, handheld: Handheld, name: string): Client {
  const { random, book, counts } = world
  let number = 0
  let step: (() => Promise<void>) | null = null
  let hasAsked = false

  async function ask(method: string, path: string, body: unknown, key: string): Promise<Reply> {
    if (hasAsked) counts.resent += 1
    hasAsked = true
    const reply = await world.server.call(method, path, body, { 'idempotency-key': key })
    if (reply.status >= 500) throw refusedBy(world, reply)
    hasAsked = false
    return reply
  }

  function place(): void {
    const externalId = `${name}-${++number}`
    const quantity = random.whole(1, 12)
    const body = {
      ...{ externalId, channel: 'shop', customer: { id: 'C-1', name: 'Ada' }, onShort: 'reject' },
      lines: [{ sku: ORDERED, quantity, unitPrice: { amount: 499, currency: 'USD' } }],
    }
    step = async () => {
      const reply = await ask('POST', '/orders', body, `order ${externalId}`)
      if (reply.status >= 400) {
        if (reply.body.code !== 'insufficient-atp') throw new Fault(JSON.stringify(reply.body))
        step = null
        return
      }
      counts.acknowledged += 1
      book.orders.add(reply.body.id)
      release(reply.body.id, externalId, quantity)
    }
  }

  function release(order: string, externalId: string, quantity: number): void {
    step = async () => {
      const reply = await ask('POST', `/orders/${order}/release`, undefined, `release ${externalId}`)
      if (reply.status >= 400) throw new Fault(JSON.stringify(reply.body))
      const { pickListId, tasks, short } = reply.body
      if (short.length > 0) throw new Fault(`An order that was promised is short: ${JSON.stringify(short)}`)
      counts.acknowledged += 1
      book.released.set(order, { id: pickListId, tasks: tasks.length })
      for (const { id, sku, lot, location, quantity } of tasks)
        handheld.record('pick', { taskId: id, sku, lot, location, quantity }, { sku, units: 0, moved: quantity })
      handheld.record('ship', { orderId: order }, { sku: ORDERED, units: -quantity, moved: quantity })
      step = null
    }
  }

  return {
    async work(finishing = false) {
      for (;;) {
        if (step === null && finishing) return
        if (step === null) place()
        try {
          await step?.()
        } catch (error) {
          if (error instanceof Fault) throw error
          return
        }
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    isThrough: () => step === null,
  }
}

function refusedBy({ counts }: World, reply: Reply): Error {
  const code = String(reply.body?.code ?? reply.status)
  counts.refusals.set(code, (counts.refusals.get(code) ?? 0) + 1)
  if (reply.status < 500) return new Fault(`${reply.status} ${JSON.stringify(reply.body)}`)
  return new Error(JSON.stringify(reply.body))
}
