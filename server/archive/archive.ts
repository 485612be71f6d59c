/**
 * Takes what is history out of the database into a file: whole lots, with all that ever moved of them, then the transactions and
 * orders that nothing else speaks of. First the file is whole, proved and on disk; only then anything goes. Whoever breaks off in
 * between leaves some of it in both, and a trace tells each once.
 */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { audit } from '../audit/audit.ts'
import { logging } from '../auth/audit-log.ts'
import type { Reading, Work } from '../db/work.ts'
import type { LotName } from '../lots/genealogy.ts'
import { Problem } from '../problem.ts'
import { noting } from './archived-before.ts'
import { closedLots, type Related } from './closed-lots.ts'
import { type Copying, copyBareOrders, copyBareTransactions, copyGround, copyLots } from './copy.ts'
import { archiveName, createArchive, readArchive } from './file.ts'
import { type Family, leaveLots, leaveOrders, leaveTransactions } from './leave.ts'

export interface ArchiveWanted {
  work: Work
  /** Where it is put; it is there. */
  folder: string
  migrations: string
  now: number
  /** What has not moved for so long is history. */
  olderThanMs: number
}

export interface Archived {
  /** Null: nothing was old enough. */
  file: string | null
  lots: number
  transactions: number
  orders: number
}

const NOTHING: Archived = { file: null, lots: 0, transactions: 0, orders: 0 }

/** Throws a Problem where the file is not what it should be: then nothing has gone. */
export async function archive({ work, folder, migrations, now, olderThanMs }: ArchiveWanted): Promise<Archived> {
  if (!existsSync(folder))
    throw new Problem(422, 'no-folder', `There is no folder ${folder}. Make it; nothing was changed.`)
  const before = now - olderThanMs
  const file = join(folder, archiveName(now))
  const made = await createArchive(file, migrations)
  let sealed: { sha256: string; families: Family[] }
  try {
    const families = await fill({ from: work, to: made.connection }, before)
    if (!(await hasAny(made.connection))) {
      made.drop()
      return NOTHING
    }
    sealed = { sha256: await made.seal(), families }
  } catch (error) {
    made.drop()
    throw error
  }
  await readArchive(file, migrations, (reading) => prove(reading, file, now))
  const details = { file, sha256: sealed.sha256, before: new Date(before).toISOString() }
  const logged = logging(work, { by: 'archive', name: 'archive', act: 'archive', details })
  return readArchive(file, migrations, async (reading) => ({
    file,
    ...(await leave(noting(logged, before), reading, sealed.families, before)),
  }))
}

/** Of a unit, about: others wait for it, and its rows are in memory. Lots that were made of each other may be more. */
const LOTS_AT_ONCE = 20
const MOVEMENTS_AT_ONCE = 5_000

async function fill(copying: Copying, before: number): Promise<Family[]> {
  await copyGround(copying)
  const families: Family[] = []
  for (const lots of together(await copying.from.read((reader) => closedLots(reader, before))))
    families.push({ lots, movements: await copyLots(copying, lots) })
  for (let after: string | null = ''; after !== null; ) after = await copyBareTransactions(copying, before, after)
  for (let after: string | null = ''; after !== null; ) after = await copyBareOrders(copying, before, after)
  return families
}

function together(families: readonly Related[]): LotName[][] {
  const batches: Related[] = []
  for (const { lots, movements } of families) {
    const last = batches.at(-1)
    const fits =
      last && last.lots.length + lots.length <= LOTS_AT_ONCE && last.movements + movements <= MOVEMENTS_AT_ONCE
    if (!fits) batches.push({ lots: [...lots], movements })
    else {
      last.lots.push(...lots)
      last.movements += movements
    }
  }
  return batches.map(({ lots }) => lots)
}

async function hasAny({ db, t }: Copying['to']): Promise<boolean> {
  for (const table of [t.lots, t.inbox, t.orders])
    if ((await db.select({ one: sql`1` }).from(table).limit(1)).length > 0) return true
  return false
}

/** It is a database like any other: what holds for the site's holds for it. */
async function prove(reading: Reading, file: string, now: number): Promise<void> {
  const { clean, findings } = await audit(reading, now)
  if (clean) return
  rmSync(file)
  throw new Problem(
    500,
    'archive-not-clean',
    `The archive contradicts itself (${findings[0]}), and was let go. Nothing was changed.`,
  )
}

/** Ids of a unit. */
const IDS_AT_ONCE = 200

async function leave(work: Work, archived: Reading, families: readonly Family[], before: number) {
  let [lots, transactions, orders] = [0, 0, 0]
  for (const family of families) lots += await leaveLots(work, archived, family, before)
  for (const ids of await idsIn(archived, 'inbox')) transactions += await leaveTransactions(work, archived, ids, before)
  for (const ids of await idsIn(archived, 'orders')) orders += await leaveOrders(work, archived, ids, before)
  return { lots, transactions, orders }
}

const idsIn = (archived: Reading, name: 'inbox' | 'orders'): Promise<string[][]> =>
  archived.read(async ({ db, t }) => {
    const rows = await db.select({ id: t[name].id }).from(t[name]).orderBy(t[name].id)
    const groups: string[][] = []
    for (let at = 0; at < rows.length; at += IDS_AT_ONCE)
      groups.push(rows.slice(at, at + IDS_AT_ONCE).map(({ id }) => id))
    return groups
  })
