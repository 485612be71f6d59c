/** What the floor records, for whoever pushes it: the envelope, and one shape for each type of transaction. */
import { transactionTypes } from '../../../shared/transactions/index.ts'
import { envelope } from '../../../shared/wire/push.ts'
import type { JsonSchema } from './described.ts'
import { schemaOfInput } from './schema-of-input.ts'

const nameOf = (type: string): string => `Transaction${type.charAt(0).toUpperCase()}${type.slice(1)}`
const referenceTo = (type: string): string => `#/components/schemas/${nameOf(type)}`

export function transactionSchemas(): Record<string, JsonSchema> {
  const { properties = {}, ...rest } = schemaOfInput(envelope)
  return Object.fromEntries(
    Object.values(transactionTypes).map(({ name, version, describes, schema }) => [
      nameOf(name),
      {
        ...rest,
        description: describes,
        properties: {
          ...properties,
          v: { const: version },
          type: { const: name },
          payload: schemaOfInput(schema),
        },
      },
    ]),
  )
}

/** A push is checked by the addresses of its envelopes alone, so that nothing is lost with them; what they hold is said here. */
export function withTransactions(push: JsonSchema): JsonSchema {
  const names = Object.keys(transactionTypes)
  const { transactions, ...others } = push.properties ?? {}
  return {
    ...push,
    properties: {
      ...others,
      transactions: {
        ...transactions,
        items: {
          oneOf: names.map((name) => ({ $ref: referenceTo(name) })),
          discriminator: {
            propertyName: 'type',
            mapping: Object.fromEntries(names.map((name) => [name, referenceTo(name)])),
          },
        },
      },
    },
  }
}
