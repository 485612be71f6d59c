/**
 * Each answer that a test's server gives is held against the reference: it has the shape that the reference tells, nothing
 * besides, and whatever refuses has a code that the operation declares.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Topic } from '../../server/channels/rest/event.ts'
import type { Operation } from '../../server/http/operation.ts'
import { type JsonSchema, sources } from '../../server/http/reference/described.ts'
import { problemCodes } from '../../server/http/reference/problems.ts'
import { operationAt } from './which-operation.ts'

interface Answered {
  status: number
  /** Parsed where it is JSON, else text. */
  body: unknown
}

/** Throws where the answer is another than the reference tells. */
export function holdToReference(method: string, path: string, answered: Answered): void {
  const operation = operationAt(method, path)
  if (operation === undefined) return
  const wrong = answered.status < 400 ? wrongAnswer(operation, answered) : wrongRefusal(operation, answered)
  if (wrong !== undefined)
    throw new Error(`${method} ${path}: ${wrong}\n${JSON.stringify(answered.body).slice(0, 2_000)}`)
}

/** Throws where the data of an event is another than the reference tells. */
export function holdEvent(topic: Topic, event: unknown): void {
  const validate = validatorOf(`event ${topic}`, sources.events[topic])
  const { data } = event as { data?: unknown }
  if (!validate(data)) throw new Error(`An event of ${topic} is not what the reference tells: ${faultsOf(validate)}`)
}

function wrongAnswer({ id }: Operation, { status, body }: Answered): string | undefined {
  const schema = sources.operations[id]?.answers[String(status)]
  if (schema === undefined) return `the reference does not tell that ${id} answers ${status}. Run npm run api:types.`
  if (schema === null || typeof body === 'string') return undefined
  const validate = validatorOf(`${id} ${status}`, schema)
  if (validate(body)) return undefined
  return `the answer is not what the reference tells of ${id}: ${faultsOf(validate)}`
}

const faultsOf = ({ errors }: ValidateFunction): string =>
  (errors ?? [])
    .map(({ instancePath, message, params }) => `${instancePath || '(whole)'} ${message} ${JSON.stringify(params)}`)
    .join('; ')

function wrongRefusal(operation: Operation, { status, body }: Answered): string | undefined {
  const code = (body as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return 'the refusal has no code.'
  if (!problemCodes(operation, sources.operations[operation.id]?.isOnce ?? false).has(code))
    return `${operation.id} does not declare the problem ${code}.`
  const statuses = sources.problems[code]?.statuses ?? []
  return statuses.includes(status)
    ? undefined
    : `the reference tells of ${code} with ${statuses}, and not with ${status}.`
}

const validators = new Map<string, ValidateFunction>()

function validatorOf(key: string, schema: JsonSchema): ValidateFunction {
  const known = validators.get(key)
  if (known) return known
  const made = ajv().compile({ ...closed(schema), components: { schemas: sharedSchemas() } })
  validators.set(key, made)
  return made
}

let validator: Ajv2020 | undefined
function ajv(): Ajv2020 {
  if (validator) return validator
  validator = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(validator)
  return validator
}

let shared: Record<string, JsonSchema> | undefined
function sharedSchemas(): Record<string, JsonSchema> {
  shared ??= Object.fromEntries(Object.entries(sources.schemas).map(([name, schema]) => [name, closed(schema)]))
  return shared
}

/** To whoever reads answers new fields may come; to us, one that the reference does not tell is a fault of the reference. */
function closed(schema: JsonSchema): JsonSchema {
  const deeper = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(deeper)
    return typeof part === 'object' && part !== null ? closed(part as JsonSchema) : part
  }
  const parts = Object.fromEntries(
    Object.entries(schema).map(([key, part]) => [
      key,
      key === 'properties'
        ? Object.fromEntries(Object.entries(part as object).map(([name, one]) => [name, deeper(one)]))
        : deeper(part),
    ]),
  ) as JsonSchema
  return schema.properties && schema.additionalProperties === undefined
    ? { ...parts, additionalProperties: false }
    : parts
}
