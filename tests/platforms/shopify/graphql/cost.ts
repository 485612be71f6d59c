/**
 * Points of a query before it runs. The platform publishes: scalar 0, object 1, connections sized by `first`, a mutation
 * 10. How size counts is read off recorded answers of a 2026-04 shop: a connection is 2 plus ⌈log2(first)⌉ times its
 * node, a plain list counts once, money counts nothing, and the objects directly in a mutation's payload are within its 10.
 * `nodes(ids:)` has no recording here: it is counted per id, which can only overstate it.
 */
import { type FieldType, SCHEMA } from './schema.ts'
import type { Field, Operation, Selection } from './syntax.ts'
import { plain, type Variables } from './variables.ts'

const FREE = new Set(['MoneyBag', 'MoneyV2', 'PageInfo'])
const MUTATION_POINTS = 10
export const CONNECTION_POINTS = 2

/** How much a page of that many counts: 5 → 3, 10 → 4, 250 → 8. */
export const slots = (size: number) => (size <= 2 ? Math.max(0, size) : Math.max(2, Math.ceil(Math.log2(size))))

/** Points of one object of that type without what is below it. */
export const ownPoints = (type: string) => (FREE.has(type) ? 0 : 1)

/** `requestedQueryCost`. */
export function requestedCost(operation: Operation, variables: Variables): number {
  const flat = fieldsOf(operation.selections)
  if (operation.type === 'query') return sum(flat.map((field) => costOfField(field, 'Query', variables)))
  return sum(flat.map((field) => MUTATION_POINTS + costOfPayload(field, variables)))
}

/** `actualQueryCost` of a mutation whose payload's objects cost `below`. */
export const mutationPoints = MUTATION_POINTS

function costOfPayload(field: Field, variables: Variables): number {
  const payload = SCHEMA.Mutation?.[field.name]?.type ?? ''
  const objects = fieldsOf(field.selections)
  return sum(objects.map((one) => costOfAll(one.selections, SCHEMA[payload]?.[one.name]?.type ?? '', variables)))
}

function costOfField(field: Field, type: string, variables: Variables): number {
  const found = SCHEMA[type]?.[field.name]
  if (!found || found.kind === 'scalar') return 0
  if (field.name === 'nodes' && type === 'Query') return costOfNodes(field, variables)
  if (found.kind === 'connection') return costOfConnection(field, found, variables)
  return ownPoints(found.type) + costOfAll(field.selections, found.type, variables)
}

function costOfNodes(field: Field, variables: Variables): number {
  const ids = field.args.ids ? plain(field.args.ids, variables) : []
  return (Array.isArray(ids) ? ids.length : 0) * (1 + costOfAll(field.selections, 'Node', variables))
}

function costOfConnection(field: Field, found: FieldType, variables: Variables): number {
  const first = field.args.first ? Number(plain(field.args.first, variables)) : 0
  const below = fieldsOf(field.selections).flatMap((one) => (one.name === 'edges' ? fieldsOf(one.selections) : [one]))
  const node = below.filter(({ name }) => name === 'node' || name === 'nodes')
  return CONNECTION_POINTS + slots(first) * sum(node.map((one) => 1 + costOfAll(one.selections, found.type, variables)))
}

/** Of fragments on several types the dearest counts, as an object is only one of them. */
function costOfAll(selections: Selection[], type: string, variables: Variables): number {
  let plainCost = 0
  const byType = new Map<string, number>()
  for (const one of selections) {
    if (one.kind === 'field') plainCost += costOfField(one, type, variables)
    else {
      const on = one.on ?? type
      byType.set(on, (byType.get(on) ?? 0) + costOfAll(one.selections, on in SCHEMA ? on : type, variables))
    }
  }
  return plainCost + Math.max(0, ...byType.values())
}

const fieldsOf = (selections: Selection[]): Field[] =>
  selections.flatMap((one) => (one.kind === 'field' ? [one] : fieldsOf(one.selections)))

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
