/**
 * Takes in the files of a folder, each once by what is in it. Each order is taken in a unit of its own; where a server dies in
 * between, the file is read again, and the orders that were taken are known.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { writeCsv } from '../../csv/write-csv.ts'
import type { Work } from '../../db/work.ts'
import { Problem } from '../../problem.ts'
import type { ConnectorRow } from '../connectors.ts'
import { endFailure, noteFailure } from '../failures.ts'
import { askFor } from '../intake/due.ts'
import { type Lease, lockOf, renewLease } from '../intake/lease.ts'
import { refuseLinked } from '../shared-folder.ts'
import { freeName, LARGEST_BYTES, moveFile, readWhole, type WholeFile, wholeFiles, writeWhole } from './folder.ts'
import type { RestOrder } from './order-input.ts'
import { type ReadOrders, readOrders } from './orders-csv.ts'
import { PUT_RIGHT, saidOf, takeOrder } from './take-order.ts'

interface Deps {
  work: Work
  now(): number
}

export interface InFolders {
  in: string
  done?: string | undefined
  failed?: string | undefined
}

/** Files in one step. */
const FILES = 50

export async function takeFiles(deps: Deps, row: ConnectorRow, folders: InFolders, lease: Lease): Promise<void> {
  const files = await wholeFiles(folders.in, deps.now())
  for (const file of files.slice(0, FILES)) {
    if (!(await deps.work.run([lockOf(row.id)], (tx) => renewLease(tx, lease)))) return
    await takeFile(deps, row, folders, file)
  }
}

/** A line of the file that is written beside: what became of an order, or what is wrong with a row. */
interface ResultLine {
  row: string
  column: string
  order: string
  became: string
  message: string
}

async function takeFile({ work }: Deps, row: ConnectorRow, folders: InFolders, file: WholeFile): Promise<void> {
  const { text, sha256, fault } = await textOf(file)
  const known = await knownFile(work, row.id, sha256)
  const done = folders.done ?? join(folders.in, 'done')
  // One in which something failed may come again: what was taken of it is known by its orders.
  if (known && known.fault === null) {
    await refuseLinked(done, folders.in)
    const name = await freeName(done, file.name, sha256.slice(0, 8))
    const said = `This file was taken in on ${new Date(known.receivedAt).toISOString()} as ${known.name}. Nothing was done.`
    await writeResult(done, name, [{ row: '', column: '', order: '', became: 'repeated', message: said }])
    return moveFile(file.path, done, name)
  }
  const read: ReadOrders =
    fault === null ? readOrders(text) : { orders: [], faults: [{ row: 1, column: '', order: null, reason: fault }] }
  const lines = read.faults.map(({ row, column, order, reason }) => ({
    row: String(row),
    column,
    order: order ?? '',
    became: 'refused',
    message: reason,
  }))
  for (const { rows, order } of read.orders) lines.push(await takeOne(work, row, rows, order))
  const refused = lines.filter(({ became }) => became === 'refused')
  const folder = refused.length === 0 ? done : (folders.failed ?? join(folders.in, 'failed'))
  await refuseLinked(folder, folders.in)
  const name = await freeName(folder, file.name, sha256.slice(0, 8))
  await writeResult(folder, name, lines)
  await keepFile(work, row, { name: file.name, sha256, content: text }, refused, read.orders.length)
  await moveFile(file.path, folder, name)
}

async function textOf({ path, bytes }: WholeFile): Promise<{ text: string; sha256: string; fault: string | null }> {
  if (bytes > LARGEST_BYTES) return tooLarge(path, bytes)
  const content = await readWhole(path)
  if (content === null) return tooLarge(path, bytes)
  const sha256 = createHash('sha256').update(content).digest('hex')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    // No database keeps it, and no text has it.
    if (text.includes('\0')) return { text: '', sha256, fault: 'The file is no text. Write it as CSV in UTF-8.' }
    return { text, sha256, fault: null }
  } catch {
    return { text: '', sha256, fault: 'The file is not in UTF-8. Write it so.' }
  }
}

const tooLarge = (path: string, bytes: number) => ({
  text: '',
  sha256: createHash('sha256').update(`${path} ${bytes}`).digest('hex'),
  fault: `The file has more than ${LARGEST_BYTES} bytes. Send it in parts of at most that.`,
})

async function takeOne(work: Work, row: ConnectorRow, rows: readonly number[], order: RestOrder): Promise<ResultLine> {
  const line = { row: rows.join(' '), column: '', order: order.externalId }
  try {
    const { became, troubles } = await work.run([lockOf(row.id)], (tx) => takeOrder(tx, row, order))
    return { ...line, became, message: troubles.map(({ detail, advice }) => `${detail} ${advice}`).join(' ') }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await keepRefused(work, row, order, error)
    return { ...line, became: 'refused', message: error.detail }
  }
}

/** It can be tried again here, where what keeps it back is put right here. */
const keepRefused = (work: Work, row: ConnectorRow, order: RestOrder, problem: Problem): Promise<void> =>
  work.run([lockOf(row.id)], async (tx) => {
    const { platformOrders } = tx.t
    const { externalId, number = externalId } = order
    await askFor(tx, row.id, externalId, tx.now)
    await tx.db
      .update(platformOrders)
      .set({ number, source: order, dueAt: null })
      .where(and(eq(platformOrders.connectorId, row.id), eq(platformOrders.externalId, externalId)))
    const thing = { warehouse: row.warehouse, connectorId: row.id, about: 'order' as const, subject: externalId }
    await noteFailure(tx, thing, 'open', { ...saidOf(problem), ...PUT_RIGHT })
  })

const writeResult = (folder: string, name: string, lines: ResultLine[]): Promise<void> =>
  writeWhole(
    folder,
    `${name.replace(/\.csv$/i, '')}.result.csv`,
    writeCsv(lines, { header: true, columns: ['row', 'column', 'order', 'became', 'message'] }),
  )

async function knownFile(work: Work, connectorId: string, sha256: string) {
  const [known] = await work.read(({ db, t: { ediFiles } }) =>
    db
      .select({ name: ediFiles.name, receivedAt: ediFiles.receivedAt, fault: ediFiles.fault })
      .from(ediFiles)
      .where(and(eq(ediFiles.connectorId, connectorId), eq(ediFiles.sha256, sha256))),
  )
  return known
}

interface Kept {
  name: string
  sha256: string
  content: string
}

const keepFile = (
  work: Work,
  { id: connectorId, warehouse }: ConnectorRow,
  file: Kept,
  refused: readonly ResultLine[],
  orders: number,
): Promise<void> =>
  work.run([lockOf(connectorId)], async (tx) => {
    const { ediFiles } = tx.t
    const [first] = refused
    const fault = first ? `Row ${first.row}${first.column && `, ${first.column}`}: ${first.message}` : null
    const kept = { name: file.name, receivedAt: tx.now, fault, content: file.content }
    await tx.db
      .insert(ediFiles)
      .values({ connectorId, sha256: file.sha256, ...kept })
      .onConflictDoUpdate({ target: [ediFiles.connectorId, ediFiles.sha256], set: kept })
    const thing = { warehouse, connectorId, about: 'document' as const, subject: file.name }
    if (fault === null) return endFailure(tx, thing, 'healed')
    await noteFailure(tx, thing, 'open', {
      code: 'file-not-taken-whole',
      detail: `${refused.length} rows or orders of ${file.name} were not taken; ${orders} orders could be read. ${fault}`,
      advice:
        'Its result file says all of it. Put the rows right and send the file again under the same name, or ignore this.',
    })
  })
