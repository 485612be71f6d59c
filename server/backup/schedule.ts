/** Backups by themselves: one each day by a process of its own, so that nobody waits for it; old ones are let go. */
import { execFile } from 'node:child_process'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { type Manifest, manifestOf, readManifest } from './manifest.ts'
import { forgetPhotos } from './photos.ts'
import { keptOf } from './rotation.ts'

const run = promisify(execFile)
const DAY_MS = 86_400_000
const NAME = /^lotline-[\dTZ-]+\.db$/

export interface Schedule {
  /** Takes one where the newest is a day old. Returns when the newest was taken; null: there is none. */
  step(): Promise<number | null>
}

export interface ScheduleWanted {
  folder: string
  /** The command line's own file. */
  program: string
  now(): number
  report(error: unknown, about: string): void
  /** Aborted: a backup that is being taken is left; without its manifest it is none. */
  signal?: AbortSignal
}

export function createSchedule({ folder, program, now, report, signal }: ScheduleWanted): Schedule {
  return {
    async step() {
      const before = await backupsIn(folder)
      const newest = Math.max(Number.NEGATIVE_INFINITY, ...before.map(({ takenAt }) => takenAt))
      if (now() - newest < DAY_MS) return newest
      const file = join(folder, `lotline-${new Date(now()).toISOString().replace(/[:.]/g, '-')}.db`)
      try {
        await run(process.execPath, [program, 'backup', file], signal ? { signal } : {})
        await rotate(folder, now())
      } catch (error) {
        if (signal?.aborted) await rm(`${file}.part`, { force: true })
        else report(error, 'the backup')
        return Number.isFinite(newest) ? newest : null
      }
      return Date.parse((await readManifest(file)).takenAt)
    },
  }
}

interface Taken {
  file: string
  manifest: Manifest
  takenAt: number
}

/** Those that are whole: what has no manifest, or not its name, is no backup. */
export async function backupsIn(folder: string): Promise<Taken[]> {
  const found: Taken[] = []
  for (const name of await readdir(folder).catch(() => [])) {
    const file = join(folder, name)
    const manifest = NAME.test(name) ? await readManifest(file).catch(() => null) : null
    if (manifest) found.push({ file, manifest, takenAt: Date.parse(manifest.takenAt) })
  }
  return found
}

async function rotate(folder: string, now: number): Promise<void> {
  const all = await backupsIn(folder)
  const kept = new Set(keptOf(all, now))
  const gone = all.filter((backup) => !kept.has(backup))
  if (gone.length === 0) return
  for (const { file } of gone) {
    await rm(file, { force: true })
    await rm(manifestOf(file), { force: true })
  }
  await forgetPhotos(join(folder, 'attachments'), new Set([...kept].flatMap(({ file }) => photosOf(file))))
}

function photosOf(file: string): string[] {
  const database = new Database(file, { readonly: true })
  try {
    return database.prepare('SELECT sha256 FROM attachments').pluck().all() as string[]
  } finally {
    database.close()
  }
}
