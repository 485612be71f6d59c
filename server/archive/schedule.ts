/** Archives by themselves: once a month, by a process of its own, so that nobody waits while the file is written. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { inArray } from 'drizzle-orm'
import type { Work } from '../db/work.ts'

const run = promisify(execFile)
const MONTH_MS = 30 * 86_400_000
const DAY_MS = 86_400_000
const DONE = 'archive done'
const TRIED = 'archive tried'

export interface ArchivingWanted {
  work: Work
  /** The command line's own file. */
  program: string
  now(): number
  /** Aborted: what is being written is left; it is none before it has its name. */
  signal: AbortSignal
}

/** Archives where the last time is a month ago. Throws where the command failed; it is tried again the day after: it may leave a file. */
export async function archiveIfDue({ work, program, now, signal }: ArchivingWanted): Promise<void> {
  const last = await work.read(async ({ db, t }) => {
    const rows = await db
      .select()
      .from(t.meta)
      .where(inArray(t.meta.name, [DONE, TRIED]))
    const at = (name: string) => Number(rows.find((row) => row.name === name)?.value ?? 0)
    return { done: at(DONE), tried: at(TRIED) }
  })
  if (now() - last.done < MONTH_MS || now() - last.tried < DAY_MS) return
  try {
    await run(process.execPath, [program, 'archive'], { signal })
  } catch (error) {
    if (signal.aborted) return
    await note(work, TRIED, now())
    throw error
  }
  await note(work, DONE, now())
}

async function note(work: Work, name: string, at: number): Promise<void> {
  const row = { name, value: String(at) }
  await work.run([name], async ({ db, t: { meta } }) => {
    await db.insert(meta).values(row).onConflictDoUpdate({ target: meta.name, set: row })
  })
}
