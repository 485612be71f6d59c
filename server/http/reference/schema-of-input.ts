/** From the schemas that requests are checked against to JSON Schema. */
import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import type { JsonSchema } from './described.ts'

/** What is sent: before defaults are filled in. What JSON Schema cannot say, the server checks all the same. */
export function schemaOfInput(schema: v.GenericSchema): JsonSchema {
  const { $schema: _, ...json } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    errorMode: 'ignore',
    typeMode: 'input',
    // Left out, it would read as if more fields were not kept: here they are.
    overrideSchema: ({ valibotSchema, jsonSchema }) =>
      valibotSchema.type === 'loose_object' ? { ...jsonSchema, additionalProperties: true } : undefined,
  })
  return withFormats(json as JsonSchema)
}

/** What is checked by a pattern of ours, and has a name that everybody knows. */
const FORMATS: Record<string, string> = {
  '^\\d{4}-\\d{2}-\\d{2}$': 'date',
  '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$': 'uuid',
}

function withFormats<Part>(part: Part): Part {
  if (Array.isArray(part)) return part.map(withFormats) as Part
  if (typeof part !== 'object' || part === null) return part
  const { pattern, ...rest } = part as JsonSchema
  const format = typeof pattern === 'string' ? FORMATS[pattern] : undefined
  const deeper = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, withFormats(one)]))
  return { ...deeper, ...(format ? { format } : pattern === undefined ? {} : { pattern }) } as Part
}

/** `words`: descriptions by the path of their fields, `lines[].quantity`. */
export function withWords(schema: JsonSchema, words: Record<string, string>, path = ''): JsonSchema {
  const { properties, items, anyOf, oneOf, ...rest } = schema as JsonSchema & { oneOf?: JsonSchema[] }
  const each = (schemas: JsonSchema[]) => schemas.map((one) => withWords(one, words, path))
  return {
    ...rest,
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, part]) => {
              const at = path === '' ? name : `${path}.${name}`
              const description = words[at]
              return [name, { ...withWords(part, words, at), ...(description ? { description } : {}) }]
            }),
          ),
        }
      : {}),
    ...(items ? { items: withWords(items, words, `${path}[]`) } : {}),
    ...(anyOf ? { anyOf: each(anyOf) } : {}),
    ...(oneOf ? { oneOf: each(oneOf) } : {}),
  }
}
