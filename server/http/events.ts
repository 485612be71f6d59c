/** `GET /sync/events`: a nudge with the newest cursor after each commit. Polling covers where it cannot reach. */
import type { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { writeCursor } from '../feed/cursor.ts'
import type { ServerDeps } from './deps.ts'
import { bearer } from './mount.ts'

/** Proxies cut connections that are silent for longer. */
const KEEP_ALIVE_MS = 20_000
/** Of one credential, at a time: a browser with many tabs has a few, and the key of an integration may stand for many screens. */
const MOST_STREAMS = 250
/** Commits within this time are one nudge. */
const GATHER_MS = 40

export function mountEvents(app: Hono, deps: ServerDeps): void {
  const crowd = createCrowd(deps.eventStreams ?? MOST_STREAMS)
  app.get('/api/v1/sync/events', async (context) => {
    const { kind, id } = await bearer(deps, context)
    return streamSSE(context, async (stream) => {
      const doorbell = createDoorbell()
      let isOver = false
      const leave = crowd.enter(`${kind} ${id}`, () => {
        isOver = true
        doorbell.ring()
      })
      const unsubscribe = deps.work.onCommit(doorbell.ring)
      const stop = () => {
        unsubscribe()
        leave()
      }
      stream.onAbort(() => {
        stop()
        doorbell.ring()
      })
      doorbell.ring()
      while (!stream.aborted && !isOver) {
        if (await doorbell.rung(KEEP_ALIVE_MS)) {
          await stream.sleep(GATHER_MS)
          if (stream.aborted || isOver) break
          const cursor = writeCursor({ kind: 'feed', epoch: deps.epoch, head: await deps.work.head() })
          await stream.writeSSE({ event: 'change', data: cursor })
        } else await stream.writeSSE({ event: 'alive', data: '' })
      }
      stop()
    })
  })
}

/** The oldest goes, and not the newest: a handheld that lost the network comes again long before its old streams are known to be dead. */
function createCrowd(most: number) {
  const crowd = new Map<string, Set<() => void>>()
  return {
    /** Returns how to leave; `end` is called where so many came later that this one must go. */
    enter(who: string, end: () => void): () => void {
      const streams = crowd.get(who) ?? new Set()
      crowd.set(who, streams.add(end))
      const [oldest] = streams
      if (streams.size > most && oldest) {
        streams.delete(oldest)
        oldest()
      }
      return () => {
        streams.delete(end)
        if (streams.size === 0) crowd.delete(who)
      }
    },
  }
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
