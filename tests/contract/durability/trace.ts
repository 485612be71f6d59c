/** What a process wrote to its write-ahead log, synced and answered, in order: from strace, or from a preloaded shim. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TraceEvent {
  /** A write counts from its start, a sync from its end. */
  what: 'write' | 'sync' | 'answer'
  path: string
}

export interface Tracer {
  name: string
  /** The command that runs `command` traced into `file`. */
  wrap(command: string[], file: string): { command: string[]; env: Record<string, string> }
  /** Once the process has ended. */
  read(file: string): Promise<TraceEvent[]>
}

const works = (command: string, ...words: string[]): boolean => {
  try {
    execFileSync(command, words, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const CALLS = 'pwrite64,pwritev,write,writev,sendto,sendmsg,fsync,fdatasync'

const strace: Tracer = {
  name: 'strace',
  wrap: (command, file) => ({
    // -D: the traced process is our child and gets our signals; strace itself ignores them.
    command: ['strace', '-D', '-f', '-y', '-s', '16', '-o', file, '-e', `trace=${CALLS}`, ...command],
    env: {},
  }),
  async read(file) {
    // strace ends a little after what it traced.
    for (let tries = 0; tries < 100 && !/\+\+\+ .*\n$/.test(readFileSync(file, 'utf8')); tries++)
      await new Promise((resolve) => setTimeout(resolve, 50))
    return readFileSync(file, 'utf8').split('\n').flatMap(eventOfStrace())
  },
}

/** One line: `PID call(FD<PATH>, …) = RESULT`, or its two halves, `… <unfinished ...>` and `PID <... call resumed>…`. */
export function eventOfStrace(): (line: string) => TraceEvent[] {
  const unfinished = new Map<string, string>()
  return (line) => {
    const resumed = /^(\d+)\s+<\.\.\. f(?:data)?sync resumed>.*= 0$/.exec(line)
    if (resumed) return [{ what: 'sync', path: unfinished.get(resumed[1] ?? '') ?? '' }]
    const [, pid = '', call = '', path = '', rest = ''] = /^(\d+)\s+(\w+)\(\d+<([^>]*)>(.*)$/.exec(line) ?? []
    if (call === 'fsync' || call === 'fdatasync') {
      if (rest.includes('<unfinished')) unfinished.set(pid, path)
      return rest.endsWith('= 0') ? [{ what: 'sync', path }] : []
    }
    if (path.endsWith('-wal')) return [{ what: 'write', path }]
    return rest.includes('"HTTP/1.1 200') ? [{ what: 'answer', path }] : []
  }
}

let library: string | undefined

function compileShim(): string {
  if (library === undefined) {
    library = join(mkdtempSync(join(tmpdir(), 'lotline-shim-')), 'shim.so')
    const source = new URL('shim.c', import.meta.url).pathname
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'])
  }
  return library
}

const shim: Tracer = {
  name: 'a preloaded shim',
  wrap: (command, file) => ({ command, env: { LD_PRELOAD: compileShim(), TRACE_FILE: file } }),
  read: async (file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({
        what: line.slice(0, line.indexOf(' ')) as TraceEvent['what'],
        path: line.slice(line.indexOf(' ') + 1),
      })),
}

/** Both are for Linux; each is used where it is there, so that neither is needed. */
export function availableTracers(): Tracer[] {
  if (process.platform !== 'linux') return []
  return [...(works('strace', 'true') ? [strace] : []), ...(works('cc', '--version') ? [shim] : [])]
}

/** Every answer, from the first write to the log on: what had been written, and not synced, when it left? */
export function checkDurable(events: readonly TraceEvent[]): { answers: number; hasty: number; idle: number } {
  const unsynced = new Set<string>()
  const found = { answers: 0, hasty: 0, idle: 0 }
  let syncs = 0
  for (const { what, path } of events) {
    if (what === 'write') unsynced.add(path)
    if (what === 'sync' && unsynced.delete(path)) syncs += 1
    if (what !== 'answer') continue
    found.answers += 1
    if (unsynced.size > 0) found.hasty += 1
    else if (syncs === 0) found.idle += 1
    syncs = 0
  }
  return found
}
