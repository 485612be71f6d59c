/** Which transactions can still be undone. */
import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import { notFound, Problem } from '../problem.ts'

/** Those of `ids` that are posted, and are no undo themselves. */
export async function reversibleAmong({ db, t: { inbox } }: Pick<Reader, 'db' | 't'>, ids: readonly string[]) {
  if (ids.length === 0) return new Set<string>()
  const rows = await db
    .select({ id: inbox.id })
    .from(inbox)
    .where(and(inArray(inbox.id, [...ids]), eq(inbox.state, 'applied'), ne(inbox.type, 'reverse')))
  return new Set(rows.map(({ id }) => id))
}

export async function requireReversible({ db, t: { inbox } }: Pick<Reader, 'db' | 't'>, warehouse: string, id: string) {
  const [row] = await db
    .select({ type: inbox.type, state: inbox.state, warehouse: inbox.warehouse })
    .from(inbox)
    .where(eq(inbox.id, id))
  if (row?.warehouse !== warehouse) throw notFound(`transaction ${id} in ${warehouse}`)
  if (row.type === 'reverse')
    throw new Problem(409, 'reversal-not-reversible', 'A reversal is not reversed. Record the transaction again.')
  if (row.state !== 'applied')
    throw new Problem(409, 'not-reversible', `This transaction is ${row.state}: there is nothing to undo.`)
}
