/** The product as a user runs it: a real process, killed and started again at will, over data that stay. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { audit } from '../../server/audit/audit.ts'
import { createApiToken } from '../../server/auth/api-tokens.ts'
import { openWork } from '../../server/db/open.ts'
import type { Work } from '../../server/db/work.ts'
import { systemSources } from './database.ts'
import { copyDemo } from './demo-template.ts'
import { FAST_FOLDER } from './fast-folder.ts'
import { freePort } from './free-port.ts'

const LOTLINE = new URL('../../server/cli/lotline.mjs', import.meta.url).pathname
const SERVE_BUILT = new URL('../contract/durability/serve.mjs', import.meta.url).pathname
const run = promisify(execFile)
/** It may have to build first. */
const LONGEST_START_MS = 60_000

export interface ServerProcess {
  url: string
  dataFolder: string
  start(): Promise<void>
  /** SIGKILL: no goodbye. */
  kill(): Promise<void>
  /** Runs another command of the command line over the same data. */
  command(...words: string[]): Promise<{ code: number; out: string }>
  /** Another process's view of its database, as a command of the command line has it, without starting one. */
  beside<T>(use: (work: Work) => Promise<T>): Promise<T>
  /** For the API, of an administrator. */
  token(): Promise<string>
  /** What `lotline audit` finds. Empty in a healthy test. */
  findings(): Promise<string[]>
  close(): Promise<void>
}

export interface ServerProcessOptions {
  /** Another database than one of its own: several processes may serve the same PostgreSQL. */
  database?: string
  /** Serves what the last command has built, without app and without a look for newer sources. */
  asBuilt?: boolean
  /** Serves the sample warehouse; `demo.json` in its data folder names the badges. */
  demo?: boolean
  /** What else is set in its environment. `url`: its own address. */
  env?: (url: string) => Record<string, string>
}

export async function createServerProcess(options: ServerProcessOptions = {}): Promise<ServerProcess> {
  const dataFolder = mkdtempSync(join(FAST_FOLDER, 'lotline-e2e-'))
  const port = await freePort()
  const path = options.database ?? (options.demo ? join(dataFolder, 'demo.db') : undefined)
  const database = path === undefined ? {} : { LOTLINE_DATABASE: path }
  // Of the log only what fails: tests say themselves what they did.
  const log = { LOTLINE_LOG: 'text', LOTLINE_LOG_LEVEL: 'error' }
  // Platforms of tests are on this machine.
  const outgoing = { LOTLINE_OUTGOING_ALLOW: '127.0.0.0/8, ::1' }
  const serve = options.asBuilt ? [SERVE_BUILT] : [LOTLINE, options.demo ? 'demo' : 'serve']
  const url = `http://localhost:${port}`
  const own = { PORT: String(port), LOTLINE_DATA_DIR: dataFolder, ...log, ...outgoing, ...database }
  const env = { ...process.env, ...own, ...options.env?.(url) }
  let child: ChildProcess | null = null
  if (options.demo) await copyDemo(dataFolder, (folder) => fillDemo(folder, port, env))

  const server: ServerProcess = {
    url,
    dataFolder,
    async start() {
      child = spawn(process.execPath, serve, { env, stdio: ['ignore', 'ignore', 'inherit'] })
      await answers(`${url}/readyz`, options.demo ? 2 * LONGEST_START_MS : LONGEST_START_MS)
    },
    async kill() {
      const dying = child
      child = null
      if (!dying || dying.exitCode !== null) return
      const gone = new Promise((resolve) => dying.once('exit', resolve))
      dying.kill('SIGKILL')
      await gone
    },
    async command(...words) {
      try {
        return { code: 0, out: (await run(process.execPath, [LOTLINE, ...words], { env })).stdout }
      } catch (error) {
        const failed = error as { code?: number; stdout?: string; stderr?: string }
        return { code: failed.code ?? 1, out: `${failed.stdout ?? ''}${failed.stderr ?? ''}` }
      }
    },
    async beside(use) {
      const work = openWork(path ?? join(dataFolder, 'lotline.db'), systemSources)
      try {
        return await use(work)
      } finally {
        await work.close()
      }
    },
    token: () => server.beside((work) => work.run([], (tx) => createApiToken(tx, 'admin', 'tests'))),
    findings: () => server.beside(async (work) => (await audit(work, Date.now())).findings),
    async close() {
      await server.kill()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
  return server
}

/** Until it serves: then it is filled. */
async function fillDemo(folder: string, port: number, env: NodeJS.ProcessEnv): Promise<void> {
  const own = { LOTLINE_DATA_DIR: folder, LOTLINE_DATABASE: join(folder, 'demo.db') }
  const filling = spawn(process.execPath, [LOTLINE, 'demo'], { env: { ...env, ...own }, stdio: 'ignore' })
  const gone = new Promise((resolve) => filling.once('exit', resolve))
  await answers(`http://localhost:${port}/readyz`, 2 * LONGEST_START_MS)
  filling.kill('SIGTERM')
  await gone
}

async function answers(url: string, longest: number): Promise<void> {
  for (const until = performance.now() + longest; performance.now() < until; ) {
    const response = await fetch(url).catch(() => null)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`${url} does not answer.`)
}
