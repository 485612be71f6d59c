/**
 * The document as TypeScript, in the shape that openapi-typescript gives it, so that openapi-fetch and its like can be used with
 * it. Made here and not by that package: it needs the programming interface of TypeScript 5, which 7 no longer has.
 */
import type { JsonSchema } from './described.ts'
import type { OpenApiDocument, OpenApiOperation } from './document.ts'

const HEAD = `/**
 * Types of the Lotline API, made from its OpenAPI document. For openapi-fetch:
 *
 *   import createClient from 'openapi-fetch'
 *   import type { paths } from './lotline.d.ts'
 *   const lotline = createClient<paths>({ baseUrl: 'https://…/api/v1', headers: { authorization: \`Bearer \${token}\` } })
 */

interface Refusal {
  headers: { [name: string]: unknown }
  content: { 'application/problem+json': components['schemas']['Problem'] }
}

`

export function typesOf({ paths, webhooks, components }: OpenApiDocument): string {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
  const members = (lines: string[]) => lines.map((line) => indent(line)).join('\n')
  return [
    HEAD,
    `export interface paths {\n${members(
      Object.entries(paths).map(([path, methods]) => `${keyOf(path)}: ${pathOf(methods)}`),
    )}\n}\n\n`,
    `export interface operations {\n${members(
      operations.map(
        (operation) => `${commentOf(operation.summary)}${operation.operationId}: ${operationOf(operation)}`,
      ),
    )}\n}\n\n`,
    `export interface webhooks {\n${members(
      Object.entries(webhooks).map(
        ([topic, { post }]) =>
          `${commentOf(post.summary)}${topic}: { post: { requestBody: { content: ${contentOf(post.requestBody?.content ?? {})} } } }`,
      ),
    )}\n}\n\n`,
    `export interface components {\n${indent(
      `schemas: ${block(
        Object.entries(components.schemas).map(
          ([name, schema]) => `${commentOf(schema.description)}${keyOf(name)}: ${typeOf(schema)}`,
        ),
      )}`,
    )}\n}\n`,
  ].join('')
}

const pathOf = (methods: Record<string, OpenApiOperation>): string =>
  block(Object.entries(methods).map(([method, { operationId }]) => `${method}: operations['${operationId}']`))

function operationOf({ parameters, requestBody, responses }: OpenApiOperation): string {
  const placed = ['path', 'query', 'header'].map((place) => {
    const here = parameters.filter((parameter) => parameter.in === place)
    if (here.length === 0) return `${place}?: never`
    const isNeeded = here.some(({ required }) => required)
    return `${place}${isNeeded ? '' : '?'}: ${block(
      here.map(
        ({ name, required, schema, description }) =>
          `${commentOf(description)}${keyOf(name)}${required ? '' : '?'}: ${typeOf(schema)}`,
      ),
    )}`
  })
  const body = requestBody
    ? `requestBody${requestBody.required ? '' : '?'}: { content: ${contentOf(requestBody.content)} }`
    : 'requestBody?: never'
  return block([
    `parameters: ${block([...placed, 'cookie?: never'])}`,
    body,
    `responses: ${block(
      Object.entries(responses).map(([status, { content }]) => {
        if (content === undefined || 'application/problem+json' in content) return `${status}: Refusal`
        return `${status}: { headers: { [name: string]: unknown }; content: ${contentOf(content)} }`
      }),
    )}`,
  ])
}

const contentOf = (content: Record<string, { schema: JsonSchema }>): string =>
  block(Object.entries(content).map(([type, { schema }]) => `${keyOf(type)}: ${typeOf(schema)}`))

/** The type of what a schema describes. What it asks beside the type, such as a pattern, has no type. */
export function typeOf(schema: JsonSchema): string {
  const { $ref, anyOf, oneOf, allOf, prefixItems, type } = schema as JsonSchema &
    Record<'oneOf' | 'allOf', JsonSchema[]>
  if ($ref !== undefined) return `components['schemas']['${$ref.slice('#/components/schemas/'.length)}']`
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum) return schema.enum.map(literal).join(' | ')
  if (allOf) return allOf.map((one) => grouped(typeOf(one))).join(' & ')
  const choices = anyOf ?? oneOf
  if (choices) return different(choices.map(typeOf)).join(' | ')
  if (prefixItems) return `[${prefixItems.map(typeOf).join(', ')}]`
  if (type === undefined) return 'unknown'
  return different([type].flat().map((one) => ofType(one, schema))).join(' | ')
}

function ofType(type: string, schema: JsonSchema): string {
  if (type === 'array') return `${grouped(typeOf(schema.items ?? {}))}[]`
  if (type === 'object') return ofObject(schema)
  if (type === 'string' && schema.format === 'binary') return 'Blob'
  return type === 'integer' ? 'number' : type
}

function ofObject({ properties = {}, required = [], additionalProperties }: JsonSchema): string {
  const members = Object.entries(properties).map(
    ([name, schema]) =>
      `${commentOf(schema.description)}${keyOf(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)}`,
  )
  if (additionalProperties === undefined || additionalProperties === false)
    return members.length === 0 ? '{ [key: string]: unknown }' : block(members)
  const rest = additionalProperties === true ? 'unknown' : typeOf(additionalProperties)
  if (members.length === 0) return `{ [key: string]: ${rest} }`
  return rest === 'unknown'
    ? block([...members, '[key: string]: unknown'])
    : `${block(members)} & { [key: string]: ${rest} }`
}

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : String(value)

const different = (types: string[]): string[] => [...new Set(types)]
const grouped = (type: string): string => (/ [|&] /.test(type) ? `(${type})` : type)
const keyOf = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name))
const block = (members: string[]): string => (members.length === 0 ? '{}' : `{\n${members.map(indent).join('\n')}\n}`)
const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ')
const commentOf = (words: string | undefined): string =>
  words === undefined ? '' : `/** ${words.replaceAll('*/', '* /').replace(/\s+/g, ' ').trim()} */\n`
