/**
 * A backup of the embedded database, taken while it serves: one snapshot, copied by a connection of its own, looked through page by
 * page and audited before it gets its name. What has that name is whole.
 */
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { audit } from '../audit/audit.ts'
import { checkPages } from '../audit/check-pages.ts'
import { isPostgres, openReading } from '../db/open.ts'
import { troubleOf } from '../db/trouble.ts'
import { Problem } from '../problem.ts'
import { type Manifest, sha256Of, writeManifest } from './manifest.ts'
import { copyPhotos } from './photos.ts'

export interface BackupWanted {
  database: string
  /** Where the server keeps photos. */
  attachments: string
  /** The backup; its manifest and the photos of all backups lie beside it. */
  file: string
  now: number
}

export const photosBeside = (file: string): string => join(dirname(file), 'attachments')

/** Throws a Problem where it cannot be taken, or is not good; then nothing has the name. */
export async function takeBackup({ database, attachments, file, now }: BackupWanted): Promise<Manifest> {
  if (isPostgres(database))
    throw new Problem(
      422,
      'not-embedded',
      'This command is of the embedded database. PostgreSQL is backed up by its own means: pg_dump, or base backups with its log.',
    )
  if (await stat(file).catch(() => null))
    throw new Problem(
      409,
      'backup-exists',
      `${file} is there already. A backup is never written over; choose another name.`,
    )
  const part = `${file}.part`
  await mkdir(dirname(file), { recursive: true })
  await rm(part, { force: true })
  try {
    await copyDatabase(database, part)
    const { epoch, position, hashes } = await lookThrough(part, now, `${database}, as it was copied,`)
    const missing = await copyPhotos(attachments, photosBeside(file), hashes)
    if (missing.length > 0)
      throw new Problem(
        422,
        'photos-missing',
        `${missing.length} photos that the database names are not in ${attachments}, or are damaged; the first is ${missing[0]}.`,
      )
    const manifest: Manifest = {
      format: 1,
      takenAt: new Date(now).toISOString(),
      ...{ epoch, position },
      bytes: (await stat(part)).size,
      sha256: await sha256Of(part),
      attachments: hashes.length,
    }
    await writeManifest(file, manifest)
    await rename(part, file)
    await syncFolder(dirname(file))
    return manifest
  } catch (error) {
    if (troubleOf(error) !== 'disk-full') throw error
    throw new Problem(
      507,
      'disk-full',
      `The disk of ${file} is full, and no backup was taken. Make room, then try again.`,
    )
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(`${part}${suffix}`, { force: true })
  }
}

async function copyDatabase(database: string, part: string): Promise<void> {
  const source = new Database(database, { readonly: true, fileMustExist: true })
  try {
    // All in one step: between two, every commit of the server would begin it anew.
    await source.backup(part, { progress: ({ totalPages }) => Math.max(1, totalPages) })
  } finally {
    source.close()
  }
  const copy = new Database(part)
  try {
    // One file, that needs no log beside it.
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
  const written = await open(part, 'r+')
  try {
    await written.sync()
  } finally {
    await written.close()
  }
}

export interface Contents {
  epoch: string
  position: number
  /** Of its photos. */
  hashes: string[]
}

/** Each page, each index, and what `lotline audit` proves. Throws a Problem that says what is wrong with what is `named` so. */
export async function lookThrough(file: string, now: number, named = file): Promise<Contents> {
  checkPages(file, named)
  const reading = openReading(file)
  try {
    const report = await audit(reading, now)
    if (!report.clean)
      throw new Problem(
        422,
        'audit-found',
        `The audit of ${file} found ${report.findings.length} contradictions; the first: ${report.findings[0]}`,
      )
    return await reading.read(async ({ db, t }) => {
      const meta = await db.select().from(t.meta)
      const hashes = await db.select({ sha256: t.attachments.sha256 }).from(t.attachments)
      return {
        epoch: meta.find(({ name }) => name === 'epoch')?.value ?? '',
        position: await lastPosition(file),
        hashes: hashes.map(({ sha256 }) => sha256),
      }
    })
  } finally {
    await reading.close()
  }
}

async function lastPosition(file: string): Promise<number> {
  const database = new Database(file, { readonly: true })
  try {
    return (database.prepare('SELECT coalesce(max(position), 0) FROM feed').pluck().get() as number) ?? 0
  } finally {
    database.close()
  }
}

/** The name is durable only when its folder is. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
