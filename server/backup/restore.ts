/**
 * Puts a backup in the place of a database. What stood there is kept aside, and read for what was asked of it since; nothing is
 * changed before the backup is known to be good.
 */
import { constants, copyFile, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { logging } from '../auth/audit-log.ts'
import { migrate } from '../db/migrate.ts'
import { isPostgres, openReading, openWork } from '../db/open.ts'
import type { Sources } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { type BegunAgain, beginAgain } from './begin-again.ts'
import { type LostRequest, requestsSince } from './lost-requests.ts'
import { type Manifest, readManifest, sha256Of } from './manifest.ts'
import { copyPhotos } from './photos.ts'
import { readFilesAgain } from './read-again.ts'
import { refuseInUse } from './refuse-in-use.ts'
import { lookThrough, photosBeside, syncFolder } from './take.ts'

export interface RestoreWanted {
  database: string
  attachments: string
  file: string
  migrations: string
  sources: Sources
}

export interface Restored extends BegunAgain {
  manifest: Manifest
  /** Where what stood there is now; null: nothing did. */
  replaced: string | null
  /** Null: what stood there cannot be read, so that nobody can say. */
  lost: LostRequest[] | null
  /** Photos that the backup names and nobody has. */
  missingPhotos: string[]
  /** Of partners and shops, put back to be read again. */
  files: number
}

/** Throws a Problem where the backup is not good, or the database is in use; then nothing has changed. */
export async function restoreBackup({
  database,
  attachments,
  file,
  migrations,
  sources,
}: RestoreWanted): Promise<Restored> {
  if (isPostgres(database))
    throw new Problem(
      422,
      'not-embedded',
      'This command is of the embedded database. Restore PostgreSQL by its own means, then run `lotline restored TIME`.',
    )
  const manifest = await readManifest(file)
  if ((await sha256Of(file)) !== manifest.sha256)
    throw new Problem(
      422,
      'backup-damaged',
      `${file} is not what was written: its hash differs from that of ${file}.json.`,
    )
  refuseInUse(database)
  const part = `${database}.part`
  try {
    await copyFile(file, part, constants.COPYFILE_FICLONE)
    await migrate(part, migrations)
    const begun = await beginIn(part, Date.parse(manifest.takenAt), sources)
    const { hashes } = await lookThrough(part, sources.now())
    const missingPhotos = await copyPhotos(photosBeside(file), attachments, hashes)
    await closeLog(part)
    const lost = await lostSince(database, Date.parse(manifest.takenAt))
    const replaced = await putAside(database, sources.now())
    await rename(part, database)
    await syncFolder(dirname(database))
    const files = await filesAgain(database, begun.since)
    return { ...begun, manifest, replaced, lost, missingPhotos, files }
  } finally {
    for (const suffix of ['', '-wal', '-shm']) await rm(`${part}${suffix}`, { force: true })
  }
}

async function beginIn(file: string, takenAt: number, sources: Sources): Promise<BegunAgain> {
  const work = openWork(file, sources)
  try {
    const act = {
      by: 'command line',
      name: 'command line',
      act: 'restore',
      details: { takenAt: new Date(takenAt).toISOString() },
    }
    return await logging(work, act).run([], (tx) => beginAgain(tx, takenAt))
  } finally {
    await work.close()
  }
}

/** Everything into the one file, and on the disk. */
async function closeLog(file: string): Promise<void> {
  const database = new Database(file)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  const written = await open(file, 'r+')
  try {
    await written.sync()
  } finally {
    await written.close()
  }
}

async function lostSince(database: string, since: number): Promise<LostRequest[] | null> {
  if (!(await stat(database).catch(() => null))) return null
  try {
    const reading = openReading(database)
    try {
      return await reading.read((reader) => requestsSince(reader, since))
    } finally {
      await reading.close()
    }
  } catch {
    return null
  }
}

async function filesAgain(database: string, since: number): Promise<number> {
  const reading = openReading(database)
  try {
    return await reading.read((reader) => readFilesAgain(reader, since))
  } finally {
    await reading.close()
  }
}

async function putAside(database: string, now: number): Promise<string | null> {
  if (!(await stat(database).catch(() => null))) return null
  const aside = `${database}.replaced-${new Date(now).toISOString().replace(/[:.]/g, '-')}`
  for (const suffix of ['', '-wal', '-shm'])
    await rename(`${database}${suffix}`, `${aside}${suffix}`).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
  return aside
}
