/** The OpenAPI 3.1 document, made from the operations themselves, so that it cannot differ from them. */
import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import type { Operation } from './operation.ts'
import { operations } from './operations/index.ts'

const problem = {
  description: 'application/problem+json (RFC 9457): code, title, status, detail, and field where one is at fault',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

/** A stream, and so no operation like the others. */
const events = {
  summary: 'Server-sent events: a nudge with the newest cursor after each commit',
  description: 'Needs: any token.',
  parameters: [],
  responses: {
    '200': {
      description: 'event: change, data: the cursor; event: alive where nothing happens',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
    default: problem,
  },
}

const schemaOf = (schema: v.GenericSchema) => {
  const { $schema: _, ...json } = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' })
  return json
}

export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) }
  }
  paths['/sync/events'] = { get: events }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lotline',
      version: '1',
      description:
        'One stock pool, several sales channels. Money in minor units, instants in UTC, quantities in base units.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['code', 'title', 'status', 'detail'],
          properties: {
            code: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            field: { type: 'string' },
          },
        },
      },
    },
  }
}

function describe(operation: Operation) {
  const success = operation.method === 'post' && /\b201\b/.test(operation.answers) ? '201' : '200'
  return {
    summary: operation.summary,
    ...(operation.access === 'open'
      ? { security: [] }
      : { description: `Needs: ${operation.access === 'any' ? 'any token' : operation.access}.` }),
    parameters: [...pathParameters(operation.path), ...queryParameters(operation)],
    ...(operation.body
      ? { requestBody: { content: { 'application/json': { schema: schemaOf(operation.body) } } } }
      : {}),
    ...(operation.uploads ? { requestBody: bytesOf(operation.uploads) } : {}),
    responses: {
      [success]: { description: operation.answers, ...filesOf(operation) },
      default: {
        ...problem,
        ...(operation.problems
          ? { description: `${problem.description}. Codes: ${operation.problems.join(', ')}` }
          : {}),
      },
    },
  }
}

/** What is sent as a file: its bytes have no schema, only media types. */
const filesOf = ({ files }: Operation) => (files ? bytesOf(files) : {})

const bytesOf = (types: readonly string[]) => ({
  content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
})

const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))

function queryParameters(operation: Operation) {
  const properties = operation.query
    ? ((schemaOf(operation.query) as { properties?: Record<string, unknown> }).properties ?? {})
    : {}
  const own = Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }))
  return [...own, { name: 'warehouse', in: 'query', schema: { type: 'string', default: 'MAIN' } }]
}
