/** Many handhelds and a desk in one process of their own, driven by a pace: what is due is due, however slow the server is. */

import { BATCH } from '../bench/plan.ts'
import { type Desk, openDesk } from './desk.ts'
import { type Acknowledged, type Enrolled, type Handheld, openHandheld } from './handheld.ts'

export type Order =
  | { do: 'open'; port: number; devices: Enrolled[]; adminToken: string; skus: string[] }
  /** Transactions a second, of all of them together; 0: none. */
  | { do: 'pace'; perSecond: number }
  /** As fast as they go, for so long. */
  | { do: 'race'; forMs: number; connections: number }
  | { do: 'sample' }
  | { do: 'end' }

export interface Sample {
  transactions: number
  pushMs: number[]
  pullMs: number[]
  nudgeMs: number[]
  deskMs: number[]
  /** Times that a handheld was further behind than a page. */
  skipped: number
  /** Of this process, of one core. */
  cpu: number
  seconds: number
}

export type Answer = { sample: Sample } | { acknowledged: Acknowledged[] } | { perSecond: number } | { ok: true }

const TICK_MS = 20

let handhelds: Handheld[] = []
let desk: Desk | null = null
let ticking: NodeJS.Timeout | null = null
let failure: Error | null = null
let current = begin()
let begun = { at: performance.now(), cpu: process.cpuUsage() }

function begin(): Omit<Sample, 'cpu' | 'seconds'> {
  return { transactions: 0, pushMs: [], pullMs: [], nudgeMs: [], deskMs: [], skipped: 0 }
}

const measuring = {
  push: (ms: number) => void current.pushMs.push(ms),
  pull: (ms: number) => void current.pullMs.push(ms),
  nudge: (ms: number) => void current.nudgeMs.push(ms),
  transactions: (count: number) => {
    current.transactions += count
  },
  skipped: () => {
    current.skipped += 1
  },
}

const fail = (error: Error) => {
  failure ??= error
}

export async function run(order: Order): Promise<Answer> {
  if (failure) throw failure
  switch (order.do) {
    case 'open':
      handhelds = await Promise.all(order.devices.map((device) => openHandheld(order.port, device, measuring)))
      desk = await openDesk(order.port, order.adminToken, order.skus, (ms) => void current.deskMs.push(ms), fail)
      return { ok: true }
    case 'pace':
      pace(order.perSecond)
      return { ok: true }
    case 'race':
      return { perSecond: await race(order.forMs, order.connections) }
    case 'sample':
      return { sample: take() }
    case 'end':
      return { acknowledged: await end() }
  }
}

/** Each in its turn; what should have been sent in the meantime is sent at once, and is late. */
function pace(perSecond: number): void {
  if (ticking) clearInterval(ticking)
  ticking = null
  if (perSecond === 0) return
  const everyMs = (BATCH * 1_000) / perSecond
  let dueAt = performance.now()
  let turn = 0
  ticking = setInterval(() => {
    for (; dueAt <= performance.now(); dueAt += everyMs) {
      try {
        handhelds[turn++ % handhelds.length]?.push(dueAt).catch(fail)
      } catch (error) {
        fail(error as Error)
      }
    }
  }, TICK_MS)
}

/** Some of them push again as soon as they are answered. Returns transactions a second. */
async function race(forMs: number, connections: number): Promise<number> {
  const started = performance.now()
  const before = current.transactions
  await Promise.all(
    handhelds.slice(0, connections).map(async (handheld) => {
      while (performance.now() - started < forMs) await handheld.push(performance.now())
    }),
  )
  return ((current.transactions - before) * 1_000) / (performance.now() - started)
}

function take(): Sample {
  const seconds = (performance.now() - begun.at) / 1_000
  const used = process.cpuUsage(begun.cpu)
  const sample = { ...current, cpu: (used.user + used.system) / 1e6 / seconds, seconds }
  current = begin()
  begun = { at: performance.now(), cpu: process.cpuUsage() }
  return sample
}

/** Lets what is on its way arrive. */
async function end(): Promise<Acknowledged[]> {
  pace(0)
  await desk?.close()
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  if (failure) throw failure
  const acknowledged = handhelds.map((handheld) => handheld.acknowledged())
  for (const handheld of handhelds) handheld.close()
  return acknowledged
}
