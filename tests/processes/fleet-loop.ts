/**
 * Several processes on one PostgreSQL under load, while again and again something goes: one process, killed at any moment and started
 * again, or the database itself, started again under all of them. What was answered is there, once, and nobody but those who were
 * being answered by what went has noticed.
 */
import { setTimeout as after } from 'node:timers/promises'
import { type Book, compare, createBook, type Held } from '../crash/book.ts'
import {
  type Client,
  createDesk,
  createHandheld,
  Fault,
  ORDERED,
  prepare,
  UNDONE,
  type World,
} from '../crash/clients.ts'
import { createRandom } from '../simulation/random.ts'
import { type Fleet, openFleet } from './fleet.ts'

export interface FleetLoop {
  seed: number
  /** Of a PostgreSQL, without a database. */
  postgres: string
  times: number
  /** What goes: a process, or the database, for as long as this takes. */
  goes: { what: 'a process' } | { what: 'the database'; restart(): Promise<void> }
  tell?(line: string): void
}

export interface FleetSummary {
  times: number
  acknowledged: number
  resent: number
  /** What processes said that could not, by code. */
  refusals: Record<string, number>
  /** Answers while something was gone. */
  meanwhile: number
  lost: number
  doubled: number
  /** From the database being back until an answer was given, the longest, in milliseconds. */
  backAfterMs: number
  seconds: number
}

const PROCESSES = 3
const HANDHELDS = 4
const DESKS = 2
/** Most milliseconds of work before something goes, and after it has come back. */
const MOST_MS = 500
/** What a process may say while the database is away. */
const AWAY = new Set(['database-unreachable', 'commit-unknown', 'not-ready'])

export async function fleetLoop({ seed, postgres, times, goes, tell = () => {} }: FleetLoop): Promise<FleetSummary> {
  const began = performance.now()
  const random = createRandom(seed)
  const fleet = await openFleet(postgres, PROCESSES)
  const counts = { acknowledged: 0, resent: 0, refusals: new Map<string, number>() }
  const summary = { times: 0, meanwhile: 0, lost: 0, doubled: 0, backAfterMs: 0 }
  const world: World = { server: fleet, random, book: createBook(), counts, unanswered: new Set() }
  const devices = Array.from({ length: HANDHELDS }, (_, nth) => createHandheld(world, `HH-${nth + 1}`))
  const desks = devices.slice(0, DESKS).map((device, nth) => createDesk(world, device, `DESK-${nth + 1}`))
  const clients: Client[] = [...devices, ...desks]

  /** Everybody, until it is said that it is enough; whoever got no answer asks again. */
  function work(): { enough(): Promise<void> } {
    let isEnough = false
    const all = Promise.all(
      clients.map(async (client) => {
        while (!isEnough) {
          await client.work()
          await after(5)
        }
      }),
    )
    // A fault is met below.
    all.catch(() => {})
    return {
      async enough() {
        isEnough = true
        await fleet.pause()
        await all
        fleet.resume()
      },
    }
  }

  async function killOne(): Promise<void> {
    const one = random.pick(fleet.processes)
    if (!one) return
    await one.kill()
    const before = counts.acknowledged
    await after(random.whole(0, MOST_MS))
    const starting = one.start()
    // A process may also go while it starts.
    if (random.chance(0.15)) {
      await after(random.whole(0, 1_000))
      await one.kill()
      await starting
      await mustStart(one.start(), one.said)
    } else await mustStart(starting, one.said)
    summary.meanwhile += counts.acknowledged - before
  }

  async function restartDatabase(restart: () => Promise<void>): Promise<void> {
    await restart()
    const [before, back] = [counts.acknowledged, performance.now()]
    while (counts.acknowledged === before) {
      if (performance.now() - back > 20_000)
        throw new Fault('Nobody is answered twenty seconds after the database is back.')
      await after(10)
    }
    summary.backAfterMs = Math.max(summary.backAfterMs, performance.now() - back)
  }

  try {
    await prepare(fleet)
    while (summary.times < times) {
      const working = work()
      await after(random.whole(0, MOST_MS))
      await (goes.what === 'a process' ? killOne() : restartDatabase(goes.restart))
      await after(random.whole(0, MOST_MS))
      await working.enough()
      summary.times += 1
      await check(fleet, world, summary)
      if (summary.times % 10 === 0) await mustBeClean(fleet)
      tell(`${summary.times} times, ${counts.acknowledged} acknowledged, ${since(began).toFixed(0)} s`)
    }
    for (let rounds = 0; !clients.every((client) => client.isThrough()); rounds++) {
      if (rounds === 500) throw new Fault('What was begun does not come to an end.')
      await Promise.all(clients.map((client) => client.work(true)))
    }
    await fleet.pause()
    fleet.resume()
    await check(fleet, world, summary)
    if (world.unanswered.size > 0) throw new Fault(`${world.unanswered.size} transactions were never answered.`)
    await mustBeClean(fleet)
    for (const code of counts.refusals.keys())
      if (goes.what === 'a process' || !AWAY.has(code)) throw new Fault(`A process that lives answered ${code}.`)
    const { acknowledged, resent } = counts
    const refusals = Object.fromEntries(counts.refusals)
    return { ...summary, acknowledged, resent, refusals, seconds: since(began) }
  } catch (error) {
    const said = fleet.processes.map((one) => one.said()).join(' ')
    throw new Error(`Seed ${seed}, after ${summary.times} times: ${(error as Error).message} ${said}`, { cause: error })
  } finally {
    await fleet.close()
  }
}

async function mustStart(starting: Promise<unknown>, said: () => string): Promise<void> {
  const ended = await starting
  if (ended) throw new Fault(`A process did not start again: ${JSON.stringify(ended)} ${said()}`)
}

async function mustBeClean(fleet: Fleet): Promise<void> {
  const { code, out } = await fleet.audit()
  if (code !== 0) throw new Fault(`The audit is not clean: ${out}`)
}

/** While nobody works. */
async function check(
  fleet: Fleet,
  world: { book: Book; unanswered: Set<string> },
  summary: { lost: number; doubled: number },
): Promise<void> {
  const held: Held = await compare(fleet.ask, world.book)
  summary.lost += held.lost.length
  summary.doubled += held.doubled.length
  if (held.lost.length + held.doubled.length > 0)
    throw new Fault(`Lost: ${held.lost.join(', ') || 'none'}. Doubled: ${held.doubled.join(', ') || 'none'}.`)
  world.unanswered = held.unanswered
  for (const sku of [ORDERED, UNDONE]) {
    const { onHand } = await fleet.api('GET', `/inventory/${sku}`)
    const wanted = held.onHand.get(sku) ?? 0
    if (onHand !== wanted) throw new Fault(`${onHand} of ${sku} are on hand; what is recorded makes ${wanted}.`)
  }
}

const since = (began: number): number => (performance.now() - began) / 1_000

export const tellFleet = (summary: FleetSummary): string => {
  const { times, acknowledged, meanwhile, resent, refusals, lost, doubled, backAfterMs, seconds } = summary
  const said = Object.entries(refusals).map(([code, count]) => `${count} ${code}`)
  return `${times} times, ${acknowledged} acknowledged, ${meanwhile} of them while one was gone, ${resent} sent again, said: ${said.join(', ') || 'nothing'}, lost ${lost}, doubled ${doubled}, back after ${backAfterMs.toFixed(0)} ms at most, ${seconds.toFixed(1)} s`
}
