/** The built server over real files, which can be killed at any moment and started again, and the command line over the same files. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { FAST_FOLDER } from '../support/fast-folder.ts'

// Not from import.meta.url: the command and the test runner load this file from different places.
const ROOT = resolve('.')
const LOTLINE = join(ROOT, 'server/cli/lotline.mjs')
/** Without the look for newer sources, so that a process that is watched or disturbed does nothing but its work. */
const BUILT = join(ROOT, 'tests/bench/serve.mjs')
const run = promisify(execFile)

export interface Reply {
  status: number
  type: string
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server said, and tests look into it.
  body: any
}

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface CrashServer {
  readonly folder: string
  readonly database: string
  readonly token: string
  readonly url: string
  /** Resolves once it says where it serves, or has ended before that. */
  start(env?: NodeJS.ProcessEnv): Promise<Ended | null>
  /** SIGKILL: no goodbye. */
  kill(): Promise<void>
  /** SIGTERM, and how it ended; killed where it does not within ten seconds. */
  stop(): Promise<Ended>
  /** One signal, and no waiting. */
  signal(signal: NodeJS.Signals): void
  /** How it ended by itself; null: it runs. */
  ended(): Ended | null
  /** What it wrote to standard error since it was started. */
  said(): string
  command(words: readonly string[], env?: NodeJS.ProcessEnv): Promise<{ code: number; out: string }>
  /** Throws where no whole answer came: then nobody knows whether it was done. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  /** Throws unless it succeeds. */
  api(method: string, path: string, body?: unknown): Promise<Reply['body']>
  close(): Promise<void>
}

export async function openCrashServer(): Promise<CrashServer> {
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-crash-'))
  // The first command builds.
  const { stdout } = await run(process.execPath, [LOTLINE, 'token', 'create', '--role', 'admin'], {
    env: environmentOf(folder),
  })
  return crashServerOver(folder, stdout.trim())
}

function environmentOf(folder: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: '0',
    LOTLINE_DATA_DIR: folder,
    LOTLINE_LOG_LEVEL: 'error',
  }
  for (const name of ['LOTLINE_DATABASE', 'LOTLINE_ATTACHMENTS', 'LOTLINE_BACKUPS']) delete env[name]
  return env
}

/** Whom the processes run as; undefined: whoever runs the tests. */
export type RunAs = { uid: number; gid: number } | undefined

/** Over files, or a database that `own` names, that are there already. */
export function crashServerOver(
  folder: string,
  token: string,
  as: RunAs = undefined,
  own: NodeJS.ProcessEnv = {},
): CrashServer {
  let child: ChildProcess | null = null
  let url = ''
  let ended: Ended | null = null
  let said = ''

  const gone = (dying: ChildProcess): Promise<void> =>
    new Promise((resolve) => {
      if (dying.exitCode !== null || dying.signalCode !== null) resolve()
      else dying.once('exit', () => resolve())
    })

  const server: CrashServer = {
    folder,
    database: join(folder, 'lotline.db'),
    token,
    get url() {
      return url
    },
    start(env = {}) {
      const started = spawn(process.execPath, [BUILT, 'serve'], {
        env: { ...environmentOf(folder), ...own, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        ...as,
      })
      child = started
      ended = null
      said = ''
      started.stderr?.on('data', (text: Buffer) => {
        said += text.toString()
      })
      return new Promise((resolve) => {
        started.once('close', (code, signal) => {
          if (child === started) ended = { code, signal }
          resolve({ code, signal })
        })
        started.stdout?.on('data', (text: Buffer) => {
          const found = /http:\/\/localhost:(\d+)/.exec(text.toString())
          if (!found) return
          url = `http://127.0.0.1:${found[1]}`
          resolve(null)
        })
      })
    },
    async kill() {
      const dying = child
      if (!dying) return
      dying.kill('SIGKILL')
      await gone(dying)
    },
    async stop() {
      const dying = child
      if (!dying) throw new Error('It does not run.')
      dying.kill('SIGTERM')
      const timer = setTimeout(() => dying.kill('SIGKILL'), 10_000)
      await gone(dying)
      clearTimeout(timer)
      return { code: dying.exitCode, signal: dying.signalCode }
    },
    signal: (signal) => void child?.kill(signal),
    ended: () => ended,
    said: () => said,
    async command(words, env = {}) {
      try {
        const { stdout, stderr } = await run(process.execPath, [BUILT, ...words], {
          env: { ...environmentOf(folder), ...own, ...env },
          ...as,
        })
        return { code: 0, out: stdout + stderr }
      } catch (error) {
        const { code, stdout = '', stderr = '' } = error as { code?: number; stdout?: string; stderr?: string }
        return { code: code ?? -1, out: stdout + stderr }
      }
    },
    async call(method, path, body, headers = {}) {
      const response = await fetch(`${url}${path.startsWith('/api') ? path : `/api/v1${path}`}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(15_000),
      })
      const type = response.headers.get('content-type') ?? ''
      const text = await response.text()
      return { status: response.status, type, body: type.includes('json') ? JSON.parse(text) : text }
    },
    async api(method, path, body) {
      const reply = await server.call(method, path, body)
      if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`)
      return reply.body
    },
    async close() {
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return server
}
