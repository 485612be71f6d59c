/** Threads beside the server, each started with the first question that finds it missing; a question goes to whichever has least to do. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Question, Reply } from './answering.ts'
import { faultFrom } from './told-fault.ts'

export interface Threads<Ask> {
  /** Rejects with what went wrong in the thread, or where the thread ended before it answered. */
  ask<Answer>(ask: Ask): Promise<Answer>
  /** Lets them close what they have open, and ends them. */
  close(): Promise<void>
}

interface Thread {
  worker: Worker
  waiting: Map<number, { resolve(value: unknown): void; reject(error: Error): void }>
}

/** `name`: of the file beside the bundle of the server. */
export function startThreads<Ask>(name: string, database: string, count: number): Threads<Ask> {
  const file = join(dirname(fileURLToPath(import.meta.url)), `${name}.js`)
  const threads: Thread[] = []
  let last = 0
  let closed = false

  function start(): Thread {
    const worker = new Worker(file, { workerData: { database } })
    const thread: Thread = { worker, waiting: new Map() }
    worker.on('message', ({ id, value, fault }: Reply) => {
      const asked = thread.waiting.get(id)
      thread.waiting.delete(id)
      if (fault === undefined) asked?.resolve(value)
      else asked?.reject(faultFrom(fault))
    })
    const gone = (error: Error) => {
      threads.splice(threads.indexOf(thread), threads.includes(thread) ? 1 : 0)
      for (const { reject } of thread.waiting.values()) reject(error)
      thread.waiting.clear()
    }
    worker.on('error', gone)
    worker.on('exit', () => gone(new Error(`The ${name} has ended.`)))
    worker.unref()
    threads.push(thread)
    return thread
  }

  function put<Answer>(question: Question<Ask>['ask'], { worker, waiting }: Thread): Promise<Answer> {
    const id = ++last
    return new Promise<Answer>((resolve, reject) => {
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      worker.postMessage({ id, ask: question } satisfies Question<Ask>)
    })
  }

  /** One that has ended is started again with the next question. */
  function idlest(): Thread {
    if (closed) throw new Error(`The ${name} is not asked any more.`)
    if (threads.length < count) return start()
    return threads.reduce((best, one) => (one.waiting.size < best.waiting.size ? one : best))
  }

  return {
    ask: async (question) => put(question, idlest()),
    async close() {
      closed = true
      for (const thread of [...threads]) {
        thread.worker.ref()
        await put('close', thread).catch(() => {})
        await thread.worker.terminate()
      }
    },
  }
}
