/** Keeps the screens in step: a nudge of the server refetches what is on screen, at most twice a second. */
import type { QueryClient } from '@tanstack/react-query'
import { followEvents } from '../sync/follow-events.ts'
import { paced } from './pace.ts'

const EVERY_MS = 500
const RETRY_MS = 4_000

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

export interface LiveOptions {
  client: QueryClient
  fetch: typeof fetch
  token(): string
}

/** Follows until stopped; a stream that broke refetches too, so that the screen notices a server that is gone. */
export function followChanges({ client, fetch, token }: LiveOptions): () => void {
  const controller = new AbortController()
  const refetch = paced(() => client.invalidateQueries(), EVERY_MS, { now: () => performance.now(), wait })
  void followEvents({
    ...{ fetch, token, onChange: refetch, onBreak: refetch, signal: controller.signal },
    ...{ retryMs: RETRY_MS, random: Math.random, network: window },
  })
  return () => controller.abort()
}
