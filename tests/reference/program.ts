/** The server's sources as TypeScript's own compiler reads them. */
import { join } from 'node:path'
import type { Node, SourceFile } from 'typescript/unstable/ast'
import { API, type Checker } from 'typescript/unstable/sync'

export const ROOT = new URL('../..', import.meta.url).pathname

export interface ServerSources {
  checker: Checker
  /** Path from the root, and the file. */
  files: readonly (readonly [string, SourceFile])[]
}

/** Reads all sources, and lets go of the compiler when `use` is through. */
export function withServerSources<T>(use: (sources: ServerSources) => T): T {
  const api = new API({ cwd: ROOT })
  try {
    const config = join(ROOT, 'server/tsconfig.json')
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config)
    if (!project) throw new Error(`${config} cannot be opened.`)
    const paths = project.program
      .getSourceFileNames()
      .filter((path) => path.startsWith(join(ROOT, 'server/')) && !path.includes('/node_modules/'))
      .sort()
    const files = paths.map((path) => {
      const file = project.program.getSourceFile(path)
      if (!file) throw new Error(`${path} cannot be read.`)
      return [path.slice(ROOT.length), file] as const
    })
    return use({ checker: project.checker, files })
  } finally {
    api.close()
  }
}

/** Every node below, this one included, as they stand in the text. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node
  const children: Node[] = []
  node.forEachChild((child) => {
    children.push(child)
  })
  for (const child of children) yield* nodesOf(child)
}
