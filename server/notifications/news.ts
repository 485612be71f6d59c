/** Which exceptions nobody has been told of yet. Claimed in one unit, so that of several processes one tells them. */
import { and, asc, eq, gt, max, notInArray } from 'drizzle-orm'
import { firstIdAt } from '../db/first-id.ts'
import type { Tx } from '../db/work.ts'
import type { ExceptionType, Severity } from '../exceptions/types.ts'

export interface News {
  id: string
  type: ExceptionType
  severity: Severity
  detail: string
}

const MOST = 200
/** Ids are made before they are committed: a unit that takes longer than this is not heard of. */
const LATE_MS = 60_000

/** Up to which exception all are told, and which behind it. */
interface Mark {
  upTo: string
  told: string[]
}

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
    await writeMark(tx, warehouse, { upTo: newest?.id ?? '', told: [] })
    return []
  }
  const { upTo, told } = JSON.parse(mark.value) as Mark
  const found = await tx.db
    .select({
      id: exceptions.id,
      type: exceptions.type,
      severity: exceptions.severity,
      detail: exceptions.detail,
      state: exceptions.state,
    })
    .from(exceptions)
    .where(and(eq(exceptions.warehouse, warehouse), gt(exceptions.id, upTo), notInArray(exceptions.id, told)))
    .orderBy(asc(exceptions.id))
    .limit(MOST)
  if (found.length > 0) {
    const late = firstIdAt(tx.now - LATE_MS)
    const last = found.length === MOST ? (found.at(-1)?.id ?? late) : late
    const next = [upTo, last < late ? last : late].sort().at(-1) ?? upTo
    const behind = [...told, ...found.map(({ id }) => id)].filter((id) => id > next)
    await writeMark(tx, warehouse, { upTo: next, told: behind })
  }
  return found.filter(({ state }) => state === 'open') as News[]
}

async function writeMark(tx: Tx, warehouse: string, mark: Mark): Promise<void> {
  const { meta } = tx.t
  const row = { name: markOf(warehouse), value: JSON.stringify(mark) }
  await tx.db.insert(meta).values(row).onConflictDoUpdate({ target: meta.name, set: row })
}
