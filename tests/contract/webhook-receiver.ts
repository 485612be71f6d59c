/** Somebody else's server that takes our webhooks. It verifies each by itself, from what docs/webhooks.md says. */
import { createHmac, timingSafeEqual } from 'node:crypto'

export interface Received {
  position: number
  delivery: string
  topic: string
  // biome-ignore lint/suspicious/noExplicitAny: what is in it is for each test to say
  body: any
  headers: Headers
  raw: string
}

/** Longer ago than that a signature is not believed. */
const BELIEVED_S = 300

export function isSigned(secret: string, header: string | null, raw: string, nowSeconds: number): boolean {
  const parts = (header ?? '').split(',').map((part) => part.split('='))
  const time = Number(parts.find(([name]) => name === 't')?.[1])
  if (!Number.isFinite(time) || Math.abs(nowSeconds - time) > BELIEVED_S) return false
  const own = createHmac('sha256', secret).update(`${time}.${raw}`).digest()
  return parts
    .filter(([name]) => name === 'v1')
    .some(([, hex = '']) => {
      const given = Buffer.from(hex, 'hex')
      return given.length === own.length && timingSafeEqual(given, own)
    })
}

export function createReceiver(secret: string, now: () => number) {
  /** What it says to the next request, in place of taking it; `hang`: nothing. `acts`: it takes it all the same. */
  const state = { secret, received: [] as Received[], refused: 0, most: 0 }
  let atOnce = 0
  let say: (event: Received) => Response | Promise<Response | undefined> | undefined = () => undefined

  async function answer(url: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    const raw = String(init.body)
    if (!isSigned(state.secret, headers.get('lotline-signature'), raw, now() / 1_000)) {
      state.refused += 1
      return new Response('who are you?', { status: 401 })
    }
    const event: Received = {
      position: Number(headers.get('lotline-position')),
      delivery: headers.get('lotline-delivery') ?? '',
      topic: headers.get('lotline-event') ?? '',
      body: JSON.parse(raw),
      headers,
      raw: `${url} ${raw}`,
    }
    const said = await say(event)
    if (said) return said
    state.received.push(event)
    return new Response(null, { status: 204 })
  }

  return {
    state,
    says(what: typeof say) {
      say = what
    },
    fetch: (async (url, init) => {
      atOnce += 1
      state.most = Math.max(state.most, atOnce)
      try {
        return await answer(String(url), init as RequestInit)
      } finally {
        atOnce -= 1
      }
    }) as typeof fetch,
    of: (topic: string) => state.received.filter((one) => one.topic === topic),
  }
}
