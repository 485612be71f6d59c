import { type EventsOptions, listenToEvents } from './events.ts'

export interface FollowOptions extends EventsOptions {
  /** What the stream would have told is not known now. */
  onBreak(): void
  /** At most so many milliseconds until it is opened again, and at least half as many. */
  retryMs: number
  /** From 0 to 1: streams that a server ended when it stopped must not all come back in one instant. */
  random(): number
  /** Says `online` where the device has a network again. */
  network: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
}

/** Listens for as long as it is wanted: a stream that is over is opened again, and at once where the network came back. */
export async function followEvents({ onBreak, retryMs, random, network, ...options }: FollowOptions): Promise<void> {
  const { signal } = options
  let reopen = () => {}
  const atOnce = () => reopen()
  network.addEventListener('online', atOnce)
  signal.addEventListener('abort', atOnce)
  while (!signal.aborted) {
    const stream = new AbortController()
    // What was open belonged to the network before, and may never be told so.
    reopen = () => stream.abort()
    await listenToEvents({ ...options, signal: stream.signal }).catch(() => {})
    if (signal.aborted) break
    onBreak()
    if (!stream.signal.aborted)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, retryMs * (0.5 + random() / 2))
        reopen = () => {
          clearTimeout(timer)
          resolve()
        }
      })
  }
  network.removeEventListener('online', atOnce)
}
