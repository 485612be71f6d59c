import { describe, expect, it } from 'vitest'
import { listenToEvents } from './events.ts'

/** How often the listener was nudged by a stream that came in these pieces. */
async function nudges(pieces: string[], status = 200): Promise<number> {
  let count = 0
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece))
      controller.close()
    },
  })
  await listenToEvents({
    fetch: async () => new Response(body, { status }),
    token: () => 'secret',
    onChange: () => {
      count += 1
    },
    signal: new AbortController().signal,
  })
  return count
}

describe('the server’s nudges', () => {
  it.each<[string, string[], number]>([
    ['one event', ['event: change\ndata: 1\n\n'], 1],
    ['an event in pieces', ['eve', 'nt: cha', 'nge\ndata: 1\n', '\n'], 1],
    ['two in one piece, which one look answers', ['event: change\ndata: 1\n\nevent: change\ndata: 2\n\n'], 1],
    ['two pieces', ['event: change\ndata: 1\n\n', 'event: change\ndata: 2\n\n'], 2],
    ['a sign of life', [': still here\n\n'], 0],
    ['an event that is not complete', ['event: change\ndata: 1\n'], 0],
  ])('%s', async (_, pieces, expected) => expect(await nudges(pieces)).toBe(expected))

  it('are none where the server declines', async () => expect(await nudges(['event: change\n\n'], 401)).toBe(0))

  it('are asked for with the device’s token', async () => {
    let asked: RequestInit | undefined
    await listenToEvents({
      fetch: async (_, init) => {
        asked = init
        return new Response(null, { status: 204 })
      },
      token: () => 'secret',
      onChange: () => {},
      signal: new AbortController().signal,
    })
    expect(asked).toMatchObject({ headers: { authorization: 'Bearer secret' }, cache: 'no-store' })
  })

  it('that break off fail, for the caller to ask again', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('network')) })
    const failed = listenToEvents({
      fetch: async () => new Response(body),
      token: () => null,
      onChange: () => {},
      signal: new AbortController().signal,
    })
    await expect(failed).rejects.toThrow('network')
  })
})
