/** The built server in a process of its own, in production mode, over a fresh folder on a real disk. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const run = promisify(execFile)
const READY_WITHIN_MS = 30_000

export interface CapturedStatement {
  kind: 'read' | 'write'
  /** With the values in place. */
  sql: string
}

export interface BenchServer {
  url: string
  port: number
  token: string
  folder: string
  databaseFile: string
  /** One call of the API with the admin's key. Throws unless it succeeds. */
  api<Body = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Body>
  /** Another command of the command line over the same data; its output. Throws with it where the command fails. */
  command(...words: string[]): Promise<string>
  /** Of the server that runs. */
  pid(): number
  /** The code that it ended with; null: it did not run, or a signal ended it. */
  stop(): Promise<number | null>
  start(): Promise<void>
  /** Stops it and deletes its data. */
  close(): Promise<void>
  /** Where a server that is profiled writes its profile at the second signal of each pair. */
  profileFile: string
  /** Statements run since the last call; only of a server that captures. */
  captured(): CapturedStatement[]
}

export interface ServerOptions {
  /** Tells what it asks its database: SQLite, or PostgreSQL. */
  capture?: boolean | 'postgres'
  /** Another database than a file of its own. */
  database?: string
  /** Begins with this database, which no process has open. */
  copyOf?: string
  /** For node itself, such as --cpu-prof. */
  nodeFlags?: readonly string[]
  /** Profiles itself between two signals: see profiled.cjs. */
  profiled?: boolean
}

export async function startServer(options: ServerOptions = {}): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'lotline-bench-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const captureFile = join(folder, 'statements.jsonl')
  const profileFile = join(folder, 'server.cpuprofile')
  const logFile = join(folder, 'server.log')
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(port),
    LOTLINE_DATA_DIR: folder,
    // Platforms of the bench are on this machine.
    LOTLINE_OUTGOING_ALLOW: '127.0.0.0/8, ::1',
    LOTLINE_DATABASE: options.database ?? join(folder, 'lotline.db'),
    LOTLINE_SECRET_KEY: 'of benches only, and 40 characters long!',
    LOTLINE_BENCH_CAPTURE: captureFile,
    LOTLINE_BENCH_PROFILE: profileFile,
  }
  if (options.copyOf !== undefined) copyFileSync(options.copyOf, env.LOTLINE_DATABASE as string)
  const capture = options.capture === 'postgres' ? './capture-pg.cjs' : './capture.cjs'
  const flags = [
    ...(options.nodeFlags ?? []),
    ...(options.capture ? ['--require', here(capture)] : []),
    ...(options.profiled ? ['--require', here('./profiled.cjs')] : []),
  ]
  let child: ChildProcess | null = null

  const server: BenchServer = {
    url,
    port,
    token: '',
    folder,
    databaseFile: join(folder, 'lotline.db'),
    profileFile,
    async api<Body>(method: string, path: string, body?: unknown) {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
      })
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      return (await response.json()) as Body
    },
    async command(...words) {
      try {
        return (await run(process.execPath, [here('./serve.mjs'), ...words], { env })).stdout
      } catch (error) {
        const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
        throw new Error(`lotline ${words[0]} failed:\n${stdout}${stderr}`, { cause: error })
      }
    },
    pid: () => child?.pid ?? 0,
    async start() {
      child = spawn(process.execPath, [...flags, here('./serve.mjs'), 'serve'], {
        env,
        // The log goes where it costs what it does in use, and nobody has to read past it.
        stdio: ['ignore', 'ignore', openSync(logFile, 'a')],
      })
      await ready(url, child, logFile)
    },
    async stop() {
      const ending = child
      child = null
      if (!ending || ending.exitCode !== null) return ending?.exitCode ?? null
      const gone = new Promise((resolve) => ending.once('exit', resolve))
      ending.kill('SIGTERM')
      await gone
      return ending.exitCode
    },
    async close() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
    captured() {
      const lines = existsSync(captureFile) ? readFileSync(captureFile, 'utf8').split('\n').filter(Boolean) : []
      writeFileSync(captureFile, '')
      return lines.map((line) => JSON.parse(line) as CapturedStatement)
    },
  }
  // Also where a part ran out of time, and nobody came to close it.
  process.once('exit', () => {
    child?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })
  server.token = (await server.command('token', 'create', '--role', 'admin', '--name', 'bench')).trim()
  await server.start()
  return server
}

async function ready(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS
  while (Date.now() < deadline) {
    if (child.exitCode !== null)
      throw new Error(`The server ended with ${child.exitCode} before it was ready.\n${readFileSync(logFile, 'utf8')}`)
    const response = await fetch(`${url}/readyz`).catch(() => null)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The server at ${url} was not ready within ${READY_WITHIN_MS} ms.`)
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
