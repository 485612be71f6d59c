/** The served reference: a valid OpenAPI document, a collection and pages that tell of every operation the same. */
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TOPICS } from '../../server/channels/rest/event.ts'
import { operations } from '../../server/http/operations/index.ts'
import { examples, sources } from '../../server/http/reference/described.ts'
import type { OpenApiDocument } from '../../server/http/reference/document.ts'
import type { PostmanCollection } from '../../server/http/reference/postman.ts'
import { may, ROLES } from '../../shared/rules/permissions.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { postmanCollection } from './postman-format.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer('sqlite')
})
afterAll(() => server.close())

const fetchOf = (path: string, headers: Record<string, string> = {}) =>
  server.fetch(new Request(`http://test${path}`, { headers }))

describe('the OpenAPI document', () => {
  let document: OpenApiDocument
  beforeAll(async () => {
    document = (await (await fetchOf('/api/v1/openapi.json')).json()) as OpenApiDocument
  })

  const described = ({ path, method }: { path: string; method: string }) => {
    const found = document.paths[path]?.[method]
    if (!found) throw new Error(`${method} ${path} is not in the document.`)
    return found
  }

  it('is a valid one, and is served without a token', async () => {
    expect(document.openapi).toBe('3.1.0')
    const validate = (one: object) => new Validator().validate(structuredClone(one) as Record<string, unknown>)
    expect(await validate(document)).toMatchObject({ valid: true })
    const { paths } = document
    expect(
      await validate({ ...document, paths: { ...paths, '/items': { get: { responses: 'none' } } } }),
    ).toMatchObject({
      valid: false,
    })
  })

  it('holds schemas that are JSON Schema, and references that lead somewhere', () => {
    const ajv = new Ajv2020({ strict: false })
    const schemas = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ parameters, requestBody, responses }) => [
        ...parameters.map(({ schema }) => schema),
        ...[requestBody, ...Object.values(responses)].flatMap((one) =>
          Object.values(one?.content ?? {}).map(({ schema }) => schema),
        ),
      ]),
    )
    expect(schemas.length).toBeGreaterThan(500)
    for (const schema of [...schemas, ...Object.values(document.components.schemas)])
      expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true)
    expect(ajv.validateSchema({ type: 'text' })).toBe(false)
    const references = new Set(JSON.stringify(document).match(/#\/components\/[\w/]+/g))
    for (const reference of references) {
      const [, , kind = '', name = ''] = reference.split('/')
      expect(document.components[kind as 'schemas'][name], reference).toBeDefined()
    }
  })

  it('lists every operation, with a name of its own, its area, and what the paths hold', () => {
    for (const operation of operations) {
      const { operationId, tags, parameters, requestBody } = described(operation)
      expect(operationId).toBe(operation.id)
      expect(document.tags.map(({ name }) => name)).toContain(tags[0])
      const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const inPath = parameters.filter((parameter) => parameter.in === 'path')
      expect(inPath.map(({ name }) => name)).toEqual(names)
      expect(inPath.every(({ required }) => required)).toBe(true)
      expect(requestBody !== undefined).toBe(operation.body !== undefined || operation.uploads !== undefined)
    }
    const ids = operations.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id))).toEqual([])
    expect(document.paths['/sync/events']?.get).toBeDefined()
  })

  it('says who may: the permission, and the roles that have it', () => {
    for (const operation of operations) {
      const { description, security, ...rest } = described(operation)
      const roles = ROLES.filter((role) => may([role], operation.access as never))
      if (operation.access === 'open') expect(security).toEqual([])
      else expect(security).toBeUndefined()
      if (operation.access === 'open' || operation.access === 'any') continue
      expect(rest['x-permission']).toBe(operation.access)
      expect(rest['x-roles']).toEqual(roles)
      expect(roles).toContain('admin')
      for (const role of roles) expect(description).toContain(role)
    }
  })

  it('describes every answer by a schema and an example, or as a file of its types', () => {
    for (const operation of operations) {
      const { responses, requestBody } = described(operation)
      const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'))
      expect(
        successes.map(([status]) => status),
        operation.id,
      ).toEqual(Object.keys(sources.operations[operation.id]?.answers ?? {}))
      const contents = successes.map(([, { content }]) => content ?? {})
      const types = contents.flatMap((content) => Object.keys(content))
      for (const type of operation.files ?? ['application/json']) expect(types, operation.id).toContain(type)
      const { success } = examples[operation.id] ?? {}
      if (success?.answer !== undefined)
        expect(
          contents.some((content) => content['application/json']?.example !== undefined),
          operation.id,
        ).toBe(true)
      if (operation.body && success?.body !== undefined)
        expect(requestBody?.content['application/json']?.example).toEqual(success.body)
    }
  })

  it('lists the problems of every operation under their status', () => {
    for (const operation of operations) {
      const { responses } = described(operation)
      const resolved = Object.entries(responses).map(([status, response]) => {
        const name = response.$ref?.replace('#/components/responses/', '')
        return [status, name === undefined ? response : document.components.responses[name]] as const
      })
      for (const code of operation.problems ?? []) {
        const statuses = resolved
          .filter(([, response]) => JSON.stringify(response).includes(`"${code}"`))
          .map(([status]) => status)
        expect(statuses, `${operation.id} ${code}`).toEqual(sources.problems[code]?.statuses.map(String))
      }
    }
  })

  it('tells what webhooks carry, and how they are signed', () => {
    expect(Object.keys(document.webhooks)).toEqual(TOPICS)
    for (const { post } of Object.values(document.webhooks)) {
      expect(post.parameters.map(({ name }) => name)).toContain('lotline-signature')
      expect(post.requestBody?.content['application/json']?.example).toMatchObject({ id: expect.any(String) })
    }
  })

  it('tells what each type of transaction holds', () => {
    const { post } = document.paths['/sync/push'] ?? {}
    const text = JSON.stringify(post?.requestBody)
    expect(text).toContain('#/components/schemas/TransactionReceive')
    expect(document.components.schemas.TransactionPick?.properties?.type).toEqual({ const: 'pick' })
  })
})

