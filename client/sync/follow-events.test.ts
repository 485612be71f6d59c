import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listenToEvents, SILENCE_MS } from './events.ts'
import { followEvents } from './follow-events.ts'

const PROMPT = { timeout: 2_000, interval: 2 }

/** A server whose streams stay open, and break off where the reader gives them up. */
function openServer() {
  const streams: { say(text: string): void; end(): void; given: AbortSignal }[] = []
  const fetch = (async (_: unknown, { signal }: { signal: AbortSignal }) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        signal.addEventListener('abort', () => controller.error(signal.reason))
        streams.push({
          say: (text) => controller.enqueue(new TextEncoder().encode(text)),
          end: () => controller.close(),
          given: signal,
        })
      },
    })
    return new Response(body)
  }) as unknown as typeof globalThis.fetch
  return { streams, fetch }
}

function following(retryMs: number) {
  const server = openServer()
  const network = new EventTarget()
  const stop = new AbortController()
  const told = { changes: 0, breaks: 0 }
  const done = followEvents({
    fetch: server.fetch,
    token: () => 'secret',
    onChange: () => {
      told.changes += 1
    },
    onBreak: () => {
      told.breaks += 1
    },
    retryMs,
    random: () => 1,
    network,
    signal: stop.signal,
  })
  return { ...server, network, stop, told, done }
}

describe('a stream that falls silent', () => {
  // No clock of the machine: a busy one would let the silence pass before the word is said.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  it('is given up, and what was heard puts that off', async () => {
    const { streams, fetch } = openServer()
    let givenUp: unknown = null
    const signal = new AbortController().signal
    const listening = listenToEvents({ fetch, token: () => null, onChange: () => {}, signal }).catch((error) => {
      givenUp = error
    })
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1)
    streams[0]?.say('event: alive\ndata: \n\n')
    await new Promise((resolve) => setImmediate(resolve))
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1)
    expect(givenUp).toBeNull()
    await vi.advanceTimersByTimeAsync(1)
    await listening
    expect(givenUp).toMatchObject({ message: 'The stream of events fell silent.' })
  })
})

describe('following the server', () => {
  it('opens a stream again that ended, and says that it had', async () => {
    const { streams, told, stop, done } = following(10)
    await expect.poll(() => streams.length, PROMPT).toBe(1)
    streams[0]?.end()
    await expect.poll(() => streams.length, PROMPT).toBe(2)
    streams[1]?.say('event: change\ndata: 1\n\n')
    await expect.poll(() => told, PROMPT).toEqual({ changes: 1, breaks: 1 })
    stop.abort()
    await done
  })

  it('waits for no moment where the network came back while none was open', async () => {
    const { streams, network, stop, done } = following(3_600_000)
    await expect.poll(() => streams.length, PROMPT).toBe(1)
    streams[0]?.end()
    await expect
      .poll(() => {
        network.dispatchEvent(new Event('online'))
        return streams.length
      }, PROMPT)
      .toBeGreaterThan(1)
    stop.abort()
    await done
  })

  it('gives up a stream of the network before, which nobody ended', async () => {
    const { streams, network, told, stop, done } = following(3_600_000)
    await expect.poll(() => streams.length, PROMPT).toBe(1)
    network.dispatchEvent(new Event('online'))
    await expect.poll(() => streams.length, PROMPT).toBe(2)
    expect(streams[0]?.given.aborted).toBe(true)
    expect(told.breaks).toBe(1)
    stop.abort()
    await done
  })

  it('ends when it is not wanted any more, open or not', async () => {
    const open = following(3_600_000)
    await expect.poll(() => open.streams.length, PROMPT).toBe(1)
    open.stop.abort()
    await open.done
    expect(open.told.breaks).toBe(0)
    const between = following(3_600_000)
    await expect.poll(() => between.streams.length, PROMPT).toBe(1)
    between.streams[0]?.end()
    await expect.poll(() => between.told.breaks, PROMPT).toBe(1)
    between.stop.abort()
    await between.done
  })
})
