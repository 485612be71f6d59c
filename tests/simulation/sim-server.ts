/**
 * The real server over real SQLite, which can crash around every commit. A crash leaves what is on the disk at that
 * moment: the files are copied without closing the database, so nothing that was only in memory survives.
 */

import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { type Attachments, openAttachments } from '../../server/attachments/folder.ts'
import { createApiToken } from '../../server/auth/api-tokens.ts'
import { createRollOver } from '../../server/availability/roll-over.ts'
import { createVault } from '../../server/channels/vault.ts'
import { migrate } from '../../server/db/migrate.ts'
import { openSqliteWork } from '../../server/db/sqlite/writer.ts'
import type { Sources, Work } from '../../server/db/work.ts'
import { ensureEpoch } from '../../server/feed/epoch.ts'
import { createApp } from '../../server/http/app.ts'
import { putWarehouse } from '../../server/master/warehouses.ts'
import { MIGRATIONS } from '../support/migrations.ts'

/** In memory where the machine has such a folder: what is tested is order and atomicity; tests/contract/durability shows the syncs. */
const DISK = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

export class ServerCrash extends Error {}

export interface SimServer {
  readonly work: Work
  readonly adminToken: string
  readonly attachments: Attachments
  readonly faults: unknown[]
  fetch(request: Request): Promise<Response>
  /** The next commit crashes the process, before or after it reached the disk. */
  crashAtCommit(when: 'before' | 'after'): void
  readonly crashed: boolean
  /** Requests that reached it, ever. */
  readonly served: number
  restart(): Promise<void>
  close(): Promise<void>
}

let template: string | undefined

/** Migrations run once per test process; each seed starts from a copy. */
async function templateDatabase(): Promise<string> {
  if (template === undefined) {
    const file = join(mkdtempSync(join(DISK, 'lotline-sim-')), 'template.db')
    await migrate(file, MIGRATIONS)
    template = file
  }
  return template
}

export async function startSimServer(sources: Sources): Promise<SimServer> {
  const folder = mkdtempSync(join(DISK, 'lotline-sim-'))
  // Files are written through, and none is written over: what a crash leaves of them is what is there.
  const attachments = openAttachments(join(folder, 'attachments'))
  let life = 0
  const file = () => join(folder, String(life), 'lotline.db')
  mkdirSync(join(folder, '0'))
  copyFileSync(await templateDatabase(), file())
  let plan: 'before' | 'after' | null = null
  let crashed = false
  let served = 0
  const faults: unknown[] = []
  let work: Work
  let app: Hono
  const retired: Work[] = []

  const crashIf = (when: 'before' | 'after') => () => {
    if (crashed) throw new ServerCrash('The process is gone.')
    if (plan !== when) return
    plan = null
    crashed = true
    saveDisk()
    throw new ServerCrash(`Crashed ${when} a commit.`)
  }

  function saveDisk(): void {
    mkdirSync(join(folder, String(life + 1)))
    for (const suffix of ['', '-wal']) {
      const from = `${file()}${suffix}`
      if (existsSync(from)) copyFileSync(from, join(folder, String(life + 1), `lotline.db${suffix}`))
    }
  }

  async function boot(): Promise<Work> {
    work = openSqliteWork(file(), sources, { beforeCommit: crashIf('before'), afterCommit: crashIf('after') })
    const epoch = await ensureEpoch(work)
    app = createApp({
      work,
      attachments,
      vault: createVault(undefined),
      day: createRollOver(work, sources.now),
      epoch,
      now: sources.now,
      report: (error) => void (crashed || faults.push(error)),
    })
    return work
  }

  const first = await boot()
  await first.run([], (tx) => putWarehouse(tx, 'MAIN', { name: 'Main', timeZone: 'UTC', currency: 'USD' }))
  const adminToken = await first.run([], (tx) => createApiToken(tx, 'admin', 'simulation'))

  return {
    get work() {
      return work
    },
    adminToken,
    attachments,
    faults,
    async fetch(request) {
      if (crashed) throw new ServerCrash('The server is down.')
      served += 1
      const response = await app.fetch(request)
      // An answer that was being written when the process went never left it.
      if (crashed) throw new ServerCrash('The server went down.')
      return response
    },
    crashAtCommit(when) {
      plan = when
    },
    get crashed() {
      return crashed
    },
    get served() {
      return served
    },
    async restart() {
      plan = null
      if (!crashed) return
      retired.push(work)
      life += 1
      crashed = false
      await boot()
    },
    async close() {
      for (const open of [...retired, work]) await open.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
