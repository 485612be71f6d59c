/** From what TypeScript knows of a value to the JSON Schema of what JSON makes of it. */
import {
  type Checker,
  type Symbol as Named,
  type NumberLiteralType,
  SignatureKind,
  type StringLiteralType,
  SymbolFlags,
  type TupleType,
  type Type,
  TypeFlags,
} from 'typescript/unstable/sync'
import type { JsonSchema } from '../../server/http/reference/described.ts'
import { MARK, settle } from './settle-schemas.ts'

export interface Schemas {
  /** Throws where JSON cannot hold what the type says. */
  of(type: Type, what: string): JsonSchema
  /** What several schemas share, by name, and each schema with references to it. */
  settle<Key extends string>(
    schemas: Record<Key, JsonSchema>,
  ): {
    schemas: Record<Key, JsonSchema>
    shared: Record<string, JsonSchema>
  }
}

/** Instants and days by their names; the contract tests hold each real answer against it. */
const FORMATS: [RegExp, string][] = [
  [/(^at|At)$/, 'date-time'],
  [/On$/, 'date'],
]

/** Whole by nature: base units, minor units, days, places in a sequence. Held against real answers too. */
const WHOLE =
  /^(amount|quantity|position|seq|serialsLeft|priority|buffer|allocated|suspect|onHand|sellable|shared|free|protected|committed|backordered|picked|shipped|cancelled|availableToPromise|done|count|lines|attempts|waiting|packQuantity|version|bytes|offset|tookMs|expectedSeq)$|Days$|Grams$/

export function createSchemas(checker: Checker): Schemas {
  const named = new Map<string, JsonSchema>()

  function of(type: Type, what: string, depth = 0): JsonSchema {
    if (depth > 40) throw new Error(`${what} is nested without an end: give its type a name.`)
    const key = nameOf(type)
    if (key === undefined) return bare(type, what, depth)
    if (!named.has(key)) {
      named.set(key, {})
      const about = documentation(type.getAliasSymbol() ?? type.getSymbol())
      named.set(key, { ...about, ...bare(type, what, depth) })
    }
    return { $ref: MARK + key }
  }

  function bare(type: Type, what: string, depth: number): JsonSchema {
    const { flags } = type
    if (flags & TypeFlags.AnyOrUnknown) return {}
    if (flags & TypeFlags.Null) return { type: 'null' }
    if (type.isStringLiteralType() || type.isNumberLiteralType() || type.isBooleanLiteralType())
      return { const: type.value }
    if (flags & TypeFlags.StringLike) return { type: 'string' }
    if (flags & TypeFlags.NumberLike) return { type: 'number' }
    if (flags & TypeFlags.BooleanLike) return { type: 'boolean' }
    if (flags & TypeFlags.NonPrimitive) return { type: 'object' }
    if (type.isUnionType()) return ofUnion(type.getTypes(), what, depth)
    if (type.isIntersectionType()) {
      // A text with a brand is a text.
      const primitive = type.getTypes().find((part) => part.flags & TypeFlags.Primitive)
      return primitive ? of(primitive, what, depth + 1) : ofObject(type, what, depth)
    }
    if (type.isObjectType()) return ofObject(type, what, depth)
    throw new Error(`${what} is ${checker.typeToString(type)}, which no schema can be made of.`)
  }

  function ofUnion(types: readonly Type[], what: string, depth: number): JsonSchema {
    const parts = types.filter(({ flags }) => !(flags & TypeFlags.VoidLike))
    const literals = parts.filter(isEnumerable)
    const others = parts.filter((part) => !isEnumerable(part))
    const isBoolean = others.filter((part) => part.isBooleanLiteralType()).length === 2
    const choices = [
      ...(literals.length > 0 ? [enumOf(literals.map(({ value }) => value))] : []),
      ...(isBoolean ? [{ type: 'boolean' }] : []),
      ...others.filter((part) => !(isBoolean && part.isBooleanLiteralType())).map((part) => of(part, what, depth + 1)),
    ]
    return eitherOf(choices)
  }

  function ofObject(type: Type, what: string, depth: number): JsonSchema {
    const next = (part: Type, name: string) => of(part, `${what}${name}`, depth + 1)
    if (type.isTupleType() || checker.isTupleType(type))
      return ofTuple(checker.getTypeArguments(type as TupleType), (part, at) => next(part, `[${at}]`))
    if (checker.isArrayLikeType(type)) {
      const [item] = checker.getTypeArguments(type as TupleType)
      if (item) return { type: 'array', items: next(item, '[]') }
    }
    if (type.getSymbol()?.name === 'Date') return { type: 'string', format: 'date-time' }
    if (checker.getSignaturesOfType(type, SignatureKind.Call).length > 0) throw new Error(`${what} is a function.`)
    const properties: Record<string, JsonSchema> = {}
    const required: string[] = []
    for (const symbol of checker.getPropertiesOfType(type)) {
      if (symbol.name.startsWith('__@')) throw new Error(`${what} is ${checker.typeToString(type)}, which is no data.`)
      const property = checker.getTypeOfSymbol(symbol)
      if (property === undefined) throw new Error(`${what}.${symbol.name} has no type.`)
      if (property.flags & TypeFlags.VoidLike) continue
      properties[symbol.name] = {
        ...ofProperty(symbol.name, next(property, `.${symbol.name}`)),
        ...documentation(symbol),
      }
      if (!(symbol.flags & SymbolFlags.Optional) && !mayBeLeftOut(property)) required.push(symbol.name)
    }
    const rest = checker.getIndexInfosOfType(type).map(({ valueType }) => next(valueType, '[…]'))
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(required.length > 0 ? { required } : {}),
      ...(rest.length > 0 ? { additionalProperties: eitherOf(rest) } : {}),
    }
  }

  /** JSON leaves out what is undefined. */
  const mayBeLeftOut = (type: Type): boolean =>
    Boolean(type.flags & TypeFlags.AnyOrUnknown) ||
    (type.isUnionType() && type.getTypes().some(({ flags }) => flags & TypeFlags.VoidLike))

  const documentation = (symbol: Named | undefined): JsonSchema => {
    const words = symbol && checker.getDocumentationCommentOfSymbol(symbol)
    return words ? { description: words.replace(/\s+/g, ' ').trim() } : {}
  }

  return { of: (type, what) => of(type, what), settle: (schemas) => settle(schemas, named) }
}

