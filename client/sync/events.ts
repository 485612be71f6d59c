/** The server's nudges. EventSource cannot send a token, so the stream is read by fetch. */
export interface EventsOptions {
  fetch: typeof fetch
  token(): string | null
  onChange(): void
  signal: AbortSignal
}

/** Reads until the stream ends or breaks; the caller opens it again. Polling covers the time between. */
export async function listenToEvents({ fetch, token, onChange, signal }: EventsOptions): Promise<void> {
  const response = await fetch('/api/v1/sync/events', {
    headers: { authorization: `Bearer ${token() ?? ''}` },
    signal,
    cache: 'no-store',
  })
  const reader = response.ok ? response.body?.pipeThrough(new TextDecoderStream()).getReader() : undefined
  if (!reader) return
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    text += value
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    if (blocks.some((block) => block.includes('event: change'))) onChange()
  }
}
