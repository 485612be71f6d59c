/** The network between a device and the server: it loses, delays, doubles and cuts off, by chance of the seed. */

import { createHttpTransport } from '../../client/sync/http-transport.ts'
import type { Transport } from '../../client/sync/transport.ts'
import type { Faults } from './faults.ts'
import type { Random } from './random.ts'
import type { SimDevice } from './sim-device.ts'
import type { SimServer } from './sim-server.ts'

export interface Network {
  /** False: no faults any more. */
  faulty: boolean
  /** Requests that are under way and arrive late, when nobody waits for them any more. */
  readonly late: (() => Promise<void>)[]
  transport(device: SimDevice): Transport
}

type Fetch = (input: string, init: RequestInit) => Promise<Response>

export function createNetwork(random: Random, faults: Faults, server: SimServer): Network {
  const late: (() => Promise<void>)[] = []
  const arrive: Fetch = (input, init) => server.fetch(new Request(`http://sim${input}`, { ...init, signal: null }))
  const later = (input: string, init: RequestInit) => () =>
    arrive(input, init).then(
      () => {},
      () => {},
    )

  /** What the request meets on its way. */
  async function send(device: SimDevice, input: string, init: RequestInit): Promise<Response> {
    const isPush = input.includes('/sync/push')
    if ((device.cut === 'pushes' && isPush) || (device.cut === 'pulls' && input.includes('/sync/pull')))
      throw new TypeError('this way is cut')
    if (faults.happens('request lost', 0.08)) throw new TypeError('the request was lost')
    if (init.body && faults.happens('request cut off', init.body instanceof Uint8Array ? 0.3 : 0.06)) {
      await arrive(input, { ...init, ...cutOff(init.body, random) }).catch(() => {})
      throw new TypeError('the connection broke off')
    }
    if (faults.happens('request late', 0.06)) {
      late.push(later(input, init))
      throw new TypeError('the request is late')
    }
    if (faults.happens('request doubled', 0.06)) late.push(later(input, init))
    const life = device.life
    if (faults.happens('device off between sending and answer', 0.03)) life.dead = true
    return answer(device, await arrive(input, init))
  }

  /** What the answer meets on its way. */
  async function answer(device: SimDevice, response: Response): Promise<Response> {
    if (device.cut === 'answers') throw new TypeError('this way is cut')
    if (faults.happens('answer lost', 0.08)) throw new TypeError('the answer was lost')
    if (!faults.happens('answer cut off', 0.04)) return response
    const text = await response.text()
    return new Response(text.slice(0, random.whole(0, Math.max(0, text.length - 1))), { status: response.status })
  }

  const network: Network = {
    faulty: true,
    late,
    transport: (device) =>
      createHttpTransport({
        credential: () => ({ deviceId: device.id, token: device.token }),
        fetch: (async (input: string, init: RequestInit = {}) => {
          const { life } = device
          if (life.dead || !device.online) throw new TypeError('no network')
          const response = network.faulty ? await send(device, input, init) : await arrive(input, init)
          if (life.dead) throw new TypeError('nobody is there to hear it')
          return response
        }) as typeof fetch,
      }),
  }
  return network
}

/** So many bytes of it arrive, and then the connection breaks, or says that this was all. */
function cutOff(body: BodyInit, random: Random): RequestInit {
  const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(String(body))
  const length = random.whole(0, bytes.length - 1)
  if (!(body instanceof Uint8Array) && random.chance(0.5)) return { body: bytes.slice(0, length) }
  let sent = false
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent || length === 0) return controller.error(new Error('cut'))
      sent = true
      controller.enqueue(bytes.subarray(0, length))
    },
  })
  return { body: stream, duplex: 'half' } as RequestInit
}
