/**
 * Several server processes as the domain tests see them: each request goes to another one, and now and then one that is at nothing
 * goes, with its connections cut, and another takes its place. `LOTLINE_TEST_PROCESSES=3` does so for all tests on PostgreSQL.
 */
import { setTimeout as after } from 'node:timers/promises'
import { inject } from 'vitest'
import type { Work } from '../../server/db/work.ts'
import { createRandom } from '../simulation/random.ts'
import { administer } from './templates.ts'

export const PROCESSES = Number(process.env.LOTLINE_TEST_PROCESSES ?? 1)
const SEED = Number(process.env.LOTLINE_SEED ?? 1)
/** Of the requests that come, one in so many finds a process gone. */
const GOES = 40

export type Answer = (request: Request, peer: object | undefined) => Promise<Response>

interface Process {
  name: string
  work: Work
  answer: Answer
  open: number
  isGoing: boolean
}

export interface InTurn {
  answer: Answer
  close(): Promise<void>
}

/** `url`: of the database, which a name for a process's connections is put behind. */
export async function inTurn(
  url: string,
  count: number,
  begin: (url: string) => Promise<{ work: Work; answer: Answer }>,
): Promise<InTurn> {
  const random = createRandom(SEED)
  let begun = 0
  let turn = 0
  const dying: Promise<unknown>[] = []

  async function boot(): Promise<Process> {
    const name = `process ${++begun}`
    return { name, open: 0, isGoing: false, ...(await begin(`${url}?application_name=${encodeURIComponent(name)}`)) }
  }
  const processes = await Promise.all(Array.from({ length: count }, boot))

  async function kill(index: number): Promise<void> {
    const one = processes[index]
    if (!one || one.isGoing || one.open > 0) return
    one.isGoing = true
    // Its place is taken first: nobody is sent to it any more.
    processes[index] = await boot()
    // Meanwhile it was asked something: then it goes like one that is told to, and not like one that is killed.
    if (one.open > 0) return void dying.push(untilIdle(one).then(() => one.work.close()))
    const database = new URL(url).pathname.slice(1)
    await administer(
      inject('postgresUrl'),
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}' AND application_name = '${one.name}'`,
    )
    dying.push(one.work.close())
  }

  async function untilIdle(one: Process): Promise<void> {
    while (one.open > 0) await after(5)
  }

  return {
    async answer(request, peer) {
      if (random.chance(1 / GOES)) await kill(random.whole(0, count - 1))
      turn += 1
      const one = processes[turn % count] as Process
      one.open += 1
      try {
        return await one.answer(request, peer)
      } finally {
        one.open -= 1
      }
    },
    async close() {
      await Promise.all(dying)
      for (const { work } of processes) await work.close()
    },
  }
}
