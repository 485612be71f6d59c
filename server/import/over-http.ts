/** Tables that a person brings in at a desk, a few hundred rows at a time: each time all of them or none. */
import * as v from 'valibot'
import type { Tx, Work } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { type ImportKind, kinds } from './kinds.ts'
import { BadRow, type Checked, checkRows, type Rehearsal, type Row, rehearseRows, writeRows } from './rows.ts'

/** What a site is set up with. The rest has screens or a command of its own. */
export const DESK_KINDS = ['items', 'barcodes', 'locations', 'lots', 'stock'] as const satisfies readonly ImportKind[]
export type DeskKind = (typeof DESK_KINDS)[number]

/** So many that the floor does not wait for them. */
const MOST_ROWS = 500
const LONGEST_CELL = 1_000

export const rowsInput = v.object({
  rows: v.pipe(
    v.array(
      v.object({
        line: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e9)),
        cells: v.record(v.string(), v.pipe(v.string(), v.maxLength(LONGEST_CELL))),
      }),
    ),
    v.minLength(1, 'Send at least one row.'),
    v.maxLength(MOST_ROWS, `Send at most ${MOST_ROWS} rows at once.`),
  ),
})

/** What is wrong with the rows, and how many are about something that is there already. Nothing is changed. */
export async function checkForDesk(
  work: Work,
  kind: DeskKind,
  warehouse: string,
  rows: readonly Row[],
): Promise<Rehearsal> {
  const told = columnsOf(kind, rows)
  const { values, errors } = checkRows(kind, rows)
  const found: Rehearsal = values.length > 0 ? await rehearseRows(work, kind, warehouse, values, told) : NOTHING
  return { known: found.known, errors: [...errors, ...found.errors].sort((a, b) => a.line - b.line) }
}

const NOTHING: Rehearsal = { errors: [], known: 0 }

/** All of them, or none and a Problem that names the rows at fault. */
export async function importForDesk(tx: Tx, kind: DeskKind, warehouse: string, rows: readonly Row[]): Promise<void> {
  const told = columnsOf(kind, rows)
  const { values, errors } = checkRows(kind, rows)
  if (errors.length > 0) throw refused(errors)
  await written(tx, kind, warehouse, values, told)
}

async function written(tx: Tx, kind: DeskKind, warehouse: string, values: Checked[], told: ReadonlySet<string>) {
  try {
    await writeRows(tx, kind, warehouse, values, told)
  } catch (error) {
    if (error instanceof BadRow) throw refused([{ line: error.line, reason: error.reason }])
    throw error
  }
}

function refused(errors: Rehearsal['errors']): Problem {
  const [first] = errors
  const said = `Line ${first?.line}: ${first?.reason}`
  return new Problem(422, 'rows-refused', `${said} None of these rows was written.`, { errors })
}

function columnsOf(kind: DeskKind, rows: readonly Row[]): ReadonlySet<string> {
  const told = new Set(rows.flatMap(({ cells }) => Object.keys(cells)))
  const known: readonly string[] = kinds[kind].columns
  const unknown = [...told].find((column) => !known.includes(column))
  if (unknown !== undefined)
    throw new Problem(422, 'unknown-column', `Unknown column "${unknown}". The columns are ${known.join(', ')}.`, {
      field: 'rows',
    })
  return told
}
