/** Which named types become shapes that are shared, and how each is called. */
import type { JsonSchema } from '../../server/http/reference/described.ts'

/** Where a named type stands before it is known how often it is used. */
export const MARK = '#/named/'

/** Names stay where something is used twice or holds itself; the rest stands where it is used. */
export function settle<Key extends string>(schemas: Record<Key, JsonSchema>, named: ReadonlyMap<string, JsonSchema>) {
  const uses = new Map<string, number>()
  const count = (schema: JsonSchema): void =>
    eachReference(schema, (key) => {
      uses.set(key, (uses.get(key) ?? 0) + 1)
      if (uses.get(key) === 1) count(named.get(key) ?? {})
    })
  for (const schema of Object.values<JsonSchema>(schemas)) count(schema)
  const kept = [...uses].filter(([key, times]) => times > 1 && isLarge(named.get(key))).map(([key]) => key)
  const names = namesFor(kept.sort())
  const place = (schema: JsonSchema): JsonSchema =>
    mapReferences(schema, (key, beside) => {
      const name = names.get(key)
      return name === undefined
        ? { ...place(named.get(key) ?? {}), ...beside }
        : { $ref: `#/components/schemas/${name}`, ...beside }
    })
  return {
    schemas: Object.fromEntries(
      Object.entries<JsonSchema>(schemas).map(([key, schema]) => [key, place(schema)]),
    ) as Record<Key, JsonSchema>,
    shared: Object.fromEntries(
      [...names]
        .map(([key, name]) => [name, place(named.get(key) ?? {})] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  }
}

const isLarge = (schema: JsonSchema | undefined): boolean =>
  schema?.properties !== undefined || schema?.enum !== undefined

/** Its own name; where two have the same, with that of its folder before it. */
function namesFor(keys: string[]): Map<string, string> {
  const own = (key: string) => key.slice(key.indexOf('#') + 1)
  const folder = (key: string) => pascal(key.split('/').at(-2) ?? '')
  const times = (name: string) => keys.filter((key) => own(key) === name).length
  const names = new Map(keys.map((key) => [key, times(own(key)) === 1 ? own(key) : folder(key) + own(key)]))
  if (new Set(names.values()).size !== names.size)
    throw new Error(`Two types of one name in one folder: ${[...names.keys()].join(', ')}`)
  return names
}

const pascal = (words: string): string => words.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())

function eachReference(schema: unknown, tell: (key: string) => void): void {
  if (typeof schema !== 'object' || schema === null) return
  const { $ref } = schema as JsonSchema
  if (typeof $ref === 'string' && $ref.startsWith(MARK)) tell($ref.slice(MARK.length))
  for (const part of Object.values(schema)) eachReference(part, tell)
}

function mapReferences(schema: JsonSchema, replaced: (key: string, beside: JsonSchema) => JsonSchema): JsonSchema {
  const { $ref, ...beside } = schema
  if (typeof $ref === 'string' && $ref.startsWith(MARK)) return replaced($ref.slice(MARK.length), beside)
  const deeper = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(deeper)
    return typeof part === 'object' && part !== null ? mapReferences(part as JsonSchema, replaced) : part
  }
  return Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, deeper(part)]))
}
