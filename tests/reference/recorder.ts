/** Makes calls of a story, and keeps the first success of each operation, and each refusal that the story means, as examples. */
import type { Topic } from '../../server/channels/rest/event.ts'
import type { Example, Examples } from '../../server/http/reference/described.ts'
import type { TestServer } from '../support/server.ts'
import { holdEvent, holdToReference } from './hold.ts'
import { operationAt } from './which-operation.ts'

export interface CallOptions {
  token?: string
  key?: string
  cookie?: string
  /** Sent instead of JSON. */
  file?: { type: string; content: Uint8Array<ArrayBuffer> }
}

export type Recorder = ReturnType<typeof createRecorder>

export function createRecorder(server: TestServer) {
  const events = new Map<Topic, unknown>()
  const kept = new Map<string, { success?: Example; problems: Record<string, Example> }>()

  const of = (id: string) => {
    const found = kept.get(id) ?? { problems: {} }
    kept.set(id, found)
    return found
  }

  async function send(method: string, path: string, body: unknown, options: CallOptions) {
    const { token = server.adminToken, key, cookie, file } = options
    const request = new Request(`http://test/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(cookie === undefined ? {} : { cookie }),
        ...(file ? { 'content-type': file.type, 'content-length': String(file.content.length) } : {}),
      },
      body: file ? file.content : body === undefined ? null : JSON.stringify(body),
    })
    const response = await server.fetch(request)
    const type = response.headers.get('content-type') ?? ''
    const isJson = type.includes('json')
    const answer: unknown = isJson ? await response.json() : await response.text()
    holdToReference(method, path, { status: response.status, body: answer })
    const operation = operationAt(method, path)
    if (operation === undefined) throw new Error(`${method} ${path} is no operation.`)
    const example: Example = {
      path,
      ...(body === undefined ? {} : { body }),
      status: response.status,
      ...(isJson ? { answer } : {}),
      ...(file ? { file: file.type } : isJson ? {} : { file: type }),
    }
    return { id: operation.id, example, answer }
  }

  return {
    /** A call that must succeed. */
    async told<Answer = Record<string, never>>(
      method: string,
      path: string,
      body?: unknown,
      options: CallOptions = {},
    ): Promise<Answer> {
      const { id, example, answer } = await send(method, path, body, options)
      if (example.status >= 300) throw new Error(`${method} ${path}: ${example.status} ${JSON.stringify(answer)}`)
      of(id).success ??= example
      return answer as Answer
    },

    /** A call that must be refused so. */
    async refused(
      code: string,
      method: string,
      path: string,
      body?: unknown,
      options: CallOptions = {},
    ): Promise<void> {
      const { id, example, answer } = await send(method, path, body, options)
      const said = (answer as { code?: string }).code
      if (said !== code) throw new Error(`${method} ${path} is not refused as ${code}: ${JSON.stringify(answer)}`)
      of(id).problems[code] ??= example
    },

    /** An event that a receiver of webhooks was told. */
    heard(topic: Topic, event: unknown): void {
      holdEvent(topic, event)
      events.set(topic, event)
    },

    examples: (): Examples => ({
      operations: Object.fromEntries(
        [...kept].flatMap(([id, { success, problems }]) =>
          success ? [[id, { success, ...(Object.keys(problems).length > 0 ? { problems } : {}) }] as const] : [],
        ),
      ),
      events: Object.fromEntries([...events].sort()) as Examples['events'],
    }),
  }
}
