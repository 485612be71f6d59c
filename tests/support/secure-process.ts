/** The product as a process that serves HTTPS, over a folder of its own, and what it says. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const LOTLINE = new URL('../../server/cli/lotline.mjs', import.meta.url).pathname
/** Without the look for newer sources: a command was run before. */
const SERVE_BUILT = new URL('../contract/durability/serve.mjs', import.meta.url).pathname
const run = promisify(execFile)

export interface SecureProcess {
  folder: string
  /** Of the last start. */
  http: string
  httpsPort: number
  /** Everything that it wrote. */
  said(): string
  /** After a command, which builds. Resolves to its exit code where it ends before it serves, else to null. */
  start(env?: NodeJS.ProcessEnv): Promise<number | null>
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>
  command(words: readonly string[], env?: NodeJS.ProcessEnv): Promise<{ code: number; out: string }>
  close(): Promise<void>
}

export function secureProcess(settings: NodeJS.ProcessEnv = {}): SecureProcess {
  const folder = mkdtempSync(join(tmpdir(), 'lotline-tls-'))
  const own = { PORT: '0', LOTLINE_HTTPS_PORT: '0', LOTLINE_DATA_DIR: folder, ...settings }
  const { LOTLINE_DATABASE: _, ...inherited } = process.env
  let child: ChildProcess | null = null
  let said = ''
  const server: SecureProcess = {
    folder,
    http: '',
    httpsPort: 0,
    said: () => said,
    start(env = {}) {
      const started = spawn(process.execPath, [SERVE_BUILT], { env: { ...inherited, ...own, ...env } })
      child = started
      said = ''
      return new Promise((resolve) => {
        const hear = (text: Buffer) => {
          said += text.toString()
          const port = /http:\/\/localhost:(\d+)/.exec(said)?.[1]
          const secure = /serves https:\/\/[^:]+:(\d+)/.exec(said)?.[1]
          if (port === undefined || secure === undefined) return
          server.http = `http://127.0.0.1:${port}`
          server.httpsPort = Number(secure)
          resolve(null)
        }
        started.stdout.on('data', hear)
        started.stderr.on('data', hear)
        started.once('exit', (code) => resolve(code))
      })
    },
    async stop() {
      const ending = child
      child = null
      if (!ending || ending.exitCode !== null) return ending?.exitCode ?? null
      const gone = new Promise<number | null>((resolve) => ending.once('exit', resolve))
      ending.kill('SIGTERM')
      return gone
    },
    async command(words, env = {}) {
      try {
        const { stdout, stderr } = await run(process.execPath, [LOTLINE, ...words], {
          env: { ...inherited, ...own, ...env },
        })
        return { code: 0, out: stdout + stderr }
      } catch (error) {
        const { code, stdout = '', stderr = '' } = error as { code?: number; stdout?: string; stderr?: string }
        return { code: code ?? -1, out: stdout + stderr }
      }
    },
    async close() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return server
}
