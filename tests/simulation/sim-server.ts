/**
 * The real server over a real database, which can crash around every commit, and be put back to what it was when a backup was
 * taken. Which database it is, and how many processes share it, stands behind `SimStore`: each request goes to the next of those
 * that live, and one that crashes takes only its own requests with it.
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
  /** How many serve it at once. */
  readonly processes: number
  open(points: CrashPoints): Work
  attachments(): Attachments
  /** A process is gone at this moment: only what is durable is there for the next one. What it had open is the store's to close. */
  crashed(work: Work): void
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
  /** Of a process that lives. */
  readonly work: Work
  readonly attachments: Attachments
  readonly faults: unknown[]
  fetch(request: Request): Promise<Response>
  /** The nth commit from now on, counted from nought, crashes its process, before or after it reached the disk. */
  crashAtCommit(when: When, nth: number): void
  /** Whether a process is down. */
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

interface Process {
  work: Work
  app: Hono
  isDown: boolean
}

export async function startSimServer(store: SimStore, sources: Sources): Promise<SimServer> {
  let plan: { when: When; left: number } | null = null
  let served = 0
  const crashes = { before: 0, after: 0 }
  const faults: unknown[] = []

  async function boot(): Promise<Process> {
    const own: Process = { isDown: false } as Process
    const crashIf = (when: When) => () => {
      if (own.isDown) throw new ServerCrash('The process is gone.')
      if (plan?.when !== when || plan.left-- > 0) return
      plan = null
      own.isDown = true
      crashes[when] += 1
      store.crashed(own.work)
      throw new ServerCrash(`Crashed ${when} a commit.`)
    }
    own.work = store.open({ beforeCommit: crashIf('before'), afterCommit: crashIf('after') })
    own.app = createApp({
      work: own.work,
      attachments: store.attachments(),
      vault: createVault(undefined),
      day: createRollOver(own.work, sources.now),
      epoch: await ensureEpoch(own.work),
      now: sources.now,
      report: (error) => void (own.isDown || faults.push(error)),
    })
    return own
  }

  let processes: Process[] = []
  async function bootAll(): Promise<void> {
    processes = []
    while (processes.length < store.processes) processes.push(await boot())
  }

  /** The next in turn that lives. */
  function living(turn: number): Process {
    const alive = processes.filter(({ isDown }) => !isDown)
    const one = alive[turn % alive.length]
    if (!one) throw new ServerCrash('The server is down.')
    return one
  }

  await bootAll()
  return {
    get work() {
      return living(0).work
    },
    get attachments() {
      return store.attachments()
    },
    faults,
    crashes,
    async fetch(request) {
      const process = living(served)
      served += 1
      const response = await process.app.fetch(request)
      // An answer that was being written when the process went never left it.
      if (process.isDown) throw new ServerCrash('The server went down.')
      return response
    },
    crashAtCommit(when, nth) {
      plan = { when, left: nth }
    },
    get crashed() {
      return processes.some(({ isDown }) => isDown)
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
      for (const { work } of processes) await work.close()
      await store.backups?.restore(losesPhotos)
      await bootAll()
    },
    async restart() {
      plan = null
      for (const [index, { isDown }] of processes.entries()) if (isDown) processes[index] = await boot()
    },
    settled: () => store.settled(living(0).work),
    async close() {
      for (const { work, isDown } of processes) if (!isDown) await work.close()
      await store.close()
    },
  }
}
