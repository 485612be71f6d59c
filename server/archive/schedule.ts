/** Archives by themselves: once a month, by a process of its own, so that nobody waits while the file is written. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { eq } from 'drizzle-orm'
import type { Work } from '../db/work.ts'

const run = promisify(execFile)
const MONTH_MS = 30 * 86_400_000
const DONE = 'archive done'

export interface ArchivingWanted {
  work: Work
  /** The command line's own file. */
  program: string
  now(): number
  /** Aborted: what is being written is left; it is none before it has its name. */
  signal: AbortSignal
}

/** Archives where the last time is a month ago. Throws where the command failed; it is tried again at the next look. */
export async function archiveIfDue({ work, program, now, signal }: ArchivingWanted): Promise<void> {
  const last = await work.read(async ({ db, t }) => {
    const [row] = await db.select().from(t.meta).where(eq(t.meta.name, DONE))
    return Number(row?.value ?? 0)
  })
  if (now() - last < MONTH_MS) return
  try {
    await run(process.execPath, [program, 'archive'], { signal })
  } catch (error) {
    if (signal.aborted) return
    throw error
  }
  const row = { name: DONE, value: String(now()) }
  await work.run([DONE], async ({ db, t: { meta } }) => {
    await db.insert(meta).values(row).onConflictDoUpdate({ target: meta.name, set: row })
  })
}
