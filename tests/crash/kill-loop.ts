/**
 * A server under load is killed at any moment, started again, and goes on. After each start the files hold everything that was
 * answered, nothing twice, and the stock that both together make.
 */
import { createRandom } from '../simulation/random.ts'
import { compareFile, createBook, type Held } from './book.ts'
import { type Client, createDesk, createHandheld, Fault, ORDERED, prepare, UNDONE, type World } from './clients.ts'
import { openCrashServer } from './server.ts'

export interface KillLoop {
  seed: number
  kills: number
  handhelds?: number
  /** After so many kills each figure of the database is proved, beside the one time at the end. */
  auditEvery?: number
  tell?(line: string): void
}

export interface Summary {
  kills: number
  /** Of them, while the server was starting. */
  whileStarting: number
  acknowledged: number
  resent: number
  /** Recorded by the server that was killed, and answered only by the next one. */
  unanswered: number
  lost: number
  doubled: number
  seconds: number
}

const DESKS = 2
/** Most milliseconds of work between two kills. */
const MOST_MS = 500
const STARTING = 0.15

export async function killLoop({
  seed,
  kills,
  handhelds = 4,
  auditEvery = 100,
  tell = () => {},
}: KillLoop): Promise<Summary> {
  const began = performance.now()
  const random = createRandom(seed)
  const server = await openCrashServer()
  const counts = { acknowledged: 0, resent: 0, refusals: new Map<string, number>() }
  const summary = { kills: 0, whileStarting: 0, unanswered: 0, lost: 0, doubled: 0 }
  const world: World = { server, random, book: createBook(), counts, unanswered: new Set() }
  const devices = Array.from({ length: handhelds }, (_, nth) => createHandheld(world, `HH-${nth + 1}`))
  const desks = devices.slice(0, DESKS).map((device, nth) => createDesk(world, device, `DESK-${nth + 1}`))
  const clients: Client[] = [...devices, ...desks]

  async function start(): Promise<void> {
    const ended = await server.start()
    if (ended) throw new Fault(`The server did not start again: ${JSON.stringify(ended)} ${server.said()}`)
  }

  async function check(): Promise<void> {
    const held: Held = await compareFile(server.database, world.book)
    summary.lost += held.lost.length
    summary.doubled += held.doubled.length
    if (held.lost.length + held.doubled.length > 0)
      throw new Fault(`Lost: ${held.lost.join(', ') || 'none'}. Doubled: ${held.doubled.join(', ') || 'none'}.`)
    for (const id of held.unanswered) if (!world.unanswered.has(id)) summary.unanswered += 1
    world.unanswered = held.unanswered
    for (const sku of [ORDERED, UNDONE]) {
      const { onHand } = await server.api('GET', `/inventory/${sku}`)
      const wanted = held.onHand.get(sku) ?? 0
      if (onHand !== wanted) throw new Fault(`${onHand} of ${sku} are on hand; what is recorded makes ${wanted}.`)
    }
  }

  async function audit(): Promise<void> {
    const { code, out } = await server.command(['audit'])
    if (code !== 0) throw new Fault(`The audit is not clean: ${out}`)
  }

  async function killWhileStarting(): Promise<void> {
    const starting = server.start()
    await wait(random.whole(0, 1_500))
    await server.kill()
    await starting
    summary.kills += 1
    summary.whileStarting += 1
  }

  async function killAtWork(): Promise<void> {
    const working = Promise.all(clients.map((client) => client.work()))
    // A fault is met below, once the server is gone.
    working.catch(() => {})
    await wait(random.whole(0, MOST_MS))
    await server.kill()
    await working
    summary.kills += 1
  }

  try {
    await start()
    await prepare(server)
    while (summary.kills < kills) {
      const before = summary.kills
      const passed = (each: number) => Math.floor(before / each) < Math.floor(summary.kills / each)
      await killAtWork()
      while (summary.kills < kills && random.chance(STARTING)) await killWhileStarting()
      await start()
      await check()
      if (passed(auditEvery)) await audit()
      if (passed(25)) tell(`${summary.kills} kills, ${counts.acknowledged} acknowledged, ${since(began).toFixed(0)} s`)
    }
    // Everybody finishes what is begun: the rest of what was unknown is resolved.
    for (let rounds = 0; !clients.every((client) => client.isThrough()); rounds++) {
      if (rounds === 500) throw new Fault('What was begun does not come to an end.')
      await Promise.all(clients.map((client) => client.work(true)))
    }
    await check()
    if (world.unanswered.size > 0) throw new Fault(`${world.unanswered.size} transactions were never answered.`)
    await audit()
    const ended = await server.stop()
    if (ended.code !== 0) throw new Fault(`The server did not stop well: ${JSON.stringify(ended)}`)
    await audit()
    return { ...summary, acknowledged: counts.acknowledged, resent: counts.resent, seconds: since(began) }
  } catch (error) {
    throw new Error(`Seed ${seed}, after ${summary.kills} kills: ${(error as Error).message} ${server.said()}`, {
      cause: error,
    })
  } finally {
    await server.close()
  }
}

const since = (began: number): number => (performance.now() - began) / 1_000
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export const tellSummary = ({
  kills,
  whileStarting,
  acknowledged,
  resent,
  unanswered,
  lost,
  doubled,
  seconds,
}: Summary): string =>
  `${kills} kills (${whileStarting} while starting), ${acknowledged} acknowledged, ${resent} resent, ${unanswered} of them recorded before the kill, lost ${lost}, doubled ${doubled}, ${seconds.toFixed(1)} s`
