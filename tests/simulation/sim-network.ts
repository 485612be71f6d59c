/** The network between a device and the server: it loses, delays, doubles and cuts off, by chance of the seed. */

import { createHttpTransport } from '../../client/sync/http-transport.ts'
import type { Transport } from '../../client/sync/transport.ts'
import type { Random } from './random.ts'
import type { SimServer } from './sim-server.ts'

export interface Network {
  /** False: no faults any more. */
  faulty: boolean
  /** Requests that are under way and arrive late, when nobody waits for them any more. */
  readonly late: (() => Promise<void>)[]
  transport(deviceId: string, reachable: () => boolean): Transport
}

export function createNetwork(random: Random, server: SimServer): Network {
  const late: (() => Promise<void>)[] = []
  const network: Network = {
    faulty: true,
    late,
    transport(deviceId, reachable) {
      const send = (input: RequestInfo | URL, init?: RequestInit) =>
        server.fetch(new Request(`http://sim${String(input)}`, { ...init, signal: null }))
      return createHttpTransport({
        credential: () => ({ deviceId, token: server.adminToken }),
        fetch: (async (input: RequestInfo | URL, init?: RequestInit) => {
          if (!reachable()) throw new TypeError('no network')
          if (!network.faulty) return send(input, init)
          const again = () =>
            send(input, init).then(
              () => {},
              () => {},
            )
          if (random.chance(0.08)) throw new TypeError('the request was lost')
          if (init?.body instanceof Uint8Array && random.chance(0.3)) {
            await send(input, { ...init, ...cutOff(init.body, random.whole(0, init.body.length - 1)) }).catch(() => {})
            throw new TypeError('the connection broke off')
          }
          if (random.chance(0.06)) {
            late.push(again)
            throw new TypeError('the request is late')
          }
          if (random.chance(0.06)) late.push(again)
          const response = await send(input, init)
          if (random.chance(0.08)) throw new TypeError('the answer was lost')
          if (random.chance(0.03))
            return new Response((await response.text()).slice(0, -3), { status: response.status })
          return response
        }) as typeof fetch,
      })
    },
  }
  return network
}

/** So many bytes of it arrive. */
function cutOff(body: Uint8Array, bytes: number): RequestInit {
  let sent = false
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent || bytes === 0) return controller.error(new Error('cut'))
      sent = true
      controller.enqueue(body.subarray(0, bytes))
    },
  })
  return { body: stream, duplex: 'half' } as RequestInit
}
