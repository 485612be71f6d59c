/** What connectors of this kind exchange beside webhooks: orders that are to be followed once more, and files. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Reader, Work } from '../../db/work.ts'
import type { ConnectorRow } from '../connectors.ts'
import { endFailure, noteFailure } from '../failures.ts'
import { giveLease, lockOf, takeLease } from '../intake/lease.ts'
import { createLanes, type Lanes } from '../lanes.ts'
import { restSettings } from './rest.ts'
import { takeAgain } from './take-again.ts'
import { takeFiles } from './take-files.ts'
import { writeFiles } from './write-files.ts'

export interface FileDropDeps {
  work: Work
  now(): number
  /** 0 to below 1: spreads retries. */
  random(): number
  report(error: unknown, about: string): void
}

export function createFileDrop(deps: FileDropDeps): Lanes {
  return createLanes(deps, { about: 'files of connector', kind: 'rest' }, (id) => exchangeOf(deps, id))
}

async function exchangeOf(deps: FileDropDeps, id: string): Promise<void> {
  const row = await readRow(deps.work, id)
  if (!row || row.paused) return
  await takeAgain(deps, row)
  const { folders, everySeconds } = restSettings(row.settings)
  if (folders.in === undefined && folders.out === undefined) return
  const lease = await takeLease(deps.work, row)
  if (!lease) return
  try {
    if (folders.in !== undefined) await takeFiles(deps, row, { ...folders, in: folders.in }, lease)
    if (folders.out !== undefined) await writeFiles(deps, row, folders.out, everySeconds)
    await tellOfFolders(deps.work, row, null)
  } catch (error) {
    if (!isFileError(error)) throw error
    await tellOfFolders(deps.work, row, error)
  } finally {
    await giveLease(deps.work, lease)
  }
}

const isFileError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && /^E[A-Z]+$/.test((error as NodeJS.ErrnoException).code ?? '') && 'syscall' in error

/** Null: they could be reached. */
async function tellOfFolders(work: Work, { id, warehouse }: ConnectorRow, error: Error | null): Promise<void> {
  const thing = { warehouse, connectorId: id, about: 'orders' as const, subject: id }
  const isKnown = await work.read((reader) => isFailing(reader, id, thing.about))
  if ((error !== null) === isKnown) return
  await work.run([lockOf(id)], async (tx) => {
    if (error === null) return endFailure(tx, thing, 'healed')
    await noteFailure(tx, thing, 'open', {
      code: 'folder-not-reached',
      detail: `Its folders cannot be read or written: ${error.message}.`,
      advice: 'Let the server reach them, or give the connector others. It is tried again by itself.',
    })
  })
}

async function isFailing({ db, t: { channelFailures } }: Reader, id: string, about: 'orders'): Promise<boolean> {
  const [row] = await db
    .select({ id: channelFailures.id })
    .from(channelFailures)
    .where(and(eq(channelFailures.connectorId, id), eq(channelFailures.about, about), isNull(channelFailures.endedAt)))
    .limit(1)
  return row !== undefined
}

async function readRow(work: Work, id: string): Promise<ConnectorRow | undefined> {
  const [row] = await work.read(({ db, t }) => db.select().from(t.connectors).where(eq(t.connectors.id, id)))
  return row
}
