/** What `npm run api:types` read from the sources, and `npm run api:examples` from a server at work. It is kept, since a running server has no compiler. */
import type { Topic } from '../../channels/rest/event.ts'
import examplesFile from './examples.json'
import sourcesFile from './sources.json'

/** JSON Schema 2020-12, as OpenAPI 3.1 has it. */
export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  description?: string
  format?: string
  const?: string | number | boolean | bigint | null
  enum?: (string | number | boolean | null)[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  prefixItems?: JsonSchema[]
  anyOf?: JsonSchema[]
  default?: unknown
  [keyword: string]: unknown
}

/** What can be said to whoever is refused. */
export interface ProblemOfSource {
  /** HTTP statuses that come with the code. */
  statuses: number[]
  /** Sentences; … stands where something is filled in. */
  says: string[]
}

export interface OperationOfSource {
  /** Schema by status; null: a file. */
  answers: Record<string, JsonSchema | null>
  /** Whether a repeat under the same Idempotency-Key gets the first answer. */
  isOnce: boolean
  /** Whether it looks at `?warehouse=`. */
  isPerWarehouse: boolean
  /** Comments on fields, by their path: `lines[].quantity`. */
  words: { body?: Record<string, string>; query?: Record<string, string> }
}

export interface Sources {
  operations: Record<string, OperationOfSource>
  /** What an event of a topic carries as its data. */
  events: Record<Topic, JsonSchema>
  /** Shapes that several answers share. */
  schemas: Record<string, JsonSchema>
  /** By code. */
  problems: Record<string, ProblemOfSource>
}

/** A call as it was made, and its answer. */
export interface Example {
  /** Under /api/v1, with what stands behind the question mark. */
  path: string
  body?: unknown
  status: number
  /** Left out: it was a file. */
  answer?: unknown
  /** Media type of the file that was sent or answered. */
  file?: string
}

export interface ExampleSet {
  success: Example
  /** Refusals, by code. */
  problems?: Record<string, Example>
}

export interface Examples {
  operations: Record<string, ExampleSet>
  /** Whole events, as they were sent. */
  events: Record<Topic, unknown>
}

export const sources = sourcesFile as unknown as Sources
const recorded = examplesFile as unknown as Examples
export const examples: Record<string, ExampleSet | undefined> = recorded.operations
export const eventExamples = recorded.events