describe('the collection', () => {
  it('is one of the format, with a call for every operation and the address that it was asked at', async () => {
    const response = await fetchOf('/api/v1/postman.json', { host: 'depot.local:8787' })
    const collection = (await response.json()) as PostmanCollection
    expect(v.safeParse(postmanCollection, collection).issues).toBeUndefined()
    expect(collection.variable[0]).toMatchObject({ key: 'baseUrl', value: 'http://depot.local:8787/api/v1' })
    const calls = collection.item.flatMap(({ item }) => item)
    const told = operations.map(({ method, path }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`)
    const found = calls.map(({ request: { method, url } }) => `${method} /${url.path.join('/')}`)
    expect(found.sort()).toEqual([...told, 'GET /sync/events'].sort())
    expect(v.is(postmanCollection, { ...collection, item: [{ name: 1 }] })).toBe(false)
  })

  it('holds calls that work as they are: their values stand in the addresses', async () => {
    const collection = (await (await fetchOf('/api/v1/postman.json')).json()) as PostmanCollection
    for (const { name, request } of collection.item.flatMap(({ item }) => item)) {
      for (const { key, value } of request.url.variable) expect(value, `${name} :${key}`).not.toBe('')
      if (request.body?.mode === 'raw') expect(() => JSON.parse((request.body as { raw: string }).raw)).not.toThrow()
    }
  })
})

describe('the types', () => {
  it('are served as text', async () => {
    const response = await fetchOf('/api/v1/openapi.d.ts')
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await response.text()).toContain('export interface paths {')
  })
})

it('answers what is not there as problem+json', async () => {
  const response = await fetchOf('/api/v1/nothing')
  expect(response.status).toBe(404)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(await response.json()).toMatchObject({ code: 'not-found', status: 404 })
})