const isEnumerable = (type: Type): type is StringLiteralType | NumberLiteralType =>
  type.isStringLiteralType() || type.isNumberLiteralType()

/** Of the product's own types that have a name and no parameters; undefined for any other. */
function nameOf(type: Type): string | undefined {
  if (type.flags & TypeFlags.Primitive) return undefined
  const alias = type.getAliasSymbol()
  if (alias && type.getAliasTypeArguments().length > 0) return undefined
  const symbol = alias ?? interfaceOf(type)
  const declaration = symbol?.declarations[0]
  if (!symbol || !declaration || symbol.name.startsWith('__')) return undefined
  const [, path] = /\/((?:server|shared)\/.*)\.ts$/.exec(declaration.path) ?? []
  return path === undefined || declaration.path.includes('/node_modules/') ? undefined : `${path}#${symbol.name}`
}

/** An interface without parameters is its own reference. */
function interfaceOf(type: Type): Named | undefined {
  if (!type.isClassOrInterface()) return undefined
  return type.getTypeParameters().length === 0 ? type.getSymbol() : undefined
}

const ofTuple = (parts: readonly Type[], of: (part: Type, at: number) => JsonSchema): JsonSchema => ({
  type: 'array',
  prefixItems: parts.map(of),
  minItems: parts.length,
  maxItems: parts.length,
})

const enumOf = (values: (string | number)[]): JsonSchema => {
  const [only] = values
  if (values.length === 1 && only !== undefined) return { const: only }
  return { type: typeof only === 'number' ? 'number' : 'string', enum: [...values].sort() }
}

/** `string | null` is one schema of two types; other choices stand side by side. */
function eitherOf(choices: JsonSchema[]): JsonSchema {
  const different = [...new Map(choices.map((one) => [JSON.stringify(one), one])).values()]
  const [first, ...more] = different
  if (first === undefined) return { not: {} }
  if (more.length === 0) return first
  if (different.some((one) => Object.keys(one).length === 0)) return {}
  const isNull = (one: JsonSchema) => one.type === 'null'
  const rest = different.filter((one) => !isNull(one))
  const [only] = rest
  if (rest.length === 1 && only && different.length === 2 && typeof only.type === 'string' && !only.enum)
    return { ...only, type: [only.type, 'null'] }
  return { anyOf: [...rest, ...different.filter(isNull)] }
}

function ofProperty(name: string, schema: JsonSchema): JsonSchema {
  const types = [schema.type ?? []].flat()
  const format = FORMATS.find(([words]) => words.test(name))?.[1]
  if (types.includes('string')) return format === undefined || schema.enum ? schema : { ...schema, format }
  if (!types.includes('number')) return schema
  const isInstant = format === 'date-time'
  if (!isInstant && !WHOLE.test(name)) return schema
  const whole = types.map((type) => (type === 'number' ? 'integer' : type))
  return {
    ...schema,
    type: whole.length === 1 ? 'integer' : whole,
    ...(isInstant ? { description: 'Milliseconds since 1970, in UTC.' } : {}),
  }
}
