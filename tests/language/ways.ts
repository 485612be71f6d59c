/**
 * All that an expression may say: text, and places named by the last name of their expression. Pieces that stand in the code (both
 * sides of a condition, a constant, what a function of the product returns) are said in full.
 */
import { isFunction, type Module, resolve, unwrapped } from './modules.ts'
import { calleeOf, isNode, type Node, walk } from './texts.ts'

/** More ways to say one sentence than this, and the piece that has them stays a place. */
const MOST_WAYS = 10
/** A table with more words than this is a place: its words are said one by one. */
const MOST_WORDS = 6
/** Where a piece may be missing: two places side by side could not be told apart. */
const MOST_WAYS_WITHOUT = 32
const DEEPEST = 4

/** Text, and between its parts the names of places. */
type Part = string | { place: Node; source: string }
type Way = readonly Part[]

/** What the parameters of a function stand for where it is called. */
type Given = ReadonlyMap<string, Scope & { node: Node }>

interface Scope {
  module: Module
  given: Given
  deep: number
}

/** "a, b and c": a place, however many there are. */
const LISTS = 'listed'

export const NOTHING_GIVEN: Given = new Map()

/** What refuses, and which of its arguments is the sentence. */
const REFUSALS: Record<string, number> = { Problem: 2, Refusal: 1 }

/** All that an expression may say; null where nothing of it stands in the code. */
export function waysOf(scope: Scope, expression: Node): Way[] | null {
  const node = unwrapped(expression)
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [[node.value]] : null
    case 'TemplateLiteral':
      return waysOfTemplate(scope, node)
    case 'BinaryExpression':
      return node.operator === '+' ? waysOfSum(scope, [node.left, node.right] as Node[]) : null
    case 'ConditionalExpression':
      return either(scope, [node.consequent, node.alternate] as Node[])
    case 'LogicalExpression': {
      const ways = either(scope, (node.operator === '&&' ? [node.right] : [node.left, node.right]) as Node[], true)
      return ways && node.operator === '&&' ? [[''], ...ways] : ways
    }
    case 'Identifier':
      return waysOfName(scope, node)
    case 'CallExpression':
      return waysOfCall(scope, node)
    case 'NewExpression': {
      const sentence = (node.arguments as Node[])[REFUSALS[calleeOf(node.callee)] ?? -1]
      return sentence ? waysOf(scope, sentence) : null
    }
    case 'MemberExpression':
      return node.computed ? waysOfTable(scope, unwrapped(node.object as Node)) : null
    default:
      return null
  }
}

function waysOfName({ module, given, deep }: Scope, node: Node): Way[] | null {
  if (deep >= DEEPEST) return null
  const argument = given.get(String(node.name))
  if (argument) return waysOf({ ...argument, deep: deep + 1 }, argument.node)
  const found = resolve(module, node)
  if (!found || isFunction(found[1])) return null
  return waysOf({ module: found[0], given: found[0] === module ? given : NOTHING_GIVEN, deep: deep + 1 }, found[1])
}

function waysOfCall(scope: Scope, call: Node): Way[] | null {
  const callee = unwrapped(call.callee as Node)
  const found = callee.type === 'Identifier' && callee.name !== LISTS ? resolve(scope.module, callee) : null
  if (!found || !isFunction(found[1]) || scope.deep >= DEEPEST) return null
  const parameters = found[1].params as Node[]
  const given = new Map(
    (call.arguments as Node[]).flatMap((node, i) => {
      const parameter = parameters[i]
      return parameter?.type === 'Identifier' ? [[String(parameter.name), { ...scope, node }] as const] : []
    }),
  )
  return either({ module: found[0], given, deep: scope.deep + 1 }, returnsOf(found[1]))
}

function waysOfTable({ module, deep }: Scope, object: Node): Way[] | null {
  const found = object.type === 'Identifier' ? resolve(module, object) : null
  const table = found && unwrapped(found[1])
  if (table?.type !== 'ObjectExpression' || deep >= DEEPEST || valuesOf(table).length > MOST_WORDS) return null
  return either({ module: found?.[0] as Module, given: NOTHING_GIVEN, deep: deep + 1 }, valuesOf(table))
}

function waysOfSum(scope: Scope, sides: readonly Node[]): Way[] | null {
  const ways = sides.map((side) => waysOf(scope, side))
  if (ways.every((one) => one === null)) return null
  return sides.reduce<Way[]>(
    (before, side, i) => {
      const place = placeOf(scope, side)
      return joined(before, ways[i] ?? [[place]], place)
    },
    [[]],
  )
}

