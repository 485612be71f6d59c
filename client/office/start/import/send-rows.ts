/**
 * Rows on their way to the server, a few hundred at a time: first all of them rehearsed, then written. The key of each batch is made
 * of the file and its place in it, so that a file that is sent again, after a break or by mistake, is not written twice.
 */
import { heard } from '../../../language/heard.ts'
import { t } from '../../../language/t.ts'
import { type Api, Refusal } from '../../api.ts'
import type { ImportKind } from './columns.ts'
import { type RowFault, type SentRow, withoutOwnPlaces } from './read-rows.ts'

export type { RowFault, SentRow } from './read-rows.ts'

/** So many keep nobody on the floor waiting. */
export const BATCH = 100

export interface Table {
  kind: ImportKind
  /** Code of the warehouse. */
  place: string
  rows: readonly SentRow[]
}

export interface Checked {
  faults: RowFault[]
  /** Rows about what is there already. */
  known: number
}

interface CheckAnswer {
  known: number
  errors: { line: number; reason: string }[]
}

const path = ({ kind, place }: Table, more = ''): string =>
  `/imports/${kind}${more}?warehouse=${encodeURIComponent(place)}`

/** `told` after each batch: how many rows have been looked at. */
export async function checkRows(
  api: Api,
  table: Table,
  told: (rows: number) => void,
  signal: AbortSignal,
): Promise<Checked> {
  const found: Checked = { faults: [], known: 0 }
  for (let at = 0; at < table.rows.length; at += BATCH) {
    const part = table.rows.slice(at, at + BATCH)
    const rows = table.kind === 'locations' ? withoutOwnPlaces(part, table.rows) : part
    const { errors, known } = await api.ask<CheckAnswer>(path(table, '/check'), { rows }, signal)
    found.known += known
    found.faults.push(...errors.map(({ line, reason }) => ({ line, says: heard(reason) })))
    told(Math.min(table.rows.length, at + BATCH))
  }
  return found
}

/** Of the file as it was read, whichever of its rows are left out. */
export async function nameOf({ kind, place, rows }: Table): Promise<string> {
  const { sha256 } = await import('hash-wasm')
  return ['import', place, kind, await sha256(JSON.stringify(rows))].join(' ')
}

export interface HowToWrite {
  /** Of the table: see nameOf. */
  name: string
  /** How many rows are in already. */
  from: number
  /** Lines that are not sent. Batches are cut before they are taken out, so that each is the same whenever the file is sent. */
  leftOut: ReadonlySet<number>
  signal: AbortSignal
}

/** Throws what ended it; `told` says how far it came. */
export async function writeRows(
  api: Api,
  table: Table,
  { name, from, leftOut, signal }: HowToWrite,
  told: (rows: number) => void,
): Promise<void> {
  for (let at = from; at < table.rows.length; at += BATCH) {
    signal.throwIfAborted()
    const rows = table.rows.slice(at, at + BATCH).filter(({ line }) => !leftOut.has(line))
    if (rows.length > 0) await write(api, table, rows, `${name} ${at / BATCH}`)
    told(Math.min(table.rows.length, at + BATCH))
  }
}

async function write(api: Api, table: Table, rows: SentRow[], key: string): Promise<void> {
  try {
    await api.send('POST', path(table), { rows }, key)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'idempotency-key-reused')
      throw new Error(
        t(
          'A part of this file was brought in before, with other rows left out. Put the rows that are missing into a file of their own.',
        ),
      )
    throw error
  }
}
