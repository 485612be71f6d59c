/** Refuses what the simulated schema does not have, before anything is run, as the platform does. */
import type { GraphqlError } from './problem.ts'
import { matches, SCHEMA } from './schema.ts'
import type { Field, Operation, Selection } from './syntax.ts'

const PAGING = new Set(['first', 'after', 'query', 'sortKey', 'reverse'])

/** Every mistake in the operation; empty when it may run. */
export function validate(operation: Operation): GraphqlError[] {
  const root = operation.type === 'query' ? 'Query' : 'Mutation'
  return check(operation.selections, root, [operation.name ? `${operation.type} ${operation.name}` : operation.type])
}

function check(selections: Selection[], type: string, path: string[]): GraphqlError[] {
  return selections.flatMap((one) => {
    if (one.kind === 'field') return checkField(one, type, [...path, one.key])
    const below = one.on !== undefined && one.on in SCHEMA && !matches(one.on, type) ? one.on : type
    // An interface in front of a concrete type asks for the interface's fields, which the type has too.
    return check(one.selections, type === 'Node' && one.on ? one.on : below, [...path, `... on ${one.on ?? type}`])
  })
}

function checkField(field: Field, type: string, path: string[]): GraphqlError[] {
  const found = SCHEMA[type]?.[field.name]
  const fault = (message: string, code: string) => [
    { message, locations: [field.at], path, extensions: { code, typeName: type, fieldName: field.name } },
  ]
  if (!found) return fault(`Field '${field.name}' doesn't exist on type '${type}'`, 'undefinedField')
  if (found.kind === 'scalar') return []
  if (field.selections.length === 0)
    return fault(`Field must have selections (field '${field.name}' returns ${found.type})`, 'selectionMismatch')
  if (found.kind !== 'connection') return check(field.selections, found.type, path)
  return [...checkPaging(field, fault), ...checkConnection(field.selections, found.type, path)]
}

function checkPaging(field: Field, fault: (message: string, code: string) => GraphqlError[]): GraphqlError[] {
  const unknown = Object.keys(field.args).find((name) => !PAGING.has(name))
  if (unknown)
    return fault(
      `Argument '${unknown}' of '${field.name}' is not simulated (first, after, query)`,
      'argumentNotAccepted',
    )
  return field.args.first ? [] : fault(`you must provide one of first or last`, 'BAD_REQUEST')
}

function checkConnection(selections: Selection[], type: string, path: string[]): GraphqlError[] {
  return selections.flatMap((one): GraphqlError[] => {
    if (one.kind === 'fragment') return checkConnection(one.selections, type, path)
    const below = [...path, one.key]
    if (one.name === 'nodes') return check(one.selections, type, below)
    if (one.name === 'pageInfo') return check(one.selections, 'PageInfo', below)
    if (one.name === 'edges') return checkEdges(one.selections, type, below)
    return one.name === '__typename' ? [] : [noField(one, `${type}Connection`, below)]
  })
}

function checkEdges(selections: Selection[], type: string, path: string[]): GraphqlError[] {
  return selections.flatMap((one): GraphqlError[] => {
    if (one.kind === 'fragment') return checkEdges(one.selections, type, path)
    if (one.name === 'node') return check(one.selections, type, [...path, one.key])
    return one.name === 'cursor' ? [] : [noField(one, `${type}Edge`, [...path, one.key])]
  })
}

const noField = (field: Field, type: string, path: string[]): GraphqlError => ({
  message: `Field '${field.name}' doesn't exist on type '${type}'`,
  locations: [field.at],
  path,
  extensions: { code: 'undefinedField', typeName: type, fieldName: field.name },
})
