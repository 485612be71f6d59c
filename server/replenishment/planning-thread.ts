/** A thread that makes plans: reads with a connection of its own, and gives way to whoever scans. */
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { openReading } from '../db/open.ts'
import { createPlanner, type Wanted } from './planner.ts'

export interface Question {
  id: number
  ask: { kind: 'changed'; since: number } | { kind: 'plan'; wanted: Wanted } | { kind: 'close' }
}

export interface Reply {
  id: number
  value?: unknown
  /** What went wrong, with its stack. */
  fault?: string
}

/** The lowest: on Linux it is this thread's alone. Elsewhere it would be the server's. */
if (process.platform === 'linux') setPriority(19)

const planner = createPlanner(openReading((workerData as { database: string }).database))

async function answer({ ask }: Question): Promise<unknown> {
  if (ask.kind === 'changed') return planner.changedSince(ask.since)
  if (ask.kind === 'plan') return planner.plan(ask.wanted)
  await planner.close()
  return null
}

parentPort?.on('message', (question: Question) => {
  answer(question).then(
    (value) => reply({ id: question.id, value }),
    (error: unknown) =>
      reply({ id: question.id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})

function reply(word: Reply): void {
  parentPort?.postMessage(word)
}