/** An argument of a function is the place that it is where the function is called. */
function placeOf({ module, given }: Scope, node: Node): Part {
  const argument = node.type === 'Identifier' ? given.get(String(node.name)) : undefined
  return argument ? placeOf(argument, argument.node) : { place: node, source: sourceOf({ module, given }, node) }
}

/** What tells one place from another: the expression, and what its function was called with. */
function sourceOf({ module, given }: Pick<Scope, 'module' | 'given'>, node: Node): string {
  const arguments_ = [...given].map(([name, argument]) => `${name}=${sourceOf(argument, argument.node)}`)
  return [module.source.slice(node.start, node.end), ...arguments_].join(';')
}

const valuesOf = (object: Node): Node[] =>
  (object.properties as Node[]).flatMap(({ value }) => (isNode(value) && !isFunction(value) ? [value] : []))

function returnsOf(fn: Node): Node[] {
  const body = fn.body as Node
  if (body.type !== 'BlockStatement') return [body]
  return [...walk(body)].flatMap(([node, above]) =>
    node.type === 'ReturnStatement' && isNode(node.argument) && !above.some(isFunction) ? [node.argument] : [],
  )
}

/** Each of the nodes; one that is not told in the code is a place. */
function either(scope: Scope, nodes: readonly Node[], skipsNothing = false): Way[] | null {
  const ways = nodes
    .filter(
      (node) => !(node.type === 'Literal' && (typeof node.value !== 'string' || (skipsNothing && node.value === ''))),
    )
    .filter((node) => !(node.type === 'Identifier' && node.name === 'undefined'))
    .map((node) => waysOf(scope, node) ?? [[placeOf(scope, node)]])
  return ways.flat().some((way) => way.some((part) => typeof part === 'string')) ? ways.flat() : null
}

function waysOfTemplate(scope: Scope, node: Node): Way[] {
  const quasis = node.quasis as { value: { cooked: string } }[]
  const expressions = node.expressions as Node[]
  return expressions.reduce<Way[]>(
    (ways, expression, i) => {
      const place = placeOf(scope, expression)
      const inner = waysOf(scope, expression) ?? [[place]]
      return joined(joined(ways, inner, place), [[quasis[i + 1]?.value.cooked ?? '']], place)
    },
    [[quasis[0]?.value.cooked ?? '']],
  )
}

/** Expressions that stayed places though their words are in the code: these are sentences' parts then. */
export const leftOut = new Set<Node>()

/** Every way of the first, each followed by every way of the second; by one place where those would be too many. */
function joined(first: readonly Way[], second: readonly Way[], place: Part): Way[] {
  const most = second.some((way) => way.every((part) => part === '')) ? MOST_WAYS_WITHOUT : MOST_WAYS
  const isTooMuch = first.length * second.length > most
  if (isTooMuch && typeof place !== 'string') leftOut.add(place.place)
  const next = isTooMuch ? [[place]] : second
  return first.flatMap((way) => next.map((more) => [...way, ...more]))
}

/** The last name in it: `line.sku` is a sku, `listed(names)` are names. */
export function nameOf(node: Node): string {
  const of = unwrapped(node)
  if (of.type === 'Identifier') return String(of.name)
  if (of.type === 'MemberExpression') return of.computed ? nameOf(of.object as Node) : nameOf(of.property as Node)
  if (of.type === 'CallExpression') {
    const callee = of.callee as Node
    const first = (of.arguments as Node[]).find((one) => isNode(one) && !isFunction(one) && one.type !== 'Literal')
    if (callee.type === 'MemberExpression' && !/^(?:Math|JSON|Object|Number)\./.test(calleeOf(callee)))
      return nameOf(callee.object as Node)
    if (calleeOf(callee) === LISTS) return 'list'
    return first ? nameOf(first) : calleeOf(callee) || 'x'
  }
  if (of.type === 'LogicalExpression' || of.type === 'BinaryExpression') return nameOf(of.left as Node)
  if (of.type === 'ConditionalExpression') {
    const sides = [of.consequent, of.alternate].map((side) => nameOf(side as Node))
    return sides.find((name) => name !== 'undefined' && name !== 'x') ?? 'x'
  }
  if (of.type === 'NewExpression') return nameOf(((of.arguments as Node[])[0] ?? of.callee) as Node)
  return 'x'
}

/** One expression is one place, however often it is said. */
export function write(way: Way): string {
  const names = new Map<string, string>()
  const name = ({ place, source }: Exclude<Part, string>): string => {
    const known = names.get(source)
    if (known) return known
    const wanted = nameOf(place)
    const taken = [...names.values()]
    let own = wanted
    for (let n = 2; taken.includes(own); n++) own = `${wanted}${n}`
    names.set(source, own)
    return own
  }
  return way.map((part) => (typeof part === 'string' ? part : `{${name(part)}}`)).join('')
}
