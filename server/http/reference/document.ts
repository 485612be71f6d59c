/** The OpenAPI 3.1 document, made from the operations themselves, so that it cannot differ from them. */
import type { Topic } from '../../channels/rest/event.ts'
import { areas } from '../operations/index.ts'
import { type JsonSchema, sources } from './described.ts'
import { type AnswerOfStatus, allEntries, type Body, type Entry, JSON_TYPE } from './entry.ts'
import type { ProblemGroup } from './problems.ts'
import { transactionSchemas } from './transactions.ts'
import { ABOUT_WEBHOOKS, WEBHOOK_HEADERS, type Webhook, webhooks } from './webhooks.ts'

const PROBLEM_TYPE = 'application/problem+json'

const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'RFC 9457. Some codes bring more fields, with figures.',
  required: ['type', 'title', 'status', 'code', 'detail'],
  additionalProperties: true,
  properties: {
    type: { type: 'string', description: 'urn:lotline:problem: and the code.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable, for machines.' },
    detail: { type: 'string', description: 'One sentence for people: what happened, and what to do.' },
    field: { type: 'string', description: 'Path of the field at fault, such as lines[0].quantity.' },
    requestId: { type: 'string', description: 'With faults of the server: by this it is found in its log.' },
  },
}

export interface OpenApiDocument {
  openapi: string
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  security: Record<string, string[]>[]
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, OpenApiOperation>>
  webhooks: Record<Topic, { post: OpenApiOperation }>
  components: {
    securitySchemes: Record<string, unknown>
    responses: Record<string, unknown>
    schemas: Record<string, JsonSchema>
  }
}

export interface OpenApiOperation {
  operationId: string
  tags: string[]
  summary: string
  description: string
  security?: []
  parameters: { name: string; in: string; required?: boolean; schema: JsonSchema; description?: string }[]
  requestBody?: { required: boolean; content: Record<string, MediaType> }
  responses: Record<string, { description?: string; content?: Record<string, MediaType>; $ref?: string }>
  [extension: `x-${string}`]: unknown
}

interface MediaType {
  schema: JsonSchema
  example?: unknown
  examples?: Record<string, { value: unknown }>
}

export function openApiDocument(): OpenApiDocument {
  const entries = allEntries()
  const shared = sharedProblems(entries)
  const paths: OpenApiDocument['paths'] = {}
  for (const entry of entries) paths[entry.path] = { ...paths[entry.path], [entry.method]: describe(entry, shared) }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lotline',
      version: '1',
      description:
        'One stock pool, several sales channels. Money in whole minor units, instants in UTC, quantities in base units. Answers may get new fields: let those pass that you do not know.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }],
    tags: areas.map(({ name, about }) => ({ name, description: about })),
    paths,
    webhooks: Object.fromEntries(
      webhooks().map((webhook) => [webhook.topic, { post: describeWebhook(webhook) }]),
    ) as OpenApiDocument['webhooks'],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      responses: Object.fromEntries(
        [...shared.values()].map(({ name, group }) => [name, responseOf(group, undefined)]),
      ),
      schemas: { Problem: PROBLEM, ...transactionSchemas(), ...sources.schemas },
    },
  }
}

function describe(entry: Entry, shared: SharedProblems): OpenApiOperation {
  const { id, area, summary, about, who, parameters, body, answers, problems } = entry
  return {
    operationId: id,
    tags: [area],
    summary,
    description: [about, who.words].filter(Boolean).join(' '),
    ...(who.permission ? { 'x-permission': who.permission, 'x-roles': who.roles } : {}),
    ...(who.needsToken ? {} : { security: [] as [] }),
    parameters,
    ...(body ? { requestBody: { required: body.required, content: contentOfBody(body, entry) } } : {}),
    responses: Object.fromEntries([
      ...answers.map((answer) => [answer.status, answerOf(answer, entry)] as const),
      ...problems.map((group) => [String(group.status), problemOf(group, entry, shared)] as const),
    ]),
  }
}

/** The other way round: the request is ours, the answer that of whoever is told. */
const describeWebhook = ({ topic, summary, schema, example }: Webhook): OpenApiOperation => ({
  operationId: `on${topic.charAt(0).toUpperCase()}${topic.slice(1)}`,
  tags: ['Events and orders by REST'],
  summary,
  description: ABOUT_WEBHOOKS,
  security: [],
  parameters: Object.entries(WEBHOOK_HEADERS).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    required: true,
    schema: { type: 'string' },
  })),
  requestBody: { required: true, content: { [JSON_TYPE]: { schema, example } } },
  responses: { '2XX': { description: 'Taken.' } },
})

const BYTES: JsonSchema = { type: 'string', format: 'binary' }
const fileOf = (type: string): JsonSchema => (type.startsWith('text/') ? { type: 'string' } : BYTES)

function contentOfBody({ schema, types }: Body, { example }: Entry): Record<string, MediaType> {
  const body = example?.success.body
  return Object.fromEntries(
    types.map((type) => [
      type,
      schema ? { schema, ...(body === undefined ? {} : { example: body }) } : { schema: BYTES },
    ]),
  )
}

function answerOf({ status, words, schema, files }: AnswerOfStatus, { example }: Entry) {
  const { success } = example ?? {}
  const shown = success && String(success.status) === status && success.answer !== undefined
  return {
    description: words,
    content: {
      ...(schema ? { [JSON_TYPE]: { schema, ...(shown ? { example: success.answer } : {}) } } : {}),
      ...Object.fromEntries(files.map((type) => [type, { schema: fileOf(type) }])),
    },
  }
}

type SharedProblems = Map<string, { name: string; group: ProblemGroup }>

const keyOf = ({ status, codes }: ProblemGroup): string => `${status} ${codes.join(' ')}`

/** What several operations are refused with in the same way stands once. */
function sharedProblems(entries: Entry[]): SharedProblems {
  const times = new Map<string, { group: ProblemGroup; times: number }>()
  for (const group of entries.flatMap(({ problems }) => problems))
    times.set(keyOf(group), { group, times: (times.get(keyOf(group))?.times ?? 0) + 1 })
  const shared: SharedProblems = new Map()
  const names = new Map<number, number>()
  // The most frequent of a status has its plain name.
  for (const [key, { group, times: used }] of [...times].sort(([, a], [, b]) => b.times - a.times)) {
    if (used < 2) continue
    const nth = (names.get(group.status) ?? 0) + 1
    names.set(group.status, nth)
    shared.set(key, { name: `Problem${group.status}${nth === 1 ? '' : `Of${nth}`}`, group })
  }
  return shared
}

/** An operation that shows what it was refused with says it itself. */
function problemOf(group: ProblemGroup, entry: Entry, shared: SharedProblems) {
  const known = shared.get(keyOf(group))
  const isShown = group.codes.some((code) => entry.example?.problems?.[code])
  return known && !isShown ? { $ref: `#/components/responses/${known.name}` } : responseOf(group, entry)
}

function responseOf({ status, codes }: ProblemGroup, entry: Entry | undefined) {
  const shown = codes.flatMap((code) => {
    const example = entry?.example?.problems?.[code]
    return example?.status === status ? [[code, { value: example.answer }] as const] : []
  })
  return {
    description: codes.map(wordsOf).join('\n'),
    content: {
      [PROBLEM_TYPE]: {
        schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }] },
        ...(shown.length > 0 ? { examples: Object.fromEntries(shown) } : {}),
      },
    },
  }
}

function wordsOf(code: string): string {
  const [says, ...more] = sources.problems[code]?.says ?? []
  return says === undefined || more.length > 0 ? `- \`${code}\`` : `- \`${code}\`: ${says}`
}
