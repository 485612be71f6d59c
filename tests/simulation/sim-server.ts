/**
 * The real server over a real database, which can crash around every commit, and be put back to what it was when a backup was
 * taken. Which database it is stands behind `SimStore`.
 */

import type { Hono } from 'hono'
import type { Attachments } from '../../server/attachments/folder.ts'
import { createRollOver } from '../../server/availability/roll-over.ts'
import { createVault } from '../../server/channels/vault.ts'
import type { Sources, Work } from '../../server/db/work.ts'
import { ensureEpoch } from '../../server/feed/epoch.ts'
import { createApp } from '../../server/http/app.ts'

export class ServerCrash extends Error {}

export type When = 'before' | 'after'

/** Called around each commit; throws where the process goes. */
export interface CrashPoints {
  beforeCommit(): void
  afterCommit(): void
}

/** A database that outlives the process, with the photos beside it. */
export interface SimStore {
  open(points: CrashPoints): Work
  attachments(): Attachments
  /** The process is gone at this moment: only what is durable is there for the next one. */
  crashed(): void
  /** Null: this kind of database is not backed up by us. */
  readonly backups: {
    /** `to`: a file of its own, which is not restored. */
    take(now: number, to?: string): Promise<void>
    /** The newest one. */
    restore(losesPhotos: boolean): Promise<void>
  } | null
  /** Until the feed has everything that is committed. */
  settled(work: Work): Promise<void>
  close(): Promise<void>
}

export interface SimServer {
  readonly work: Work
  readonly attachments: Attachments
  readonly faults: unknown[]
  fetch(request: Request): Promise<Response>
  /** The nth commit from now on, counted from nought, crashes the process, before or after it reached the disk. */
  crashAtCommit(when: When, nth: number): void
  readonly crashed: boolean
  /** How often it crashed, by when. */
  readonly crashes: Readonly<Record<When, number>>
  /** Requests that reached it, ever. */
  readonly served: number
  /** False where there are no backups. */
  backUp(): Promise<boolean>
  restoreBackup(losesPhotos: boolean): Promise<void>
  restart(): Promise<void>
  settled(): Promise<void>
  close(): Promise<void>
}

export async function startSimServer(store: SimStore, sources: Sources): Promise<SimServer> {
  let plan: { when: When; left: number } | null = null
  let crashed = false
  let served = 0
  const crashes = { before: 0, after: 0 }
  const faults: unknown[] = []
  let work: Work
  let app: Hono
  const retired: Work[] = []

  const crashIf = (when: When) => () => {
    if (crashed) throw new ServerCrash('The process is gone.')
    if (plan?.when !== when || plan.left-- > 0) return
    plan = null
    crashed = true
    crashes[when] += 1
    store.crashed()
    throw new ServerCrash(`Crashed ${when} a commit.`)
  }

  async function boot(): Promise<void> {
    work = store.open({ beforeCommit: crashIf('before'), afterCommit: crashIf('after') })
    app = createApp({
      work,
      attachments: store.attachments(),
      vault: createVault(undefined),
      day: createRollOver(work, sources.now),
      epoch: await ensureEpoch(work),
      now: sources.now,
      report: (error) => void (crashed || faults.push(error)),
    })
  }

  await boot()
  return {
    get work() {
      return work
    },
    get attachments() {
      return store.attachments()
    },
    faults,
    crashes,
    async fetch(request) {
      if (crashed) throw new ServerCrash('The server is down.')
      served += 1
      const response = await app.fetch(request)
      // An answer that was being written when the process went never left it.
      if (crashed) throw new ServerCrash('The server went down.')
      return response
    },
    crashAtCommit(when, nth) {
      plan = { when, left: nth }
    },
    get crashed() {
      return crashed
    },
    get served() {
      return served
    },
    async backUp() {
      await store.backups?.take(sources.now())
      return store.backups !== null
    },
    async restoreBackup(losesPhotos) {
      plan = null
      crashed = false
      await work.close()
      await store.backups?.restore(losesPhotos)
      await boot()
    },
    async restart() {
      plan = null
      if (!crashed) return
      retired.push(work)
      crashed = false
      await boot()
    },
    settled: () => store.settled(work),
    async close() {
      for (const open of [...retired, work]) await open.close()
      await store.close()
    },
  }
}
