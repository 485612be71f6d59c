/** Work that is done again and again beside the requests: begun by a clock, and let finish before the server goes. */
import type { Work } from '../db/work.ts'
import type { Report } from '../watch/report.ts'

export interface Background {
  /** Done by each process, of what is its own. Returns how to begin it before its time. */
  every(ms: number, about: string, step: () => Promise<unknown>): () => void
  /** Done by one of the processes that share a database: by whichever has the duty. Returns how to begin it before its time. */
  duty(duty: string, ms: number, about: string, step: () => Promise<unknown>): () => void
  /** What must be closed when nothing is begun any more. */
  onStop(close: () => void | Promise<void>): void
  /** Begins nothing more, and resolves when what runs has finished, or after so long; false: something still ran. */
  stop(withinMs: number): Promise<boolean>
}

export function createBackground(report: Report, hasDuty: Work['hasDuty']): Background {
  const running = new Set<Promise<void>>()
  const timers: NodeJS.Timeout[] = []
  const closing: (() => void | Promise<void>)[] = []
  let stopped = false

  async function take(about: string, step: () => Promise<unknown>): Promise<void> {
    try {
      await step()
    } catch (error) {
      // What is cut off by the end is no fault: it is done by the next server.
      if (!stopped) report(error, about)
    }
  }

  function every(ms: number, about: string, step: () => Promise<unknown>): () => void {
    const begin = () => {
      if (stopped) return
      const run = take(about, step).finally(() => running.delete(run))
      running.add(run)
    }
    timers.push(setInterval(begin, ms))
    return begin
  }

  return {
    every,
    duty: (duty, ms, about, step) =>
      every(ms, about, async () => {
        if (await hasDuty(duty)) await step()
      }),
    onStop(close) {
      closing.push(close)
    },
    async stop(withinMs) {
      stopped = true
      for (const timer of timers) clearInterval(timer)
      const finished = Promise.all([...closing.map((close) => close()), ...running]).then(() => true)
      return Promise.race([finished, after(withinMs).then(() => false)])
    },
  }
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())
