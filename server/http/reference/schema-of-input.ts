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
  })
  return json as JsonSchema
}
