/** Which exceptions nobody has been told of yet. Claimed in one unit, so that of several processes one tells them. */
import { and, asc, eq, gt, max } from 'drizzle-orm'
import type { Tx } from '../db/work.ts'
import type { ExceptionType, Severity } from '../exceptions/types.ts'

export interface News {
  id: string
  type: ExceptionType
  severity: Severity
  detail: string
}

const MOST = 200

const markOf = (warehouse: string): string => `told ${warehouse}`

/** Those opened since the last claim that are still open; of a database that never claimed, those from now on. */
export async function claimNews(tx: Tx, warehouse: string): Promise<News[]> {
  const { exceptions, meta } = tx.t
  await tx.lock(markOf(warehouse))
  const [mark] = await tx.db
    .select()
    .from(meta)
    .where(eq(meta.name, markOf(warehouse)))
  if (!mark) {
    const [newest] = await tx.db.select({ id: max(exceptions.id) }).from(exceptions)
    await writeMark(tx, warehouse, newest?.id ?? '')
    return []
  }
  const found = await tx.db
    .select({
      id: exceptions.id,
      type: exceptions.type,
      severity: exceptions.severity,
      detail: exceptions.detail,
      state: exceptions.state,
    })
    .from(exceptions)
    .where(and(eq(exceptions.warehouse, warehouse), gt(exceptions.id, mark.value)))
    .orderBy(asc(exceptions.id))
    .limit(MOST)
  const last = found.at(-1)
  if (last) await writeMark(tx, warehouse, last.id)
  return found.filter(({ state }) => state === 'open') as News[]
}

async function writeMark(tx: Tx, warehouse: string, value: string): Promise<void> {
  const { meta } = tx.t
  const row = { name: markOf(warehouse), value }
  await tx.db.insert(meta).values(row).onConflictDoUpdate({ target: meta.name, set: row })
}
