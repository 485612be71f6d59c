/** Whether the server can work: it has read and written a moment ago, and has met no damage. */
import { TROUBLE_WORDS, type Trouble, troubleOf } from '../db/trouble.ts'
import { writeTrial } from '../db/write-trial.ts'
import { Problem } from '../problem.ts'
import type { ServerDeps } from './deps.ts'
import { never } from './stop.ts'

/** Whoever asks more often gets the last answer, where it was yes: everybody may ask, and a trial is a synced write. */
const TRIAL_MS = 5_000

export interface Readiness {
  /** An error that a request met. */
  met(error: unknown): void
  /** Throws a Problem that says why it cannot. */
  check(): Promise<void>
}

export function createReadiness({
  work,
  now,
  report,
  stop = never(),
}: Pick<ServerDeps, 'work' | 'now' | 'report' | 'stop'>): Readiness {
  let damaged = false
  let wroteAt = Number.NEGATIVE_INFINITY
  let trial: Promise<void> | null = null

  async function tryOut(): Promise<void> {
    await work.read(({ db, t }) => db.select({ name: t.meta.name }).from(t.meta).limit(1))
    await writeTrial(work)
    wroteAt = now()
  }

  return {
    met(error) {
      const trouble = troubleOf(error)
      // Damage does not go away by itself: what stands elsewhere may still be read, and must not say that all is well.
      if (trouble === 'database-damaged') damaged = true
      if (trouble !== undefined) wroteAt = Number.NEGATIVE_INFINITY
    },
    async check() {
      if (stop.stopping.aborted) throw isStopping()
      if (damaged) throw unready('database-damaged')
      if (Math.abs(now() - wroteAt) < TRIAL_MS) return
      try {
        trial ??= tryOut().finally(() => {
          trial = null
        })
        await trial
      } catch (error) {
        report(error, 'GET /readyz')
        throw unready(troubleOf(error))
      }
    },
  }
}

export const isStopping = (): Problem =>
  new Problem(503, 'stopping', 'This server is about to stop. Ask again in a moment; nothing was changed.')

const unready = (reason: Trouble | undefined): Problem =>
  reason === undefined
    ? new Problem(503, 'not-ready', 'The database does not answer, or its migrations have not run.')
    : new Problem(503, 'not-ready', TROUBLE_WORDS[reason], { reason })
