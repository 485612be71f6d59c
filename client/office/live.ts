/** Keeps the screens in step: a nudge of the server refetches what is on screen, at most twice a second. */
import type { QueryClient } from '@tanstack/react-query'
import { listenToEvents } from '../sync/events.ts'
import { paced } from './pace.ts'

const EVERY_MS = 500
const RETRY_MS = 3_000

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

export interface LiveOptions {
  client: QueryClient
  fetch: typeof fetch
  token(): string
}

/** Follows until stopped; a stream that broke refetches too, so that the screen notices a server that is gone. */
export function followChanges({ client, fetch, token }: LiveOptions): () => void {
  const controller = new AbortController()
  const { signal } = controller
  const refetch = paced(() => client.invalidateQueries(), EVERY_MS, { now: () => performance.now(), wait })
  const follow = async () => {
    while (!signal.aborted) {
      await listenToEvents({ fetch, token, onChange: refetch, signal }).catch(() => {})
      if (signal.aborted) return
      refetch()
      await wait(RETRY_MS)
    }
  }
  void follow()
  return () => controller.abort()
}
