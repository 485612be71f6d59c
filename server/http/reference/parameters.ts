/** What stands in the path, behind the question mark, and in the headers of an operation. */
import type { Operation } from '../operation.ts'
import { type Example, examples, type JsonSchema, sources } from './described.ts'
import { schemaOfInput } from './schema-of-input.ts'

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  description: string
  required: boolean
  schema: JsonSchema
  example?: string
}

/** The same word means the same everywhere. */
const WORDS: Record<string, string> = {
  badge: 'Code of a badge.',
  by: 'Whose acts.',
  channel: 'Code of a channel.',
  code: 'Its code.',
  confirmed: 'Only lots that a receipt has confirmed, or that none has.',
  consumers: 'no: without sales to consumers.',
  copies: 'How many.',
  cursor: 'Where to go on: `next` of the page before.',
  days: 'How many days.',
  device: 'Id of a device.',
  direction: 'Coming in or going out.',
  document: 'Id of the document.',
  dueBy: 'Only what is to be sent by this day.',
  expired: 'Only lots that have expired and are still here.',
  externalId: 'The order’s id where it came from.',
  failure: 'Id of the failure.',
  format: 'What kind of file.',
  from: 'From when on.',
  groupBy: 'What the figures are summed up by, separated by commas.',
  held: 'Only lots on hold, or not on hold.',
  id: 'Its id.',
  kind: 'Only those of this kind.',
  limit: 'The most that is answered at once.',
  location: 'Code of a location.',
  lot: 'Lot number.',
  lotTo: 'The last lot of a range that begins with lot.',
  month: 'A month, as 2026-03.',
  name: 'Its name.',
  need: 'Only items of this need.',
  number: 'How the number of the document, or of its order, begins.',
  order: 'Id of an order.',
  owner: 'Id of a user, me, or none.',
  quantity: 'Base units.',
  reason: 'Code of a reason.',
  scan: 'What was scanned: an order number, a tracking number, a carton, an RMA.',
  search: 'Only what has this in its code or name.',
  set: 'Number of the document’s kind, such as 850.',
  severity: 'One or more, separated by commas.',
  sha256: 'SHA-256 of the content, in hex.',
  since: 'From when on.',
  sku: 'SKU of an item.',
  state: 'Only those in this state.',
  text: 'Only what has this in its code or name.',
  filter: 'Only those of this kind; several, separated by commas.',
  skip: 'How many of what follows the cursor are passed over: a jump ahead in a long list.',
  total: 'true: also how many there are in all.',
  counts: 'true: also how many each filter would leave.',
  sort: 'What they are sorted by; with a minus before it, from the largest.',
  to: 'Until when; of days, that day included.',
  weeks: 'How many weeks.',
  transaction: 'Id of a transaction.',
  type: 'One or more, separated by commas.',
  unit: 'Code or SSCC of a carton, pallet or tote.',
  waitingFor: 'Only what waits for this.',
}

const WAREHOUSE: Parameter = {
  name: 'warehouse',
  in: 'query',
  description: 'Code of the warehouse. Left out: the one that the caller works in, else MAIN.',
  required: false,
  schema: { type: 'string', default: 'MAIN' },
}

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Any text that is new for each request. Sent again under the same key, it gets the first answer and changes nothing.',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 200 },
}

const CONTENT_RANGE: Parameter = {
  name: 'Content-Range',
  in: 'header',
  description: 'Which bytes of the whole these are, as “bytes 0-65535/150000”. Left out: the whole.',
  required: false,
  schema: { type: 'string' },
}

export function parametersOf(operation: Operation): Parameter[] {
  const { id, path, uploads } = operation
  const given = valuesIn(path, examples[id]?.success)
  const source = sources.operations[id]
  const parameters = [
    ...pathParameters(path),
    ...queryParameters(operation),
    ...(source?.isPerWarehouse ? [WAREHOUSE] : []),
    ...(source?.isOnce ? [IDEMPOTENCY_KEY] : []),
    ...(uploads ? [CONTENT_RANGE] : []),
  ]
  return parameters.map((parameter) => {
    const example = given.get(`${parameter.in} ${parameter.name}`)
    return example === undefined ? parameter : { ...parameter, example }
  })
}

const pathParameters = (path: string): Parameter[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    description: wordsFor(name),
    required: true,
    schema: { type: 'string' },
  }))

function queryParameters({ id, query }: Operation): Parameter[] {
  if (!query) return []
  const { properties = {}, required = [] } = schemaOfInput(query)
  const own = sources.operations[id]?.words.query ?? {}
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    description: own[name] ?? wordsFor(name),
    required: required.includes(name),
    schema: withoutEmptyDefault(schema),
  }))
}

export function wordsFor(name: string): string {
  const words = WORDS[name]
  if (words === undefined) throw new Error(`The reference has no words for the parameter ${name}.`)
  return words
}

/** A list that is asked for from its beginning has no cursor: nobody needs to send an empty one. */
function withoutEmptyDefault({ default: fallback, ...schema }: JsonSchema): JsonSchema {
  if (fallback === undefined || fallback === '') return schema
  return { ...schema, default: schema.type === 'integer' ? Number(fallback) : fallback }
}

/** What an example put in the place of each parameter. */
export function valuesIn(path: string, example: Example | undefined): Map<string, string> {
  const values = new Map<string, string>()
  if (example === undefined) return values
  const { pathname, searchParams } = new URL(example.path, 'http://any')
  const parts = pathname.split('/')
  for (const [at, part] of path.split('/').entries()) {
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? []
    if (name !== undefined) values.set(`path ${name}`, decodeURIComponent(parts[at] ?? ''))
  }
  for (const [name, value] of searchParams) values.set(`query ${name}`, value)
  return values
}
