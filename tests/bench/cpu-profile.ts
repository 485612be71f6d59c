/** What a profile of the server says: time by statement, and by module where it is not in a statement. */
import { existsSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { fileURLToPath } from 'node:url'

interface ProfileNode {
  id: number
  callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number }
  children?: number[]
}

interface Profile {
  nodes: ProfileNode[]
  samples: number[]
  /** Microseconds since the sample before. */
  timeDeltas: number[]
}

export interface Cost {
  what: string
  ms: number
  /** Of the time in which the server's thread did something. */
  share: number
}

export interface Costs {
  busyMs: number
  idleMs: number
  /** Modules of the server and of others; SQLite as one. */
  groups: Cost[]
  /** SQLite's time, by statement. */
  statements: Cost[]
  functions: Cost[]
}

export const SQLITE = 'SQLite (native), with the disk'

export function readCosts(file: string): Costs {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as Profile
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const parentOf = (node: ProfileNode): ProfileNode | undefined => byId.get(parents.get(node.id) ?? -1)
  const maps: Maps = new Map()
  const self = new Map<number, number>()
  for (const [index, id] of samples.entries()) self.set(id, (self.get(id) ?? 0) + (timeDeltas[index] ?? 0) / 1_000)

  const sums = {
    groups: new Map<string, number>(),
    statements: new Map<string, number>(),
    functions: new Map<string, number>(),
  }
  const add = (to: Map<string, number>, what: string, ms: number) => void to.set(what, (to.get(what) ?? 0) + ms)
  let busyMs = 0
  let idleMs = 0
  for (const [id, ms] of self) {
    const node = byId.get(id) as ProfileNode
    // To begin and end a profile is no work of the server's.
    if (node.callFrame.url === 'node:inspector') continue
    if (node.callFrame.functionName === '(idle)') {
      idleMs += ms
      continue
    }
    busyMs += ms
    const statement = statementOf(node, parentOf)
    if (statement !== undefined) {
      add(sums.groups, SQLITE, ms)
      add(sums.statements, statement, ms)
      continue
    }
    const group = groupOf(node, parentOf, maps)
    add(sums.groups, group, ms)
    add(sums.functions, `${node.callFrame.functionName || '(anonymous)'} – ${group}`, ms)
  }
  const sorted = (of: Map<string, number>): Cost[] =>
    [...of].map(([what, ms]) => ({ what, ms, share: ms / busyMs })).sort((a, b) => b.ms - a.ms)
  return {
    busyMs,
    idleMs,
    groups: sorted(sums.groups),
    statements: sorted(sums.statements),
    functions: sorted(sums.functions),
  }
}

type Maps = Map<string, SourceMap | undefined>

type ParentOf = (node: ProfileNode) => ProfileNode | undefined

function statementOf(from: ProfileNode, parentOf: ParentOf): string | undefined {
  for (let node: ProfileNode | undefined = from; node; node = parentOf(node))
    if (node.callFrame.functionName.startsWith('SQL ')) return shortened(node.callFrame.functionName.slice(4))
  return undefined
}

/** `insert stock on conflict`, `select inbox by id`: what it does to which table, and how it finds the rows. */
export function shortened(sql: string): string {
  const text = sql.replace(/\s+/g, ' ').replaceAll('"', '')
  const written = /^(insert into|update|delete from) (\w+)/i.exec(text)
  if (written)
    return `${written[1]?.split(' ')[0]?.toLowerCase()} ${written[2]}${/ on conflict /i.test(text) ? ' or add to it' : ''}`
  const read = /^select .*? from (\w+)/i.exec(text)
  if (!read) return text.slice(0, 60)
  const table = read[1] ?? ''
  const where = text.split(/ where /i)[1] ?? ''
  const columns = [...where.matchAll(/(?:\w+\.)?(\w+) (?:=|>|>=|in|is) /g)].map(([, column]) => column)
  return `select ${table}${columns.length > 0 ? ` by ${[...new Set(columns)].join(', ')}` : ''}`
}

function groupOf(from: ProfileNode, parentOf: ParentOf, maps: Maps): string {
  const own = from.callFrame.functionName
  if (own === '(garbage collector)') return 'garbage collection'
  if (own === '(program)') return 'outside JavaScript: system calls, compiling'
  // A native function has no file: it works for whoever calls it.
  let node: ProfileNode | undefined = from
  while (node && node.callFrame.url === '') node = parentOf(node)
  if (!node) return 'event loop'
  const { url } = node.callFrame
  const installed = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]
  if (installed) return installed
  if (url.startsWith('node:')) return nodeGroup(url)
  return moduleOf(node.callFrame, maps)
}

function nodeGroup(url: string): string {
  if (/http|net|stream|tls|undici|buffer|fetch/.test(url)) return "Node's HTTP and sockets"
  if (/crypto/.test(url)) return "Node's hashes"
  if (/timers|task_queues|promise|async_hooks|process/.test(url)) return "Node's timers and promises"
  return "Node's other modules"
}

/** The bundle's map says where each of its lines comes from. */
function moduleOf({ url, lineNumber, columnNumber }: ProfileNode['callFrame'], maps: Maps): string {
  if (!url.startsWith('file:')) return url
  if (!maps.has(url)) maps.set(url, mapOf(url))
  const entry = maps.get(url)?.findEntry(lineNumber, columnNumber)
  const source = entry && 'originalSource' in entry ? entry.originalSource : ''
  const own = /(?:^|\/)((?:server|shared)\/.+)$/.exec(source)?.[1]
  if (own === undefined) return 'the server, elsewhere'
  return own.split('/').slice(0, 2).join('/')
}

function mapOf(url: string): SourceMap | undefined {
  const file = `${fileURLToPath(url)}.map`
  return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

export function costsText({ busyMs, idleMs, groups, statements, functions }: Costs): string {
  const most = (costs: readonly Cost[], count: number) =>
    costs
      .slice(0, count)
      .map(
        ({ what, ms, share }) =>
          `  ${(share * 100).toFixed(1).padStart(5)} %  ${ms.toFixed(0).padStart(6)} ms  ${what}`,
      )
  return [
    `${busyMs.toFixed(0)} ms busy, ${idleMs.toFixed(0)} ms idle`,
    'by module:',
    ...most(groups, 14),
    'SQLite by statement:',
    ...most(statements, 12),
    'the rest by function:',
    ...most(functions, 16),
  ].join('\n')
}
