/** What the client's code says to people: texts that go through `t`, and those that do not. */
import { parseSync } from 'vite'

export interface Call {
  text: string
  start: number
  /** Outside of every function: it is said once, when its module is loaded. */
  file: string
}

export interface Loose {
  text: string
  start: number
  end: number
  kind: 'jsx' | 'string' | 'template'
  file: string
  line: number
}

export type Node = { type: string; start: number; end: number } & Record<string, unknown>

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

export function parse(file: string, source: string): Node {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  return program as unknown as Node
}

/** Every node with those above it, outermost first. */
export function* walk(node: Node, above: readonly Node[] = []): Generator<[Node, readonly Node[]]> {
  yield [node, above]
  const below = [...above, node]
  for (const [name, part] of Object.entries(node)) {
    if (name === 'type' || name === 'start' || name === 'end') continue
    for (const one of Array.isArray(part) ? part : [part]) if (isNode(one)) yield* walk(one, below)
  }
}

/** Attributes and properties that people read, or hear. */
const SAID = new Set(
  `label title say detail note hint placeholder alt expected todo scanned word undo help empty heading message confirm caption
  aria-label aria-description aria-roledescription why summary backLabel progress description`.split(/\s+/),
)
/** Attributes that nobody reads, whatever they look like. */
const UNSAID = new Set(
  `className class id key type name kind tone role href src d viewBox inputMode autoComplete method rel target lang dir
  aria-keyshortcuts aria-live aria-labelledby aria-controls data-search style path points transform fill stroke accept pattern`.split(
    /\s+/,
  ),
)
/** Calls whose arguments are for machines. */
const FOR_MACHINES =
  /^(?:t|console\.\w+|\w*\.?(?:addEventListener|removeEventListener|querySelector|querySelectorAll|closest|matches|matchMedia|getItem|setItem|removeItem|getElementById|createElement|createElementNS|setAttribute|getAttribute|getPropertyValue|setProperty|includes|startsWith|endsWith|indexOf|split|replace|replaceAll|match|test|where|orderBy|get|post|put|patch|delete|ask|call|fetch|import|stores|version|table|transaction|toLocaleString|toLocaleDateString|localeCompare|getContext|dispatchEvent|has|append|set|join|padStart|font|fillText))$/

export const calleeOf = (node: unknown): string => {
  if (!isNode(node)) return ''
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return String(node.name)
  if (node.type === 'MemberExpression') return `${calleeOf(node.object)}.${calleeOf(node.property)}`
  if (node.type === 'ChainExpression') return calleeOf(node.expression)
  if (node.type === 'CallExpression') return `${calleeOf(node.callee)}()`
  return ''
}

const LETTERS = /\p{L}{2}/u

