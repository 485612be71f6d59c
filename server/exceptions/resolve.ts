/** A person settles an exception: the remedy acts, and what it did not reach keeps the exception open. */
import { eq } from 'drizzle-orm'
import type { Caller } from '../auth/callers.ts'
import type { Tx } from '../db/work.ts'
import { reversibleAmong } from '../inbox/reversible.ts'
import { notFound, Problem } from '../problem.ts'
import { exceptionAnswer } from './answer.ts'
import { remedies } from './remedies/index.ts'
import type { ExceptionRow, Remedy, ResolveInput } from './remedies/remedy.ts'
import { type ExceptionType, exceptionKinds } from './types.ts'

export async function resolveException(tx: Tx, id: string, caller: Caller, input: ResolveInput) {
  const row = await readException(tx, id)
  if (row.state === 'resolved') throw new Problem(409, 'already-resolved', 'This exception is resolved already.')
  const { settled, did } = await remedyOf(row.type as ExceptionType, input.remedy)({ tx, row, input, caller })
  const after = await readException(tx, id)
  const last = !settled && after.state === 'open' ? after : await markResolved(tx, row, caller.name, input)
  const reversible = await reversibleAmong(tx, last.transactionId === null ? [] : [last.transactionId])
  return { ...exceptionAnswer(last, reversible.size > 0), did }
}

function remedyOf(type: ExceptionType, named: string): Remedy {
  const known: Record<string, Remedy> = remedies[type]
  const remedy = Object.hasOwn(known, named) ? known[named] : undefined
  if (remedy) return remedy
  const offered = exceptionKinds[type].remedies.join(', ')
  throw new Problem(422, 'unknown-remedy', `remedy: Choose one of ${offered}.`, { field: 'remedy' })
}

export async function readException(
  { db, t: { exceptions } }: Pick<Tx, 'db' | 't'>,
  id: string,
): Promise<ExceptionRow> {
  const [row] = await db.select().from(exceptions).where(eq(exceptions.id, id))
  if (!row) throw notFound(`exception ${id}`)
  return row
}

/** Also where the ledger has closed it meanwhile: whoever settled it is to be named. */
async function markResolved(
  tx: Tx,
  row: ExceptionRow,
  by: string,
  { remedy, note }: ResolveInput,
): Promise<ExceptionRow> {
  const { exceptions } = tx.t
  const [resolved] = await tx.db
    .update(exceptions)
    .set({ state: 'resolved', resolvedAt: tx.now, resolution: { remedy, note, by } })
    .where(eq(exceptions.id, row.id))
    .returning()
  if (!resolved) throw new Error('An exception vanished while it was resolved.')
  return resolved
}
