/** `GET /sync/events`: a nudge with the newest cursor after each commit. Polling covers where it cannot reach. */
import type { Hono } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { writeCursor } from '../feed/cursor.ts'
import type { ServerDeps } from './deps.ts'
import { bearer } from './mount.ts'
import { isStopping } from './readiness.ts'
import { never } from './stop.ts'

/** Proxies cut connections that are silent for longer. */
const KEEP_ALIVE_MS = 20_000
/** Commits within this time are one nudge. */
const GATHER_MS = 40

/** How many are open. */
interface Count {
  inc(): void
  dec(): void
}

export function mountEvents(app: Hono, deps: ServerDeps, open: Count): void {
  const { stopping, closing } = deps.stop ?? never()
  const readers = new Set<() => void>()
  closing.addEventListener('abort', () => {
    for (const end of readers) end()
  })
  app.get('/api/v1/sync/events', async (context) => {
    await bearer(deps, context)
    // Whoever is sent elsewhere should not come back here for the last seconds.
    if (stopping.aborted) throw isStopping()
    return streamSSE(context, async (stream) => {
      const doorbell = createDoorbell()
      const unsubscribe = deps.work.onCommit(doorbell.ring)
      open.inc()
      readers.add(doorbell.ring)
      stream.onAbort(doorbell.ring)
      doorbell.ring()
      try {
        await follow(stream, doorbell)
      } finally {
        unsubscribe()
        readers.delete(doorbell.ring)
        open.dec()
      }
    })
  })

  /** Ends with its reader, or with the server: then as a stream ends that was told all, so that its reader comes again. */
  async function follow(stream: SSEStreamingApi, doorbell: Doorbell): Promise<void> {
    while (!stream.aborted && !closing.aborted) {
      if (await doorbell.rung(KEEP_ALIVE_MS)) {
        if (stream.aborted || closing.aborted) return
        await stream.sleep(GATHER_MS)
        const cursor = writeCursor({ kind: 'feed', epoch: deps.epoch, head: await deps.work.head() })
        await stream.writeSSE({ event: 'change', data: cursor })
      } else await stream.writeSSE({ event: 'alive', data: '' })
    }
  }
}

type Doorbell = ReturnType<typeof createDoorbell>

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
