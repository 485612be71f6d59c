/** Everything that the reference says of one operation. The document, the page and the collection are made from it. */
import type { Operation } from '../operation.ts'
import { type Area, areas } from '../operations/index.ts'
import { type WhoMay, whoMay } from './access.ts'
import { type ExampleSet, examples, type JsonSchema, sources } from './described.ts'
import { once } from './once.ts'
import { type Parameter, parametersOf } from './parameters.ts'
import { type ProblemGroup, problemGroups } from './problems.ts'
import { schemaOfInput, withWords } from './schema-of-input.ts'
import { withTransactions } from './transactions.ts'

export interface Entry {
  id: string
  method: Operation['method']
  /** Under /api/v1, with parameters in braces. */
  path: string
  area: string
  summary: string
  about?: string
  who: WhoMay
  parameters: Parameter[]
  body?: Body
  answers: AnswerOfStatus[]
  problems: ProblemGroup[]
  example?: ExampleSet
}

export interface Body {
  required: boolean
  /** Undefined: what is sent is a file. */
  schema?: JsonSchema
  types: readonly string[]
}

export interface AnswerOfStatus {
  status: string
  words: string
  /** Undefined: it is a file. */
  schema?: JsonSchema
  /** Media types of files; a file may be an answer beside JSON. */
  files: readonly string[]
}

export const JSON_TYPE = 'application/json'

/** A stream, and so no operation like the others. */
const EVENTS: Entry = {
  id: 'listenToEvents',
  method: 'get',
  path: '/sync/events',
  area: 'Sync',
  summary: 'Server-sent events: a nudge with the newest cursor after each commit',
  about: 'It says when to pull, and replaces no pull. One token may hold 250 streams; the oldest ends first.',
  who: whoMay({ access: 'any' }),
  parameters: [],
  answers: [
    {
      status: '200',
      words: 'event: change, data: the cursor; event: alive where nothing happens',
      files: ['text/event-stream'],
    },
  ],
  problems: [
    { status: 401, codes: ['unauthorised'] },
    { status: 503, codes: ['stopping'] },
  ],
}

export const allEntries: () => Entry[] = once(() => [
  ...areas.flatMap(({ name, operations }) => operations.map((operation) => entryOf(operation, name))),
  EVENTS,
])
export const entriesOf = ({ name }: Pick<Area, 'name'>): Entry[] => allEntries().filter(({ area }) => area === name)

function entryOf(operation: Operation, area: string): Entry {
  const { id, method, path, summary, about } = operation
  const body = bodyOf(operation)
  const example = examples[id]
  return {
    ...{ id, method, path, area, summary },
    ...(about === undefined ? {} : { about }),
    who: whoMay(operation),
    parameters: parametersOf(operation),
    ...(body ? { body } : {}),
    answers: answersOf(operation),
    problems: problemGroups(operation),
    ...(example ? { example } : {}),
  }
}

function bodyOf({ id, body, uploads }: Operation): Body | undefined {
  if (uploads) return { required: true, types: uploads }
  if (!body) return undefined
  const { default: _, ...bare } = schemaOfInput(body)
  const schema = withWords(bare, sources.operations[id]?.words.body ?? {})
  // Valibot says of an optional body by its type alone.
  const required = body.type !== 'optional' && body.type !== 'nullish'
  return { required, schema: id === 'push' ? withTransactions(schema) : schema, types: [JSON_TYPE] }
}

function answersOf({ id, answers: words, files = [] }: Operation): AnswerOfStatus[] {
  const { answers = {} } = sources.operations[id] ?? {}
  return Object.entries(answers).map(([status, schema]) => ({
    status,
    words,
    ...(schema ? { schema } : {}),
    files: schema === null || files.length > 1 ? files.filter((type) => type !== JSON_TYPE) : [],
  }))
}
