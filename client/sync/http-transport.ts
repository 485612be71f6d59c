/** The transport over fetch. */

import type { PullAnswer } from '../../shared/wire/pull.ts'
import type { PushAnswer } from '../../shared/wire/push.ts'
import type { Battery } from '../device/battery.ts'
import { heardAnswer } from '../language/heard.ts'
import { t } from '../language/t.ts'
import { Declined, type PhotoState, SnapshotNeeded, type Transport, Unauthorised, Unreachable } from './transport.ts'
import { type Unsent, unsentHeader } from './unsent.ts'

/** A server that takes longer is treated as gone; the next try is harmless. */
const TIMEOUT_MS = 20_000

const PULL_LIMIT = 2_000

export interface HttpOptions {
  fetch: typeof fetch
  credential(): { deviceId: string; token: string } | null
  /** Of whoever is signed in. */
  session?(): string | undefined
  /** What is told of the device beside each push and pull. */
  unsent?(): Promise<Unsent>
  /** Version of the app. */
  app?: string
  /** What it shows, such as `pick`. */
  screen?(): string
  /** Null: not known. */
  battery?(): Battery | null
}

export function createHttpTransport(options: HttpOptions): Transport {
  return {
    push: async (request) =>
      call<PushAnswer>(options, 'POST', '/sync/push', request, { headers: await telling(options) }),
    async pull(cursor) {
      const query = new URLSearchParams({ limit: String(PULL_LIMIT), device: options.credential()?.deviceId ?? '' })
      if (cursor !== null) query.set('cursor', cursor)
      return call<PullAnswer>(options, 'GET', `/sync/pull?${query}`, undefined, { headers: await telling(options) })
    },
    async lease(pickListId) {
      await call(options, 'POST', `/pick-lists/${pickListId}/lease`, { deviceId: options.credential()?.deviceId })
    },
    async giveBack(pickListId) {
      await call(options, 'POST', `/pick-lists/${pickListId}/return`, { deviceId: options.credential()?.deviceId })
    },
    async leaseCounts(most, userId) {
      const by = userId === null ? {} : { userId }
      const deviceId = options.credential()?.deviceId
      return (await call<{ items: unknown[] }>(options, 'POST', '/counts/lease', { deviceId, ...by, most })).items
        .length
    },
    async returnCounts(tasks) {
      await call(options, 'POST', '/counts/return', { deviceId: options.credential()?.deviceId, tasks })
    },
    async ssccs(count) {
      // Who packs may have them; a device alone may not.
      return (await call<{ items: string[] }>(options, 'POST', '/sscc', { count }, { token: options.session?.() }))
        .items
    },
    photoState: (sha256) => call<PhotoState>(options, 'GET', `/attachments/${sha256}/state`),
    async sendPhoto(sha256, piece, from, total) {
      const token = options.credential()?.token
      const response = await reach(options, `/attachments/${sha256}`, {
        method: 'PUT',
        headers: {
          'content-range': `bytes ${from}-${from + piece.length - 1}/${total}`,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: piece,
      })
      return read<PhotoState>(response)
    },
  }
}

/** What cannot be said must not keep anything from being sent. */
async function telling({ unsent, app, screen, battery }: HttpOptions): Promise<Record<string, string>> {
  const told = await unsent?.().catch(() => undefined)
  const [at, power] = [screen?.(), battery?.() ?? null]
  return {
    ...(told ? { 'x-lotline-unsent': unsentHeader(told) } : {}),
    ...(app === undefined ? {} : { 'x-lotline-app': app }),
    ...(at === undefined ? {} : { 'x-lotline-screen': at }),
    ...(power === null ? {} : { 'x-lotline-battery': batteryHeader(power) }),
  }
}

const batteryHeader = ({ percent, charging }: Battery): string => `${percent}${charging ? ' charging' : ''}`

export interface CallOptions {
  /** Instead of the device's own. */
  token?: string | undefined
  headers?: Record<string, string>
}

/** Throws Unreachable, Unauthorised, SnapshotNeeded or Declined. */
export async function call<Body>(
  options: HttpOptions,
  method: string,
  path: string,
  body?: unknown,
  { token, headers: more = {} }: CallOptions = {},
): Promise<Body> {
  const bearer = token ?? options.credential()?.token
  const headers: Record<string, string> =
    body === undefined ? { ...more } : { ...more, 'content-type': 'application/json' }
  if (bearer !== undefined) headers.authorization = `Bearer ${bearer}`
  const response = await reach(options, path, {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  })
  return read<Body>(response)
}

async function read<Body>(response: Response): Promise<Body> {
  const answer = await readBody(response)
  if (response.ok) return answer as Body
  throw refusal(response.status, await heardAnswer(answer as { code?: string; detail?: string }))
}

async function reach(options: HttpOptions, path: string, init: RequestInit): Promise<Response> {
  try {
    return await options.fetch(`/api/v1${path}`, {
      ...init,
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  } catch (error) {
    throw new Unreachable(t('The server cannot be reached.'), { cause: error })
  }
}

/** A body that breaks off is no answer; a page of a proxy is none either. */
async function readBody(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch (error) {
    throw new Unreachable(t('The answer of the server broke off.'), { cause: error })
  }
}

function refusal(
  status: number,
  { code = 'unknown', detail = t('The server declined this.') }: { code?: string; detail?: string },
): Error {
  if (status === 401 && code === 'unauthorised') return new Unauthorised(detail)
  if (code === 'snapshot-needed') return new SnapshotNeeded(detail)
  if (status === 502 || status === 503 || status === 504) return new Unreachable(detail)
  return new Declined(status, code, detail)
}
