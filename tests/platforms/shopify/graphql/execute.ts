/** Runs a validated operation over views: plain objects whose fields are values or functions of the field's arguments. */
import { CONNECTION_POINTS, mutationPoints, ownPoints, slots } from './cost.ts'
import { type Listing, type Page, pageOf } from './page.ts'
import { FieldFault, type GraphqlError } from './problem.ts'
import { matches, SCHEMA } from './schema.ts'
import type { Directive, Field, Operation, Selection } from './syntax.ts'
import { plainArgs, type Variables } from './variables.ts'

/** Fields a view may use: arguments, and the directives that stand on the field. */
export interface Asked {
  args: Record<string, unknown>
  directives: Record<string, Record<string, unknown>>
}

export type View = { __typename: string } & Record<string, unknown>

export interface Outcome {
  data: Record<string, unknown>
  errors: GraphqlError[]
  /** `actualQueryCost`. */
  cost: number
}

interface Run {
  variables: Variables
  errors: GraphqlError[]
}

interface Part {
  value: unknown
  cost: number
}

/** Data, errors and actual cost. A field that throws FieldFault is null; any other error is a bug of the simulator. */
export function execute(operation: Operation, root: View, variables: Variables): Outcome {
  const run = { variables, errors: [] }
  const { value, cost } = object(operation.selections, root, run, [])
  const mutations = operation.type === 'mutation' ? Object.keys(value as object).length : 0
  return { data: value as Record<string, unknown>, errors: run.errors, cost: cost + mutations * mutationPoints }
}

function object(selections: Selection[], view: View, run: Run, path: (string | number)[]): Part {
  const value: Record<string, unknown> = {}
  let cost = 0
  for (const field of wanted(selections, view.__typename, run.variables)) {
    const part = resolve(field, view, run, [...path, field.key])
    value[field.key] = part.value
    cost += part.cost
  }
  return { value, cost }
}

function wanted(selections: Selection[], type: string, variables: Variables): Field[] {
  return selections.flatMap((one) => {
    if (!included(one.directives, variables)) return []
    if (one.kind === 'field') return [one]
    return matches(one.on, type) ? wanted(one.selections, type, variables) : []
  })
}

function included(directives: Directive[], variables: Variables): boolean {
  return directives.every(({ name, args }) => {
    const { if: condition } = plainArgs(args, variables)
    return name === 'include' ? condition === true : name === 'skip' ? condition !== true : true
  })
}

function resolve(field: Field, view: View, run: Run, path: (string | number)[]): Part {
  if (field.name === '__typename') return { value: view.__typename, cost: 0 }
  try {
    return shape(field, view, fieldValue(field, view, run.variables), run, path)
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error
    run.errors.push({ message: error.message, locations: [field.at], extensions: { code: error.code }, path })
    return { value: null, cost: 0 }
  }
}

function fieldValue(field: Field, view: View, variables: Variables): unknown {
  const value = view[field.name]
  if (typeof value !== 'function') return value ?? null
  const directives = Object.fromEntries(field.directives.map(({ name, args }) => [name, plainArgs(args, variables)]))
  const asked: Asked = { args: plainArgs(field.args, variables), directives }
  return (value as (asked: Asked) => unknown)(asked) ?? null
}

function shape(field: Field, view: View, value: unknown, run: Run, path: (string | number)[]): Part {
  const found = SCHEMA[view.__typename]?.[field.name]
  if (!found) throw new Error(`No ${view.__typename}.${field.name} in the schema`)
  if (found.kind === 'scalar' || value === null) return { value, cost: 0 }
  if (found.kind === 'connection')
    return connection(field, pageOf(value as Listing, plainArgs(field.args, run.variables)), run, path)
  const inPayload = view.__typename.endsWith('Payload') || found.type.endsWith('Payload')
  const own = inPayload ? 0 : ownPoints(found.type)
  if (found.kind === 'list') return list(field, value as (View | null)[], own, run, path)
  const { value: made, cost } = object(field.selections, value as View, run, path)
  return { value: made, cost: own + cost }
}

function list(field: Field, all: (View | null)[], own: number, run: Run, path: (string | number)[]): Part {
  const { first } = plainArgs(field.args, run.variables)
  const views = typeof first === 'number' ? all.slice(0, first) : all
  const parts = views.map((view, index) => view && object(field.selections, view, run, [...path, index]))
  const cost = Math.max(0, ...parts.map((part) => own + (part?.cost ?? 0)))
  return { value: parts.map((part) => part?.value ?? null), cost: field.name === 'nodes' ? cost * parts.length : cost }
}

function connection(field: Field, page: Page, run: Run, path: (string | number)[]): Part {
  const value: Record<string, unknown> = {}
  let dearest = 0
  const view = (node: View, below: Field, index: number) => {
    const part = object(below.selections, node, run, [...path, field.key, index])
    dearest = Math.max(dearest, part.cost)
    return part.value
  }
  for (const one of wanted(field.selections, `${field.name}Connection`, run.variables)) {
    if (one.name === 'nodes') value[one.key] = page.nodes.map(({ node }, index) => view(node as View, one, index))
    else if (one.name === 'edges')
      value[one.key] = page.nodes.map((edge, index) =>
        edgeOf(edge, one, run, (below) => view(edge.node as View, below, index)),
      )
    else if (one.name === 'pageInfo') value[one.key] = object(one.selections, pageInfo(page), run, path).value
    else value[one.key] = `${field.name}Connection`
  }
  return { value, cost: CONNECTION_POINTS + slots(page.nodes.length) * (1 + dearest) }
}

function edgeOf({ cursor }: { cursor: string }, field: Field, run: Run, node: (below: Field) => unknown) {
  const value: Record<string, unknown> = {}
  for (const one of wanted(field.selections, 'Edge', run.variables))
    value[one.key] = one.name === 'cursor' ? cursor : node(one)
  return value
}

const pageInfo = ({ nodes, hasNextPage, hasPreviousPage }: Page): View => ({
  __typename: 'PageInfo',
  hasNextPage,
  hasPreviousPage,
  startCursor: nodes[0]?.cursor ?? null,
  endCursor: nodes.at(-1)?.cursor ?? null,
})
