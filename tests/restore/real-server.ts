/** The built server as a process over a folder of its own, which can be killed, and the command line over the same data. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'vitest'
import { FAST_FOLDER } from '../support/fast-folder.ts'

const LOTLINE = new URL('../../server/cli/lotline.mjs', import.meta.url).pathname
const run = promisify(execFile)

export interface RealServer {
  /** The command line's file. */
  program: string
  folder: string
  database: string
  attachments: string
  readonly url: string
  token: string
  start(): Promise<void>
  /** At once, as when the power goes. */
  kill(): Promise<void>
  command(...words: string[]): Promise<{ code: number; out: string }>
  api<Body = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Body>
  close(): Promise<void>
}

export async function openRealServer(): Promise<RealServer> {
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-restore-'))
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: '0',
    LOTLINE_DATA_DIR: folder,
    // Platforms of tests are on this machine.
    LOTLINE_OUTGOING_ALLOW: '127.0.0.0/8, ::1',
    LOTLINE_SECRET_KEY: 'of tests only, and long enough for a key',
  }
  delete env.LOTLINE_DATABASE
  env.LOTLINE_LOG_LEVEL = 'error'
  let child: ChildProcess | null = null
  let url = ''
  const server: RealServer = {
    program: LOTLINE,
    folder,
    database: join(folder, 'lotline.db'),
    attachments: join(folder, 'attachments'),
    get url() {
      return url
    },
    token: '',
    async start() {
      const started = spawn(process.execPath, [LOTLINE, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
      child = started
      url = await new Promise<string>((resolve, reject) => {
        started.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)))
        started.stdout?.on('data', (text: Buffer) => {
          const found = /http:\/\/localhost:(\d+)/.exec(text.toString())
          if (found) resolve(`http://127.0.0.1:${found[1]}`)
        })
      })
    },
    async kill() {
      const ending = child
      child = null
      if (!ending || ending.exitCode !== null) return
      const gone = new Promise((resolve) => ending.once('exit', resolve))
      ending.kill('SIGKILL')
      await gone
    },
    async command(...words) {
      try {
        const { stdout, stderr } = await run(process.execPath, [LOTLINE, ...words], { env })
        return { code: 0, out: stdout + stderr }
      } catch (error) {
        const { code, stdout = '', stderr = '' } = error as { code?: number; stdout?: string; stderr?: string }
        return { code: code ?? -1, out: stdout + stderr }
      }
    },
    async api<Body>(method: string, path: string, body?: unknown) {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
      })
      const text = await response.text()
      expect(response.status, `${method} ${path}: ${text}`).toBeLessThan(300)
      return JSON.parse(text) as Body
    },
    async close() {
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  // Only the key goes to standard output.
  const { stdout } = await run(process.execPath, [LOTLINE, 'token', 'create', '--role', 'admin'], { env })
  server.token = stdout.trim()
  await server.start()
  return server
}
