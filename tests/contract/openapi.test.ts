/** The served OpenAPI document: every operation is in it, and its schemas are schemas. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operations } from '../../server/http/operations/index.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Described {
  summary: string
  security?: unknown[]
  parameters: { name: string; in: string; required?: boolean; schema: unknown }[]
  requestBody?: { content: Record<string, { schema: unknown }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown }> }>
}

interface Document {
  openapi: string
  info: { title: string; version: string }
  security: unknown[]
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> }
}

const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']

/** What is not JSON Schema in a schema, by its path. */
function wrongIn(schema: unknown, document: Document, path = '#'): string[] {
  if (typeof schema === 'boolean') return []
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return [`${path} is no schema`]
  const parts = schema as Record<string, unknown>
  const below = (value: unknown, name: string) => wrongIn(value, document, `${path}/${name}`)
  const wrong: string[] = []
  for (const type of [parts.type].flat())
    if (type !== undefined && !TYPES.includes(String(type))) wrong.push(`${path}/type`)
  if (
    parts.required !== undefined &&
    !(Array.isArray(parts.required) && parts.required.every((name) => typeof name === 'string'))
  )
    wrong.push(`${path}/required`)
  if (typeof parts.pattern === 'string') {
    try {
      new RegExp(parts.pattern, 'u')
    } catch {
      wrong.push(`${path}/pattern`)
    }
  }
  if (typeof parts.$ref === 'string') {
    const name = /^#\/components\/schemas\/(\w+)$/.exec(parts.$ref)?.[1]
    if (name === undefined || !(name in document.components.schemas)) wrong.push(`${path}/$ref`)
  }
  for (const name of ['items', 'additionalProperties', 'not'])
    if (name in parts) wrong.push(...below(parts[name], name))
  for (const name of ['anyOf', 'oneOf', 'allOf'])
    for (const [index, one] of ((parts[name] as unknown[]) ?? []).entries())
      wrong.push(...below(one, `${name}/${index}`))
  for (const name of ['properties', 'patternProperties', '$defs'])
    for (const [key, one] of Object.entries((parts[name] as object) ?? {})) wrong.push(...below(one, `${name}/${key}`))
  return wrong
}

describe('the OpenAPI document', () => {
  let server: TestServer
  let document: Document
  beforeAll(async () => {
    server = await startTestServer('sqlite')
    const response = await server.fetch(new Request('http://test/api/v1/openapi.json'))
    document = (await response.json()) as Document
  })
  afterAll(() => server.close())

  it('is one, and is served without a token', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(document.info).toMatchObject({ title: 'Lotline' })
    expect(document.components.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } })
  })

  it('lists every operation with its path parameters, its answer and its problems', () => {
    for (const { method, path, access, body, uploads } of operations) {
      const described = document.paths[path]?.[method]
      expect(described, `${method} ${path}`).toBeDefined()
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const inPath = described?.parameters.filter((parameter) => parameter.in === 'path')
      expect(inPath?.map(({ name }) => name)).toEqual(names)
      expect(inPath?.every(({ required }) => required)).toBe(true)
      expect(described?.requestBody !== undefined).toBe(body !== undefined || uploads !== undefined)
      expect(Object.keys(described?.responses ?? {}).some((status) => status.startsWith('20'))).toBe(true)
      expect(described?.responses.default?.content).toHaveProperty(['application/problem+json'])
      expect(described?.security).toEqual(access === 'open' ? [] : undefined)
    }
  })

  it('says of a file of which types it is, and only of files', () => {
    for (const { method, path, files } of operations) {
      const responses = Object.entries(document.paths[path]?.[method]?.responses ?? {})
      const success = responses.find(([status]) => status.startsWith('20'))?.[1]
      expect(success?.content && Object.keys(success.content), `${method} ${path}`).toEqual(files)
      expect(Object.values(success?.content ?? {}).flatMap(({ schema }) => wrongIn(schema, document))).toEqual([])
    }
    expect(operations.filter(({ files }) => files !== undefined).length).toBeGreaterThan(1)
  })

  it('lists what is served beside the operations too', () => {
    expect(document.paths['/sync/events']?.get).toBeDefined()
  })

  it('holds schemas that are JSON Schema', () => {
    const wrong = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, described]) => [
        ...described.parameters.flatMap((one) => wrongIn(one.schema, document, `${method} ${path} ${one.name}`)),
        ...Object.values(described.requestBody?.content ?? {}).flatMap(({ schema }) =>
          wrongIn(schema, document, `${method} ${path} body`),
        ),
      ]),
    )
    expect(wrong).toEqual([])
    expect(wrongIn({ type: 'text' }, document)).toEqual(['#/type'])
    expect(wrongIn({ properties: { a: 5 } }, document)).toEqual(['#/properties/a is no schema'])
    expect(wrongIn({ $ref: '#/components/schemas/Nothing' }, document)).toEqual(['#/$ref'])
  })

  it('is shown as a page that loads nothing from elsewhere', async () => {
    const response = await server.fetch(new Request('http://test/api/docs'))
    const page = await response.text()
    for (const { path } of operations) expect(page).toContain(path.replaceAll('&', '&amp;'))
    expect(page).not.toMatch(/(src|href)="https?:/)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'")
  })

  it('answers what is not there as problem+json', async () => {
    const response = await server.fetch(new Request('http://test/api/v1/nothing'))
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ code: 'not-found', status: 404 })
  })
})
