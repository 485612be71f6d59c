/** Which transactions can still be undone. */
import { and, eq, gte, inArray, ne } from 'drizzle-orm'
import { archivedBefore } from '../archive/archived-before.ts'
import type { Reader } from '../db/work.ts'
import { notFound, Problem } from '../problem.ts'

export const TOO_OLD =
  'This is so old that a part of it may be archived: it cannot be undone. Record what is different now, such as an adjustment.'

/** Those of `ids` that are posted, and are no undo themselves. */
export async function reversibleAmong({ db, t }: Pick<Reader, 'db' | 't'>, ids: readonly string[]) {
  if (ids.length === 0) return new Set<string>()
  const since = await archivedBefore({ db, t })
  const { inbox } = t
  const rows = await db
    .select({ id: inbox.id })
    .from(inbox)
    .where(
      and(
        inArray(inbox.id, [...ids]),
        eq(inbox.state, 'applied'),
        ne(inbox.type, 'reverse'),
        gte(inbox.receivedAt, since),
      ),
    )
  return new Set(rows.map(({ id }) => id))
}

export async function requireReversible({ db, t }: Pick<Reader, 'db' | 't'>, warehouse: string, id: string) {
  const { inbox } = t
  const [row] = await db
    .select({ type: inbox.type, state: inbox.state, warehouse: inbox.warehouse, receivedAt: inbox.receivedAt })
    .from(inbox)
    .where(eq(inbox.id, id))
  if (row?.warehouse !== warehouse) throw notFound(`transaction ${id} in ${warehouse}`)
  if (row.type === 'reverse')
    throw new Problem(409, 'reversal-not-reversible', 'A reversal is not reversed. Record the transaction again.')
  if (row.state !== 'applied')
    throw new Problem(409, 'not-reversible', `This transaction is ${row.state}: there is nothing to undo.`)
  if (row.receivedAt < (await archivedBefore({ db, t }))) throw new Problem(409, 'archived', TOO_OLD)
}
