/** `GET /sync/events`: a nudge with the newest cursor after each commit. Polling covers where it cannot reach. */
import type { Hono } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { writeCursor } from '../feed/cursor.ts'
import type { ServerDeps } from './deps.ts'
import { createDoorbell, type Doorbell } from './doorbell.ts'
import { bearer, callerFrom } from './mount.ts'
import { isStopping } from './readiness.ts'
import { never } from './stop.ts'

/** Proxies cut connections that are silent for longer. */
const KEEP_ALIVE_MS = 20_000
/** Of one credential, at a time: a browser with many tabs has a few, and the key of an integration may stand for many screens. */
const MOST_STREAMS = 250
/** Commits within this time are one nudge. */
const GATHER_MS = 40
/** Whether who listens still may is asked again that often, so that a stream ends within a minute of its right to be. */
const RECHECK_MS = 20_000

/** How many are open. */
interface Count {
  inc(): void
  dec(): void
}

/** Whether a stream may go on. */
interface Standing {
  mayStill(): Promise<boolean>
  isCrowdedOut(): boolean
}

export function mountEvents(app: Hono, deps: ServerDeps, open: Count): void {
  const { stopping, closing } = deps.stop ?? never()
  const doorbells = new Set<Doorbell>()
  const crowd = createCrowd(deps.eventStreams ?? MOST_STREAMS)
  const ringAll = () => {
    for (const doorbell of doorbells) doorbell.ring()
  }
  closing.addEventListener('abort', ringAll)
  const newest = gathered(async () => writeCursor({ kind: 'feed', epoch: deps.epoch, head: await deps.work.head() }))
  deps.work.onCommit(ringAll)

  app.get('/api/v1/sync/events', async (context) => {
    const { kind, id } = await bearer(deps, context)
    let checkedAt = deps.now()
    const mayStill = async (): Promise<boolean> => {
      if (deps.now() - checkedAt < RECHECK_MS) return true
      checkedAt = deps.now()
      return (await callerFrom(deps, context)) !== undefined
    }
    // Whoever is sent elsewhere should not come back here for the last seconds.
    if (stopping.aborted) throw isStopping()
    return streamSSE(context, async (stream) => {
      const doorbell = createDoorbell()
      const one = { isOver: false }
      const leave = crowd.enter(`${kind} ${id}`, () => {
        one.isOver = true
        doorbell.ring()
      })
      doorbells.add(doorbell)
      open.inc()
      stream.onAbort(doorbell.ring)
      doorbell.ring()
      try {
        await follow(stream, doorbell, { mayStill, isCrowdedOut: () => one.isOver })
      } finally {
        leave()
        doorbells.delete(doorbell)
        open.dec()
      }
    })
  })

  /** Ends with its reader, or with the server: then as a stream that was told all, so that its reader comes again. */
  async function follow(
    stream: SSEStreamingApi,
    doorbell: Doorbell,
    { mayStill, isCrowdedOut }: Standing,
  ): Promise<void> {
    const isOver = () => stream.aborted || closing.aborted || isCrowdedOut()
    while (!isOver()) {
      const rung = await doorbell.rung(KEEP_ALIVE_MS)
      if (isOver() || !(await mayStill())) return
      if (!rung) {
        await stream.writeSSE({ event: 'alive', data: '' })
        continue
      }
      // A database that does not answer shows in readiness; whoever reads here comes again.
      const cursor = await newest().catch(() => null)
      if (cursor === null) return
      await stream.writeSSE({ event: 'change', data: cursor })
    }
  }
}

/** All who ask within one gathering get one answer: hundreds of readers are no reason to ask the database hundreds of times. */
function gathered<T>(read: () => Promise<T>): () => Promise<T> {
  let gathering: Promise<T> | null = null
  return () => {
    gathering ??= new Promise((resolve) => setTimeout(resolve, GATHER_MS)).then(() => {
      // Whoever is rung from here on may be told of by a later commit than this.
      gathering = null
      return read()
    })
    return gathering
  }
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
