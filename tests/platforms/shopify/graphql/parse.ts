/** A parser for executable GraphQL documents: operations, fragments, variables, directives, aliases. No type definitions. */
import type { Directive, Field, Fragment, Operation, Selection, Value, Variable } from './syntax.ts'
import { SyntaxFault } from './syntax.ts'
import { type Token, tokens } from './tokens.ts'

interface Spread {
  kind: 'spread'
  name: string
  directives: Directive[]
}

type Raw = Field | Fragment | Spread

const MAX_DEPTH = 50

/** The operations of a document, its fragments put in place. Throws SyntaxFault. */
export function parse(source: string): Operation[] {
  const reader = createReader(tokens(source))
  const operations: Operation[] = []
  const fragments = new Map<string, Fragment>()
  while (reader.peek().kind !== 'end') {
    if (reader.peek().text === 'fragment') {
      const [name, fragment] = fragmentDefinition(reader)
      fragments.set(name, fragment)
    } else operations.push(operation(reader))
  }
  for (const one of operations) one.selections = spreadAll(one.selections as Raw[], fragments, 0, reader.peek())
  return operations
}

interface Reader {
  peek(): Token
  take(): Token
  /** Takes the mark if it is next. */
  skip(text: string): boolean
  expect(text: string): Token
  name(): string
}

function createReader(all: Token[]): Reader {
  let next = 0
  const peek = () => all[next] as Token
  const take = () => {
    const token = peek()
    if (token.kind !== 'end') next += 1
    return token
  }
  const skip = (text: string) => {
    const is = peek().kind !== 'string' && peek().text === text
    if (is) take()
    return is
  }
  const expect = (text: string) => {
    const token = peek()
    if (!skip(text)) throw new SyntaxFault(`Expected "${text}", actual: "${token.text || 'end of file'}"`, token.at)
    return token
  }
  const name = () => {
    const token = take()
    if (token.kind !== 'name') throw new SyntaxFault(`Expected NAME, actual: "${token.text}"`, token.at)
    return token.text
  }
  return { peek, take, skip, expect, name }
}

function operation(reader: Reader): Operation {
  const { at, text } = reader.peek()
  if (text === '{') return { type: 'query', name: undefined, variables: [], selections: selections(reader), at }
  const type = reader.name()
  if (type !== 'query' && type !== 'mutation') throw new SyntaxFault(`Expected an operation, actual: "${type}"`, at)
  const name = reader.peek().kind === 'name' ? reader.name() : undefined
  const variables = reader.skip('(') ? variableDefinitions(reader) : []
  directives(reader)
  return { type, name, variables, selections: selections(reader), at }
}

function variableDefinitions(reader: Reader): Variable[] {
  const found: Variable[] = []
  while (!reader.skip(')')) {
    const { at } = reader.expect('$')
    const name = reader.name()
    reader.expect(':')
    const type = typeReference(reader)
    found.push({ name, type, fallback: reader.skip('=') ? value(reader) : undefined, at })
  }
  return found
}

function typeReference(reader: Reader): string {
  let text: string
  if (reader.skip('[')) {
    text = `[${typeReference(reader)}]`
    reader.expect(']')
  } else text = reader.name()
  return reader.skip('!') ? `${text}!` : text
}

function fragmentDefinition(reader: Reader): [string, Fragment] {
  reader.expect('fragment')
  const name = reader.name()
  reader.expect('on')
  const on = reader.name()
  return [name, { kind: 'fragment', on, directives: directives(reader), selections: selections(reader) }]
}

function selections(reader: Reader): Selection[] {
  const found: Raw[] = []
  reader.expect('{')
  while (!reader.skip('}')) found.push(reader.skip('...') ? fragment(reader) : field(reader))
  return found as Selection[]
}

function fragment(reader: Reader): Raw {
  const { kind, text } = reader.peek()
  if (kind === 'name' && text !== 'on') return { kind: 'spread', name: reader.name(), directives: directives(reader) }
  const on = reader.skip('on') ? reader.name() : undefined
  return { kind: 'fragment', on, directives: directives(reader), selections: selections(reader) }
}

function field(reader: Reader): Field {
  const { at } = reader.peek()
  const first = reader.name()
  const name = reader.skip(':') ? reader.name() : first
  const args = reader.skip('(') ? pairs(reader, ')') : {}
  const found = directives(reader)
  const below = reader.peek().text === '{' ? selections(reader) : []
  return { kind: 'field', key: first, name, args, directives: found, selections: below, at }
}

function directives(reader: Reader): Directive[] {
  const found: Directive[] = []
  while (reader.skip('@')) found.push({ name: reader.name(), args: reader.skip('(') ? pairs(reader, ')') : {} })
  return found
}

function pairs(reader: Reader, end: string): Record<string, Value> {
  const found: Record<string, Value> = {}
  while (!reader.skip(end)) {
    const name = reader.name()
    reader.expect(':')
    found[name] = value(reader)
  }
  return found
}

function value(reader: Reader): Value {
  if (reader.skip('$')) return { kind: 'variable', name: reader.name() }
  if (reader.skip('{')) return { kind: 'object', fields: pairs(reader, '}') }
  if (reader.skip('[')) {
    const items: Value[] = []
    while (!reader.skip(']')) items.push(value(reader))
    return { kind: 'list', items }
  }
  const token = reader.take()
  if (token.kind === 'mark' || token.kind === 'end')
    throw new SyntaxFault(`Expected a value, actual: "${token.text || 'end of file'}"`, token.at)
  return { kind: 'literal', value: literal(token) }
}

function literal({ kind, text }: Token): string | number | boolean | null {
  if (kind === 'number') return Number(text)
  if (kind === 'string') return text
  if (text === 'true' || text === 'false') return text === 'true'
  return text === 'null' ? null : text
}

function spreadAll(raw: Raw[], fragments: Map<string, Fragment>, depth: number, end: Token): Selection[] {
  if (depth > MAX_DEPTH) throw new SyntaxFault('Query is too deep, or a fragment contains itself', end.at)
  return raw.map((one) => {
    const target = one.kind === 'spread' ? fragments.get(one.name) : one
    if (!target) throw new SyntaxFault(`Fragment ${(one as Spread).name} was used, but not defined`, end.at)
    const below = spreadAll(target.selections as Raw[], fragments, depth + 1, end)
    return { ...target, directives: one.directives, selections: below }
  })
}
