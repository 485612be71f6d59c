/** The server's nudges. EventSource cannot send a token, so the stream is read by fetch. */
export interface EventsOptions {
  fetch: typeof fetch
  token(): string | null
  onChange(): void
  signal: AbortSignal
}

/** The server gives a sign of life every 20 seconds: two that did not come, and a moment. */
export const SILENCE_MS = 45_000

/**
 * Reads until the stream ends, breaks or falls silent; the caller opens it again. Polling covers the time between. A handheld that walks from
 * one access point to another is told of no end: its stream would stay open, and silent, for minutes.
 */
export async function listenToEvents({ fetch, token, onChange, signal }: EventsOptions): Promise<void> {
  const stream = untilSilent(signal)
  try {
    const response = await fetch('/api/v1/sync/events', {
      headers: { authorization: `Bearer ${token() ?? ''}` },
      signal: stream.signal,
      cache: 'no-store',
    })
    const reader = response.ok ? response.body?.pipeThrough(new TextDecoderStream()).getReader() : undefined
    if (!reader) return
    let text = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      stream.heard()
      text += value
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      if (blocks.some((block) => block.includes('event: change'))) onChange()
    }
  } finally {
    stream.over()
  }
}

/** A signal that is given with the caller's own, and after silence. */
function untilSilent(signal: AbortSignal) {
  const controller = new AbortController()
  const begin = () => setTimeout(() => controller.abort(new Error('The stream of events fell silent.')), SILENCE_MS)
  const stop = () => controller.abort(signal.reason)
  let timer = begin()
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  return {
    signal: controller.signal,
    heard() {
      clearTimeout(timer)
      timer = begin()
    },
    over() {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    },
  }
}
