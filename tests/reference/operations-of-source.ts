/** What the sources say of each operation beside its own words: what it answers, and what it looks at. */

import type { Node, ObjectLiteralExpression, SourceFile } from 'typescript/unstable/ast'
import {
  isCallExpression,
  isFunctionDeclaration,
  isIdentifier,
  isMethodDeclaration,
  isObjectLiteralExpression,
  isPropertyAssignment,
  isStringLiteral,
  isVariableStatement,
} from 'typescript/unstable/ast/is'
import { type Checker, SignatureKind, type Type, TypeFlags, type TypeReference } from 'typescript/unstable/sync'
import type { JsonSchema } from '../../server/http/reference/described.ts'
import { nodesOf, type ServerSources } from './program.ts'
import type { Schemas } from './schema-of-type.ts'

export interface OperationOfSource {
  id: string
  /** Schema by status; null: a file. */
  answers: Partial<Record<Status, JsonSchema | null>>
  /** Whether a repeat under the same Idempotency-Key gets the first answer. */
  isOnce: boolean
  isPerWarehouse: boolean
  /** Comments on fields, by their path: `lines[].quantity`. */
  words: { body?: Record<string, string>; query?: Record<string, string> }
}

type Status = '200' | '201'

export function operationsOfSource({ checker, files }: ServerSources, schemas: Schemas): OperationOfSource[] {
  return files
    .filter(([path]) => path.startsWith('server/http/operations/'))
    .flatMap(([, file]) => definitionsIn(file).map((definition) => describe(definition, file, checker, schemas)))
}

/** The argument of each `defineOperation({…})`. */
const definitionsIn = (file: SourceFile): ObjectLiteralExpression[] =>
  [...nodesOf(file)].flatMap((node) => {
    if (!isCallExpression(node) || !isIdentifier(node.expression) || node.expression.text !== 'defineOperation')
      return []
    const [definition] = node.arguments
    return definition && isObjectLiteralExpression(definition) ? [definition] : []
  })

function describe(
  definition: ObjectLiteralExpression,
  file: SourceFile,
  checker: Checker,
  schemas: Schemas,
): OperationOfSource {
  const id = textOf(partOf(definition, 'id'))
  const run = partOf(definition, 'run')
  if (id === undefined || run === undefined) throw new Error('An operation has an id, as text, and run.')
  const names = namesReached(run, file)
  return {
    id,
    answers: answersOf(returned(run, checker, id), checker, schemas, id),
    isOnce: names.has('decide'),
    isPerWarehouse: names.has('warehouse'),
    words: { ...wordsOf(definition, 'body', checker), ...wordsOf(definition, 'query', checker) },
  }
}

/** A request has at most so many levels. */
const DEEPEST = 7

/** What stands as comments on the entries of a schema is found on the fields of the type that follows from it. */
function wordsOf(definition: ObjectLiteralExpression, part: 'body' | 'query', checker: Checker) {
  const schema = partOf(definition, part)
  const words: Record<string, string> = {}
  const visit = (type: Type, path: string, depth: number): void => {
    if (depth > DEEPEST) return
    for (const one of type.isUnionType() ? type.getTypes() : [type]) {
      if (one.flags & (TypeFlags.Primitive | TypeFlags.AnyOrUnknown)) continue
      if (checker.isArrayLikeType(one)) {
        for (const item of checker.getTypeArguments(one as TypeReference)) visit(item, `${path}[]`, depth + 1)
        continue
      }
      for (const symbol of checker.getPropertiesOfType(one)) {
        const at = path === '' ? symbol.name : `${path}.${symbol.name}`
        const said = checker.getDocumentationCommentOfSymbol(symbol).replace(/\s+/g, ' ').trim()
        if (said !== '') words[at] = said
        const below = checker.getTypeOfSymbol(symbol)
        if (below) visit(below, at, depth + 1)
      }
    }
  }
  const input = schema && inputOf(typeAt(schema, checker), checker)
  if (input) visit(input, '', 0)
  return Object.keys(words).length > 0 ? { [part]: words } : {}
}