/** Two words, or one that begins like a sentence. Codes, paths and keys are not. */
export const looksSaid = (text: string): boolean =>
  LETTERS.test(text) &&
  !/^[/#.@-]|^[a-z]+[-:/]\S*$|^\S+\(|=|--|^[A-Z_]+$|^https?:/.test(text.trim()) &&
  (/\p{L}[,.:;)’']* [(‘“]?\p{L}|\p{L} [–·]|\d \p{L}|\p{L} \{|\} \p{L}{2,}|\}: \{/u.test(text) ||
    /^\p{Lu}\p{Ll}+[.…:!?]?$/u.test(text.trim()) ||
    /…$/.test(text))

export const textOf = (node: Node): string =>
  node.type === 'TemplateLiteral'
    ? (node.quasis as { value: { cooked: string } }[]).map((quasi) => quasi.value.cooked).join('{x}')
    : String(node.value)

const attributeName = (node: Node): string => {
  const { name } = node as unknown as { name: Node }
  return name.type === 'JSXNamespacedName' ? '' : String(name.name)
}

/** Whether the value of `parent` may be the value of its child: not a test, not an operand of a comparison. */
function passes(parent: Node, child: Node): boolean {
  switch (parent.type) {
    case 'ConditionalExpression':
      return child !== parent.test
    case 'LogicalExpression':
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return true
    default:
      return false
  }
}

/** Where it stands: `never` for machines, `always` read by people whatever it says, `perhaps` by its looks. */
export function standing(node: Node, above: readonly Node[]): 'never' | 'always' | 'perhaps' {
  let child = node
  let direct = true
  for (let i = above.length - 1; i >= 0; i--) {
    const parent = above[i] as Node
    if (
      /^(?:Import|Export(?:All|Named))|^TS(?!As|Satisfies|NonNull)/.test(parent.type) &&
      parent.type !== 'ExportNamedDeclaration'
    )
      return 'never'
    if (parent.type === 'SwitchCase' && child === parent.test) return 'never'
    if (parent.type === 'BinaryExpression' && parent.operator !== '+') return 'never'
    if (parent.type === 'MemberExpression' && child === parent.property) return 'never'
    if (parent.type === 'Property' && child === parent.key) return 'never'
    if (
      parent.type === 'CallExpression' &&
      child !== parent.callee &&
      direct &&
      FOR_MACHINES.test(calleeOf(parent.callee))
    )
      return 'never'
    if (parent.type === 'TaggedTemplateExpression') return 'never'
    if (
      parent.type === 'NewExpression' &&
      /^(?:Error|TypeError|RegExp|URL|Intl\.\w+|Worker|URLSearchParams|Set|Map|Workbox)$/.test(calleeOf(parent.callee))
    )
      return 'never'
    if (parent.type === 'JSXAttribute') {
      const name = attributeName(parent)
      if (UNSAID.has(name) || name.startsWith('data-')) return 'never'
      return SAID.has(name) && direct ? 'always' : 'perhaps'
    }
    if (parent.type === 'JSXElement' || parent.type === 'JSXFragment') return direct ? 'always' : 'perhaps'
    if (parent.type === 'Property' && direct) {
      const key = parent.key as Node
      const name = String(key.name ?? key.value)
      if (UNSAID.has(name)) return 'never'
      if (SAID.has(name)) return 'always'
    }
    if (/Function|Declaration|Program|Statement/.test(parent.type)) return 'perhaps'
    direct &&= passes(parent, child)
    child = parent
  }
  return 'perhaps'
}

const lineOf = (source: string, at: number): number => source.slice(0, at).split('\n').length

export function looseTexts(file: string, source: string, program: Node = parse(file, source)): Loose[] {
  const found: Loose[] = []
  for (const [node, above] of walk(program)) {
    const add = (kind: Loose['kind'], text: string) =>
      found.push({ text, kind, start: node.start, end: node.end, file, line: lineOf(source, node.start) })
    if (node.type === 'JSXText' && LETTERS.test(String(node.value))) add('jsx', String(node.value).trim())
    const isText = (node.type === 'Literal' && typeof node.value === 'string') || node.type === 'TemplateLiteral'
    if (!isText || !LETTERS.test(textOf(node).replaceAll('{x}', ''))) continue
    const where = standing(node, above)
    if (where === 'always' || (where === 'perhaps' && looksSaid(textOf(node))))
      add(node.type === 'Literal' ? 'string' : 'template', textOf(node))
  }
  return found
}

/** The texts that are said through `t`. Throws where one is no literal: nobody could translate it. */
export function saidTexts(file: string, source: string, program: Node = parse(file, source)): Call[] {
  const calls: Call[] = []
  for (const [node] of walk(program)) {
    if (node.type !== 'CallExpression' || calleeOf(node.callee) !== 't') continue
    const [first] = node.arguments as Node[]
    if (first?.type !== 'Literal' || typeof first.value !== 'string')
      throw new Error(`${file}:${lineOf(source, node.start)}: t() takes a text, not what makes one.`)
    calls.push({ text: first.value, start: node.start, file })
  }
  return calls
}
