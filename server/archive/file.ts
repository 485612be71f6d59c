/**
 * An archive is a database of its own, of the embedded kind and with today's tables: whatever reads the site's history reads an
 * archive the same way, `lotline audit` proves it, and any tool that knows SQLite opens it.
 */
import { createHash } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import Database from 'better-sqlite3'
import { checkPages } from '../audit/check-pages.ts'
import { migrate } from '../db/migrate.ts'
import { openReading } from '../db/open.ts'
import { openWriter } from '../db/sqlite/open.ts'
import { connect } from '../db/sqlite/reading.ts'
import type { Connection } from '../db/unit.ts'
import type { Reading } from '../db/work.ts'
import { Problem } from '../problem.ts'

const NAME = /^archive-[\dTZ-]+\.db$/

export const archiveName = (now: number): string => `archive-${new Date(now).toISOString().replace(/[:.]/g, '-')}.db`

/** Paths, the newest first. What was broken off has another name. */
export function archivesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && NAME.test(entry.name))
    .map(({ name }) => join(folder, name))
    .sort()
    .reverse()
}

export interface Archive {
  connection: Connection
  /** Rows become visible under the name that it was given, all of them and on disk. Returns the file's SHA-256. */
  seal(): Promise<string>
  /** Nothing of it stays. */
  drop(): void
}

/** Writes beside the name that it will have. */
export async function createArchive(file: string, migrations: string): Promise<Archive> {
  if (existsSync(file)) throw new Problem(409, 'archive-exists', `There is an archive ${file} already.`)
  const part = `${file}.part`
  const remove = () => {
    for (const name of [part, `${part}-wal`, `${part}-shm`]) rmSync(name, { force: true })
  }
  remove()
  await migrate(part, migrations)
  removeLeft(dirname(file), statSync(part).mtimeMs - DAY_MS)
  const sqlite = openWriter(part)
  sqlite.exec('BEGIN')
  return {
    connection: connect(sqlite),
    async seal() {
      sqlite.exec('COMMIT')
      sqlite.pragma('journal_mode = DELETE')
      sqlite.close()
      checkPages(part)
      syncPath(part)
      renameSync(part, file)
      syncPath(dirname(file))
      return sha256Of(file)
    },
    drop() {
      sqlite.close()
      remove()
    },
  }
}

const PART = /^archive-[\dTZ-]+\.db\.part(-wal|-shm)?$/
const DAY_MS = 86_400_000

/** What somebody began whose process was ended: whoever still writes has begun since. */
function removeLeft(folder: string, before: number): void {
  for (const name of readdirSync(folder).filter((one) => PART.test(one))) {
    const left = statSync(join(folder, name), { throwIfNoEntry: false })
    if (left && left.mtimeMs < before) rmSync(join(folder, name), { force: true })
  }
}

function syncPath(path: string): void {
  const descriptor = openSync(path, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** Reads one. An archive of an older version stays as it is: a copy is brought to today's tables. */
export async function readArchive<T>(
  file: string,
  migrations: string,
  use: (reading: Reading) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'lotline-archive-'))
  try {
    const copy = join(folder, basename(file))
    const isOld = migrationsIn(file) < migrationsOf(migrations)
    if (isOld) {
      copyFileSync(file, copy)
      await migrate(copy, migrations)
    }
    const reading = openReading(isOld ? copy : file)
    try {
      return await use(reading)
    } finally {
      await reading.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function migrationsIn(file: string): number {
  let sqlite: Database.Database | undefined
  try {
    sqlite = new Database(file, { readonly: true })
    return sqlite.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get() as number
  } catch (error) {
    throw new Problem(
      422,
      'archive-unreadable',
      `${file} cannot be read as an archive: ${(error as Error).message}. Put a whole copy of it there, or take it away.`,
    )
  } finally {
    sqlite?.close()
  }
}

const migrationsOf = (folder: string): number =>
  readdirSync(join(folder, 'sqlite')).filter((name) => name.endsWith('.sql')).length
