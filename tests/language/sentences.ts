/**
 * The sentences that server/ and shared/ say to people, as templates with named places: `There is no item {sku}.` A place is
 * named by the last name of its expression. Pieces that stand in the code (both sides of a condition, a constant, what a
 * function of the product returns) are said in full, each in a template of its own.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { placeKind } from '../../client/language/hearing.ts'
import { calleeOf, isNode, looksSaid, type Node, parse, standing, walk } from './texts.ts'

const ROOT = new URL('../..', import.meta.url).pathname

/** Commands, checks of databases, papers and sheets speak to others; a reference is read in the language of the API. */
const NOT_HEARD = new RegExp(
  [
    'server/(?:cli|audit|demo|archive|moving|retention|tls|xlsx|pdf)/',
    'server/backup/(?!lost)',
    'server/db/(?!trouble)',
    'server/http/(?:reference/|trust/|operations/index|client-address)',
    'server/labels/(?:pdf|zpl|text|unit-texts)',
    'server/lots/notices-',
    'server/returns/evidence-',
    'server/traceability/(?:about|cells|columns|document|export|missing|receiving|shipping|transforming)',
    'server/watch/(?!status|trouble)',
    'shared/barcode/ai-table',
  ]
    .map((path) => `^${path}`)
    .join('|'),
)
/** What a function says on the command line, in a file that speaks to others too. */
const ON_THE_COMMAND_LINE = ['troubleSentence']

/** More ways to say one sentence than this, and the piece that has them stays a place. */
const MOST_WAYS = 10
/** A table with more words than this is a place: its words are said one by one. */
const MOST_WORDS = 6
/** Where a piece may be missing: two places side by side could not be told apart. */
const MOST_WAYS_WITHOUT = 32
const DEEPEST = 4

/** Files with parts of sentences that others put together, and with words that stand beside figures. */
const PHRASED =
  /^server\/(?:availability\/(?:balance|explain|protections|roll-over|set-rules|timeline)|channels\/(?:failures|silence|amazon\/(?!carriers)|drift\/explain|edi\/(?:intake|order-quantity|exchange\/|x12\/(?!segment-table))|rest\/|shopify\/(?!graphql))|costing\/(?!export)|counting\/(?:verdict|cancel)|exceptions\/|import\/|inbox\/|ledger\/|lots\/(?!notices)|orders\/|picking\/|replenishment\/words|returns\/(?!evidence)|transfers\/)|^shared\/(?:barcode\/(?!ai-table)|rules\/replenishment)/

export interface Sentence {
  template: string
  file: string
  line: number
}

interface Module {
  file: string
  source: string
  program: Node
  /** What names stand for in it: constants and functions, and the function or file that each is declared in. */
  names: Map<string, { node: Node; within: Node }[]>
  imports: Map<string, { file: string; name: string }>
}

/** Text, and between its parts the names of places. */
type Part = string | { place: Node; source: string }
type Way = readonly Part[]

const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.ts$/.test(path) && !/\.test\.ts$|\.d\.ts$/.test(path))

const isFunction = (node: Node): boolean => /Function/.test(node.type)

function readModule(file: string): Module {
  const source = readFileSync(join(ROOT, file), 'utf8')
  const program = parse(file, source)
  const names: Module['names'] = new Map()
  const imports: Module['imports'] = new Map()
  const name = (id: unknown, node: Node, above: readonly Node[]) => {
    if (!isNode(id) || id.type !== 'Identifier') return
    const within = above.findLast(isFunction) ?? program
    names.set(String(id.name), [...(names.get(String(id.name)) ?? []), { node, within }])
  }
  for (const [node, above] of walk(program)) {
    if (node.type === 'VariableDeclarator' && isNode(node.init)) name(node.id, node.init, above)
    if (node.type === 'FunctionDeclaration') name(node.id, node, above)
    if (node.type === 'ImportDeclaration') {
      const from = String((node.source as Node).value)
      for (const one of (node.specifiers as Node[]).filter(({ imported }) => isNode(imported)))
        imports.set(String((one.local as Node).name), {
          file: join(dirname(file), from),
          name: String((one.imported as Node).name),
        })
    }
  }
  return { file, source, program, names, imports }
}

const modules = new Map([...filesBelow('shared'), ...filesBelow('server')].map((file) => [file, readModule(file)]))

/** What a name stands for where it is used, and in which module that is declared. */
function resolve(module: Module, { name, start }: Node): [Module, Node] | null {
  const own = (module.names.get(String(name)) ?? [])
    .filter(({ within }) => within.start <= start && start <= within.end)
    .toSorted((a, b) => b.within.start - a.within.start)[0]
  if (own) return [module, own.node]
  const from = module.imports.get(String(name))
  const other = from && modules.get(from.file)
  const found = other?.names.get(from?.name ?? '')?.find(({ within }) => within === other.program)
  return other && found ? [other, found.node] : null
}

const unwrapped = (node: Node): Node =>
  /^(?:TSAsExpression|TSSatisfiesExpression|TSNonNullExpression|ParenthesizedExpression|AwaitExpression|ChainExpression)$/.test(
    node.type,
  )
    ? unwrapped((node.expression ?? node.argument) as Node)
    : node

const isText = (node: Node): boolean =>
  (node.type === 'Literal' && typeof node.value === 'string') || node.type === 'TemplateLiteral'

/** What the parameters of a function stand for where it is called. */
type Given = ReadonlyMap<string, Scope & { node: Node }>

interface Scope {
  module: Module
  given: Given
  deep: number
}

/** "a, b and c": a place, however many there are. */
const LISTS = 'listed'

const NOTHING_GIVEN: Given = new Map()

