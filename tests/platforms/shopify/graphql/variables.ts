import type { GraphqlError } from './problem.ts'
import type { Operation, Value } from './syntax.ts'

export type Variables = Record<string, unknown>

/** The plain value of an argument; an absent variable is undefined, as if the argument had not been written. */
export function plain(value: Value, variables: Variables): unknown {
  if (value.kind === 'variable') return variables[value.name]
  if (value.kind === 'literal') return value.value
  if (value.kind === 'list') return value.items.map((item) => plain(item, variables))
  return plainArgs(value.fields, variables)
}

export function plainArgs(args: Record<string, Value>, variables: Variables): Record<string, unknown> {
  const entries = Object.entries(args).map(([name, value]) => [name, plain(value, variables)] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

/** Given variables with the operation's defaults, or what is wrong with them. */
export function readVariables(operation: Operation, given: Variables): Variables | GraphqlError {
  const found: Variables = {}
  for (const { name, type, fallback, at } of operation.variables) {
    const value = name in given ? given[name] : fallback && plain(fallback, {})
    if (value !== undefined) found[name] = value
    if (type.endsWith('!') && (value === undefined || value === null))
      return {
        message: `Variable $${name} of type ${type} was provided invalid value`,
        locations: [at],
        extensions: {
          code: 'INVALID_VARIABLE',
          value: null,
          problems: [{ path: [], explanation: 'Expected value to not be null' }],
        },
      }
  }
  return found
}
