/** Faults of our own, each told once in the log with the request that met it; a disk that fails is told once a minute. */
import { type Trouble, troubleOf } from '../db/trouble.ts'
import type { Log } from './log.ts'
import { toldError } from './told-error.ts'

export type Report = (error: unknown, about: string, requestId?: string) => void

/** While a disk is full everything fails, each second anew; a log that tells all of it fills what is left. */
const TROUBLE_TOLD_MS = 60_000

export interface ReportDeps {
  log: Log
  now(): number
  /** Each of them, also those that the log leaves out. */
  count(kind: Trouble | 'fault'): void
}

export function createReport({ log, now, count }: ReportDeps): Report {
  const toldAt = new Map<Trouble, number>()
  return (error, about, requestId) => {
    const trouble = troubleOf(error)
    count(trouble ?? 'fault')
    const where = { about, ...(requestId === undefined ? {} : { requestId }) }
    if (trouble === undefined) {
      log.error({ ...where, error: toldError(error) }, 'A fault of our own')
      return
    }
    if (now() - (toldAt.get(trouble) ?? Number.NEGATIVE_INFINITY) < TROUBLE_TOLD_MS) return
    toldAt.set(trouble, now())
    // Where the disk is at fault, a stack says nothing.
    log.error(
      { ...where, trouble, says: error instanceof Error ? error.message : String(error) },
      'The database or its disk is in trouble',
    )
  }
}