/** What refuses, and which of its arguments is the sentence. */
const REFUSALS: Record<string, number> = { Problem: 2, Refusal: 1 }

/** All that an expression may say; null where nothing of it stands in the code. */
function waysOf(scope: Scope, expression: Node): Way[] | null {
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
const leftOut = new Set<Node>()

/** Every way of the first, each followed by every way of the second; by one place where those would be too many. */
function joined(first: readonly Way[], second: readonly Way[], place: Part): Way[] {
  const most = second.some((way) => way.every((part) => part === '')) ? MOST_WAYS_WITHOUT : MOST_WAYS
  const isTooMuch = first.length * second.length > most
  if (isTooMuch && typeof place !== 'string') leftOut.add(place.place)
  const next = isTooMuch ? [[place]] : second
  return first.flatMap((way) => next.map((more) => [...way, ...more]))
}

/** The last name in it: `line.sku` is a sku, `listed(names)` are names. */
function nameOf(node: Node): string {
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
function write(way: Way): string {
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

const lineOf = (source: string, at: number): number => source.slice(0, at).split('\n').length

/** As it is said; or a part of it, in files where sentences are put together. */
const SENTENCE = /^(?=.*\p{L}{2}.* ).*[.!?…](?: \{\w+\})*$/su
const PHRASE = /^(?![ ,;(])[^\n]*\p{L}{2}[^\n]*$/u

/** Calls that are handed names: of locks, of things that are not there, of work that is logged. */
const NAMING = /(?:lock|share|notFound|report|add|gid|takeSerials)$/

function isPhrase(module: Module, template: string, above: readonly Node[]): boolean {
  if (!PHRASED.test(module.file) || !PHRASE.test(template) || NAMES.test(template) || !looksSaid(template)) return false
  const [parent] = above.slice(-1)
  return parent?.type !== 'CallExpression' || !NAMING.test(calleeOf(parent.callee))
}

/** A part of a text that is said in full where it stands. */
function isToldInFull(above: readonly Node[]): boolean {
  const at = above.findLastIndex((node) => node.type === 'TemplateLiteral')
  return at >= 0 && !above.slice(at).some((node) => leftOut.has(node))
}

/** What describes a type or an operation stands in the reference alone. */
function isForOthers(file: string, above: readonly Node[]): boolean {
  if (
    above.some((node) => node.type === 'FunctionDeclaration' && ON_THE_COMMAND_LINE.includes(nameOf(node.id as Node)))
  )
    return true
  const property = above.findLast(({ type }) => type === 'Property')
  const name = isNode(property?.key) ? String(property.key.name) : ''
  if (file.startsWith('shared/transactions/')) return name === 'describes'
  return file.startsWith('server/http/operations/') && above.at(-1)?.type === 'Property'
}

/** Names of locks, duties and sources of entries, in files with phrases. */
const NAMES =
  /^(?:(?:day|again|edi(?: \w+)?|change|advice|files of|log of|connector|import|stream|recall|storage|settlement|value|fee-categories|return-freight|shortage-costs) \{|(?:item|location|rule|order|stream) \{\w+\} \{|return-of |order TRANSFER |group \{nth\}|again \{times\}|\{\w+\} (?:\{\w+\} )?cogs|(?:EDI|files) of connector$|costing position$|lot \{sku\}$|Lotline$)/

/** `lines[0].sku: Give text.`: the path of the field is the client's own business. */
const PATH = /^(?:[a-z]\w*|\{\w+\})?(?:\.(?:\w+|\{\w+\})|\[(?:\d+|\{\w+\})\])*: (?=\p{Lu}|\{)/u

/** `{message} Ask the partner.`: what stands in such a place is a sentence of its own. */
const SENTENCE_BEFORE = /^\{\w+\} (?=\p{Lu}\p{Ll})/u

/** `notFound('item')`: the sentence is made where the words are not. */
const saysWhatItIsGiven = (node: Node): boolean =>
  node.type === 'CallExpression' && (node.arguments as Node[]).some((argument) => isText(unwrapped(argument)))

function* sentencesIn(module: Module): Generator<Sentence> {
  for (const [node, above] of walk(module.program)) {
    if (!isText(node) && !saysWhatItIsGiven(node)) continue
    if (standing(node, above) === 'never' || (isText(node) && isToldInFull(above))) continue
    if (isForOthers(module.file, above)) continue
    for (const way of waysOf({ module, given: NOTHING_GIVEN, deep: 0 }, node) ?? []) {
      const template = write(way).replace(PATH, '').replace(SENTENCE_BEFORE, '')
      if (SENTENCE.test(template) || (isText(node) && isPhrase(module, template, above)))
        yield { template, file: module.file, line: lineOf(module.source, node.start) }
    }
  }
}

/** Two that differ by the names of their places are one, where the same may stand in them. */
const shapeOf = (template: string): string => template.replace(/\{(\w+)\}/g, (_, name) => `{${placeKind(name)[0]}}`)

const LETTERS = /\p{L}{2}/u

/** By template, in the order of the alphabet. */
export function sentences(): Sentence[] {
  const heard = [...modules.values()].filter(({ file }) => !NOT_HEARD.test(file))
  // What stays a place is known once every sentence has been looked at.
  for (const module of heard) [...sentencesIn(module)]
  const found = heard.flatMap((module) => [...sentencesIn(module)])
  const byShape = new Map<string, Sentence>()
  for (const one of found.toSorted((a, b) => (a.template < b.template ? -1 : 1))) {
    if (!LETTERS.test(shapeOf(one.template)) || /^\s|\s$/.test(one.template)) continue
    const shape = shapeOf(one.template)
    if (!byShape.has(shape)) byShape.set(shape, one)
  }
  return [...byShape.values()]
}
