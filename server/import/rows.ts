/** Rows of a table as text: looked at, rehearsed against what is there, and written. */
import * as v from 'valibot'
import { firstIssue } from '../../shared/wire/problem.ts'
import { isDatabaseError } from '../db/errors.ts'
import type { Tx, Work } from '../db/work.ts'
import { requireWarehouse } from '../master/warehouses.ts'
import { Problem } from '../problem.ts'
import { type ImportKind, type Kind, kinds } from './kinds.ts'

export interface Row {
  /** As an editor counts, the heading being line 1. */
  line: number
  cells: Record<string, string>
}

export interface RowError {
  line: number
  reason: string
}

/** A row that its schema takes. */
export interface Checked {
  line: number
  value: unknown
}

const kindOf = (kind: ImportKind): Kind<unknown> => kinds[kind] as Kind<unknown>

/** What is wrong with them by themselves, without a look at the database. An empty cell says nothing. */
export function checkRows(kind: ImportKind, rows: readonly Row[]): { values: Checked[]; errors: RowError[] } {
  const values: Checked[] = []
  const errors: RowError[] = []
  const seen = new Map<string, number>()
  for (const { line, cells } of rows) {
    const stated = Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== ''))
    const result = v.safeParse(kindOf(kind).schema, stated)
    if (!result.success) {
      errors.push({ line, reason: firstIssue(result.issues).detail })
      continue
    }
    const key = kindOf(kind).keyOf(result.output)
    const earlier = seen.get(key)
    if (earlier !== undefined)
      errors.push({ line, reason: `The same ${kind.replace(/s$/, '')} stands on line ${earlier} already.` })
    seen.set(key, line)
    values.push({ line, value: result.output })
  }
  return { values, errors }
}

/** Thrown out of a unit, so that nothing of it is kept. */
export class BadRow extends Error {
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(reason)
  }
}

/**
 * `told`: the columns that the table has. What it does not have stays as it is; undefined: the rows say all there is to say, and
 * what they leave out is empty.
 */
export async function writeRows(
  tx: Tx,
  kind: ImportKind,
  warehouse: string,
  rows: readonly Checked[],
  told?: ReadonlySet<string>,
): Promise<void> {
  await requireWarehouse(tx, warehouse)
  const writer = kindOf(kind).open(tx, warehouse, told)
  for (const { line, value } of rows) {
    const reason = await refusalOf(() => writer.write(value))
    if (reason !== null) throw new BadRow(line, reason)
  }
  await writer.end()
}

export interface Rehearsal {
  errors: RowError[]
  /** Of the rows without an error, those about something that is there already. */
  known: number
}

class Rehearsed extends Error {
  constructor(readonly found: Rehearsal) {
    super('Rolled back: it was only rehearsed.')
  }
}

/** What writing them would be refused for, all of it: the very unit is run, and rolled back. */
export async function rehearseRows(
  work: Work,
  kind: ImportKind,
  warehouse: string,
  rows: readonly Checked[],
  told?: ReadonlySet<string>,
): Promise<Rehearsal> {
  try {
    await work.run([importLock(warehouse)], async (tx) => {
      await requireWarehouse(tx, warehouse)
      throw new Rehearsed(await rehearsed(tx, kind, warehouse, rows, told))
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.found
    throw error
  }
  throw new Error('A rehearsal must not be committed.')
}

async function rehearsed(
  tx: Tx,
  kind: ImportKind,
  warehouse: string,
  rows: readonly Checked[],
  told: ReadonlySet<string> | undefined,
): Promise<Rehearsal> {
  const found: Rehearsal = { errors: [], known: 0 }
  const { open, isKnown } = kindOf(kind)
  const writer = open(tx, warehouse, told)
  for (const { line, value } of rows) {
    const known = (await isKnown?.(tx, warehouse, value)) ?? false
    const reason = await refusalOf(() => writer.write(value))
    if (reason !== null) found.errors.push({ line, reason })
    else if (known) found.known += 1
  }
  return found
}

/** Why it was refused, as a sentence; null: it was not. What the database fails with is no refusal. */
async function refusalOf(write: () => Promise<void>): Promise<string | null> {
  try {
    await write()
    return null
  } catch (error) {
    if (isDatabaseError(error) || !(error instanceof Problem || 'detail' in (error as object))) throw error
    return (error as Problem).detail
  }
}

/** Imports into a warehouse come one after the other. */
export const importLock = (warehouse: string): string => `import ${warehouse}`