/** The type of what a schema takes: Valibot keeps it in a property that no schema has when it runs. */
function inputOf(schema: Type, checker: Checker): Type | undefined {
  const part = (type: Type | undefined, name: string): Type | undefined => {
    const symbol = type && checker.getPropertyOfType(type, name)
    const found = symbol && checker.getTypeOfSymbol(symbol)
    return found && checker.getNonNullableType(found)
  }
  return part(part(schema, '~types'), 'input')
}

/** The value of a property, or the method of that name. */
function partOf(definition: ObjectLiteralExpression, name: string): Node | undefined {
  for (const part of definition.properties) {
    if (!('name' in part) || !part.name || !isIdentifier(part.name as Node)) continue
    if ((part.name as { text: string }).text !== name) continue
    return isPropertyAssignment(part) ? part.initializer : part
  }
  return undefined
}

const textOf = (node: Node | undefined): string | undefined => (node && isStringLiteral(node) ? node.text : undefined)

/** What `run` returns, without the promise around it. */
function returned(run: Node, checker: Checker, id: string): Type {
  const signature = isMethodDeclaration(run)
    ? checker.getSignatureFromDeclaration(run)
    : checker.getSignaturesOfType(typeAt(run, checker), SignatureKind.Call)[0]
  const type = signature && checker.getReturnTypeOfSignature(signature)
  const awaited = type?.getSymbol()?.name === 'Promise' ? checker.getTypeArguments(type as TypeReference)[0] : type
  if (!awaited) throw new Error(`What ${id} returns is not known.`)
  return awaited
}

function typeAt(node: Node, checker: Checker): Type {
  const type = checker.getTypeAtLocation(node)
  if (!type) throw new Error('A node has no type.')
  return type
}

function answersOf(type: Type, checker: Checker, schemas: Schemas, id: string): OperationOfSource['answers'] {
  const answers: Partial<Record<Status, JsonSchema[]>> = {}
  const files = new Set<Status>()
  for (const one of type.isUnionType() ? type.getTypes() : [type]) {
    const part = (name: string): Type => {
      const symbol = checker.getPropertyOfType(one, name)
      const found = symbol && checker.getTypeOfSymbol(symbol)
      if (!found) throw new Error(`${id} returns ${checker.typeToString(one)}, which is no answer.`)
      return found
    }
    const status = part('status')
    if (!status.isNumberLiteralType()) throw new Error(`${id} does not say whether it answers 200 or 201.`)
    const key = String(status.value) as Status
    if (isFile(one, checker)) files.add(key)
    else answers[key] = [...(answers[key] ?? []), schemas.of(part('body'), id)]
  }
  const statuses = [...new Set([...(Object.keys(answers) as Status[]), ...files])].sort()
  return Object.fromEntries(
    statuses.map((status) => {
      const [first, ...more] = answers[status] ?? []
      return [status, first === undefined ? null : more.length === 0 ? first : { anyOf: [first, ...more] }]
    }),
  )
}

const isFile = (answer: Type, checker: Checker): boolean => {
  const symbol = checker.getPropertyOfType(answer, 'file')
  const type = symbol && checker.getTypeOfSymbol(symbol)
  return type !== undefined && !type.isUnionType()
}

/** Every name that is used in a node, and in what it calls or uses of its own file. */
function namesReached(node: Node, file: SourceFile): Set<string> {
  const declared = declarationsOf(file)
  const names = new Set<string>()
  const visit = (one: Node): void => {
    for (const part of nodesOf(one)) {
      if (!isIdentifier(part) || names.has(part.text)) continue
      names.add(part.text)
      const declaration = declared.get(part.text)
      if (declaration) visit(declaration)
    }
  }
  visit(node)
  return names
}

function declarationsOf(file: SourceFile): Map<string, Node> {
  const declared = new Map<string, Node>()
  for (const statement of file.statements) {
    if (isFunctionDeclaration(statement) && statement.name) declared.set(statement.name.text, statement)
    // The lists of operations are not used by one of them.
    if (!isVariableStatement(statement)) continue
    for (const { name, initializer } of statement.declarationList.declarations)
      if (isIdentifier(name) && initializer && !name.text.endsWith('Operations')) declared.set(name.text, initializer)
  }
  return declared
}
