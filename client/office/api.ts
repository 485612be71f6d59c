/**
 * The server as the signed-in person may use it. Unlike sync, which sends the device's credential, the office acts for a
 * person: every movement names who.
 */
import { heardAnswer } from '../language/heard.ts'
import { t } from '../language/t.ts'
import { tellAnswer } from '../sync/answers.ts'

const TIMEOUT_MS = 20_000
/** A spreadsheet of years is made while it is waited for. */
const FILE_TIMEOUT_MS = 120_000

/** The server answered that it will not: `message` is its sentence for people. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    /** Path of the field at fault, where one is. */
    readonly field: string | undefined,
    /** Whatever figures the problem names: `available`, `quantity`. */
    readonly figures: Readonly<Record<string, unknown>>,
  ) {
    super(detail)
  }
}

/** No answer came. Nothing is known of what the server did: only the same Idempotency-Key may be sent again. */
export class NotConnected extends Error {
  constructor(cause?: unknown) {
    super(t('The server cannot be reached. Nothing you typed is lost: try again.'), { cause })
  }
}

export interface ApiOptions {
  fetch: typeof fetch
  token(): string
  /** The session has ended; the person must sign in again. */
  onSignedOut(): void
}

export type Method = 'POST' | 'PUT' | 'DELETE'

export interface Api {
  get<Body>(path: string, signal?: AbortSignal): Promise<Body>
  /** One per intent: the same key on each try. */
  send<Body>(method: Method, path: string, body: unknown, key: string): Promise<Body>
  /** Asks without changing anything, such as a preview. */
  ask<Body>(path: string, body: unknown, signal?: AbortSignal): Promise<Body>
  /** A file that only a signed-in person may have, so that no plain link can lead to it. `body`: what it is made of. */
  file(path: string, body?: object): Promise<ApiFile>
  /** Puts bytes where their own name is the path, so that the same ones again change nothing. */
  upload(path: string, content: Blob): Promise<void>
}

export interface ApiFile {
  name: string
  content: Blob
}

export function createApi(options: ApiOptions): Api {
  return {
    get: (path, signal) => request(options, 'GET', path, undefined, {}, signal),
    async send<Body>(method: Method, path: string, body: unknown, key: string) {
      const answer = await request<Body>(options, method, path, body, { 'idempotency-key': key })
      tellAnswer(method, path)
      return answer
    },
    ask: (path, body, signal) => request(options, 'POST', path, body, {}, signal),
    file: (path, body) => requestFile(options, path, body),
    upload: (path, content) => sendFile(options, path, content),
  }
}

async function request<Body>(
  options: ApiOptions,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
  signal?: AbortSignal,
): Promise<Body> {
  const response = await answerTo(options, method, path, body, headers, signal)
  const answer = await bodyOf(response)
  if (response.ok) return answer as Body
  throw refusalOf(options, response.status, answer)
}

async function requestFile(options: ApiOptions, path: string, body?: object): Promise<ApiFile> {
  const method = body === undefined ? 'GET' : 'POST'
  const response = await answerTo(options, method, path, body, {}, undefined, FILE_TIMEOUT_MS)
  if (!response.ok) throw refusalOf(options, response.status, await bodyOf(response))
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return { name: name ?? 'download', content: await wholeOf(response.blob()) }
}

async function sendFile(options: ApiOptions, path: string, content: Blob): Promise<void> {
  const response = await answerTo(options, 'PUT', path, content, {}, undefined, FILE_TIMEOUT_MS)
  if (!response.ok) throw refusalOf(options, response.status, await bodyOf(response))
}

async function answerTo(
  { fetch, token }: ApiOptions,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
  signal?: AbortSignal,
  timeoutMs = TIMEOUT_MS,
): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const response = await reach(fetch, `/api/v1${path}`, {
    method,
    cache: 'no-store',
    headers: {
      authorization: `Bearer ${token()}`,
      ...(body === undefined ? {} : { 'content-type': body instanceof Blob ? body.type : 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : body instanceof Blob ? body : JSON.stringify(body),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  })
  if (response.status === 502 || response.status === 503 || response.status === 504) throw new NotConnected()
  return response
}

async function reach(send: typeof fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await send(url, init)
  } catch (error) {
    throw new NotConnected(error)
  }
}

/** A body that breaks off is no answer; a page of a proxy is none either. Its sentences are in the device's language. */
const bodyOf = async (response: Response): Promise<unknown> => heardAnswer(await wholeOf(response.json()))

async function wholeOf<Body>(body: Promise<Body>): Promise<Body> {
  try {
    return await body
  } catch (error) {
    throw new NotConnected(error)
  }
}

function refusalOf({ onSignedOut }: ApiOptions, status: number, answer: unknown): Refusal {
  if (status === 401) onSignedOut()
  const { code = 'unknown', detail, field, ...figures } = (answer ?? {}) as Record<string, unknown>
  const sentence = typeof detail === 'string' ? detail : t('The server declined this.')
  return new Refusal(status, String(code), sentence, typeof field === 'string' ? field : undefined, figures)
}
