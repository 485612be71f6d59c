/** Planners in threads beside the server, as many as there are cores to spare; a question goes to whichever has least to do. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { FeedPart, Planned, Planner } from './planner.ts'
import type { Question, Reply } from './planning-thread.ts'

/** Beside the bundle of the server. */
const FILE = join(dirname(fileURLToPath(import.meta.url)), 'planning-thread.js')

interface Thread {
  worker: Worker
  waiting: Map<number, { resolve(value: unknown): void; reject(error: Error): void }>
}

export function startPlanners(database: string, count: number): Planner {
  const threads: Thread[] = []
  let last = 0
  let closed = false

  function start(): Thread {
    const worker = new Worker(FILE, { workerData: { database } })
    const thread: Thread = { worker, waiting: new Map() }
    worker.on('message', ({ id, value, fault }: Reply) => {
      const asked = thread.waiting.get(id)
      thread.waiting.delete(id)
      if (fault === undefined) asked?.resolve(value)
      else asked?.reject(new Error(fault))
    })
    const gone = (error: Error) => {
      threads.splice(threads.indexOf(thread), threads.includes(thread) ? 1 : 0)
      for (const { reject } of thread.waiting.values()) reject(error)
      thread.waiting.clear()
    }
    worker.on('error', gone)
    worker.on('exit', () => gone(new Error('A thread that made plans has ended.')))
    worker.unref()
    threads.push(thread)
    return thread
  }

  function ask<T>(question: Question['ask'], to: Thread): Promise<T> {
    const id = ++last
    return new Promise<T>((resolve, reject) => {
      to.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      to.worker.postMessage({ id, ask: question } satisfies Question)
    })
  }

  /** One that has ended is started again with the next question. */
  function idlest(): Thread {
    if (closed) throw new Error('Plans are not made any more.')
    if (threads.length < count) return start()
    return threads.reduce((best, one) => (one.waiting.size < best.waiting.size ? one : best))
  }

  return {
    changedSince: async (since) => ask<FeedPart>({ kind: 'changed', since }, idlest()),
    plan: async (wanted) => ask<Planned[]>({ kind: 'plan', wanted }, idlest()),
    async close() {
      closed = true
      for (const thread of [...threads]) {
        thread.worker.ref()
        await ask({ kind: 'close' }, thread).catch(() => {})
        await thread.worker.terminate()
      }
    },
  }
}
