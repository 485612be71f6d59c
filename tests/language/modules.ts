/** The modules of server/ and shared/, and what names stand for in them. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isNode, type Node, parse, walk } from './texts.ts'

const ROOT = new URL('../..', import.meta.url).pathname

export interface Module {
  file: string
  source: string
  program: Node
  /** What names stand for in it: constants and functions, and the function or file that each is declared in. */
  names: Map<string, { node: Node; within: Node }[]>
  imports: Map<string, { file: string; name: string }>
}

const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.ts$/.test(path) && !/\.test\.ts$|\.d\.ts$/.test(path))

export const isFunction = (node: Node): boolean => /Function/.test(node.type)

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

export const modules = new Map(
  [...filesBelow('shared'), ...filesBelow('server')].map((file) => [file, readModule(file)]),
)

/** What a name stands for where it is used, and in which module that is declared. */
export function resolve(module: Module, { name, start }: Node): [Module, Node] | null {
  const own = (module.names.get(String(name)) ?? [])
    .filter(({ within }) => within.start <= start && start <= within.end)
    .toSorted((a, b) => b.within.start - a.within.start)[0]
  if (own) return [module, own.node]
  const from = module.imports.get(String(name))
  const other = from && modules.get(from.file)
  const found = other?.names.get(from?.name ?? '')?.find(({ within }) => within === other.program)
  return other && found ? [other, found.node] : null
}

export const unwrapped = (node: Node): Node =>
  /^(?:TSAsExpression|TSSatisfiesExpression|TSNonNullExpression|ParenthesizedExpression|AwaitExpression|ChainExpression)$/.test(
    node.type,
  )
    ? unwrapped((node.expression ?? node.argument) as Node)
    : node

export const isText = (node: Node): boolean =>
  (node.type === 'Literal' && typeof node.value === 'string') || node.type === 'TemplateLiteral'
