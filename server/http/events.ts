/** `GET /sync/events`: a nudge with the newest cursor after each commit. Polling covers where it cannot reach. */
import type { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { writeCursor } from '../feed/cursor.ts'
import type { ServerDeps } from './deps.ts'
import { bearer, callerFrom } from './mount.ts'

/** Proxies cut connections that are silent for longer. */
const KEEP_ALIVE_MS = 20_000
/** Commits within this time are one nudge. */
const GATHER_MS = 40
/** Whether who listens still may is asked again that often, so that a stream ends within a minute of its right to be. */
const RECHECK_MS = 20_000

export function mountEvents(app: Hono, deps: ServerDeps): void {
  app.get('/api/v1/sync/events', async (context) => {
    await bearer(deps, context)
    let checkedAt = deps.now()
    const mayStill = async (): Promise<boolean> => {
      if (deps.now() - checkedAt < RECHECK_MS) return true
      checkedAt = deps.now()
      return (await callerFrom(deps, context)) !== undefined
    }
    return streamSSE(context, async (stream) => {
      const doorbell = createDoorbell()
      const stop = deps.work.onCommit(doorbell.ring)
      stream.onAbort(() => {
        stop()
        doorbell.ring()
      })
      doorbell.ring()
      while (!stream.aborted) {
        const rung = await doorbell.rung(KEEP_ALIVE_MS)
        if (!(await mayStill())) break
        if (rung) {
          await stream.sleep(GATHER_MS)
          const cursor = writeCursor({ kind: 'feed', epoch: deps.epoch, head: await deps.work.head() })
          await stream.writeSSE({ event: 'change', data: cursor })
        } else await stream.writeSSE({ event: 'alive', data: '' })
      }
      stop()
    })
  })
}

function createDoorbell() {
  let waiting: ((rung: boolean) => void) | null = null
  let pending = false
  return {
    ring(): void {
      if (waiting) waiting(true)
      else pending = true
    },
    /** True when rung, at once if it was meanwhile; false after the time. */
    rung(withinMs: number): Promise<boolean> {
      if (pending) {
        pending = false
        return Promise.resolve(true)
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => answer(false), withinMs)
        function answer(rung: boolean) {
          clearTimeout(timer)
          waiting = null
          resolve(rung)
        }
        waiting = answer
      })
    },
  }
}
