/** Returned goods that somebody has to look at, or that wait for somebody since they were looked at. */
import { and, countDistinct, eq, min, sql } from 'drizzle-orm'
import { rawRows } from '../db/rows.ts'
import type { Reader } from '../db/work.ts'
import { type Need, type NeedKind, needOf } from './need.ts'

export const returnNeeds = async (reader: Reader, warehouse: string): Promise<Need[]> => [
  ...(await toInspect(reader, warehouse)),
  ...(await heldUp(reader, warehouse)),
]

async function toInspect({ db, t: { returnedGoods: g } }: Reader, warehouse: string): Promise<Need[]> {
  const [waiting] = await db
    .select({ count: countDistinct(g.returnId).mapWith(Number), since: min(g.receivedAt) })
    .from(g)
    // As it stands in the index, and with a word of its next column: by the warehouse alone SQLite would take another one.
    .where(and(eq(g.warehouse, warehouse), sql`${g.sku} >= ''`, sql`${g.inspected} < ${g.quantity}`))
  if (!waiting || waiting.count === 0) return []
  return [needOf('returns-to-inspect', 'low', { count: waiting.count, since: Number(waiting.since) })]
}

const KINDS: Record<string, NeedKind> = {
  documents: 'returns-documents',
  'second-person': 'returns-second-person',
  others: 'returns-held-up',
}

/** An inspection is of the return that it names, and of those whose goods it looked at. */
async function heldUp(reader: Reader, warehouse: string): Promise<Need[]> {
  const rows = await rawRows<{ held_by: string; returns: number | string; since: number | string }>(
    reader,
    sql`with waiting as (
        select id, return_id, inspected_at,
          case when waits_for in ('documents', 'second-person') then waits_for else 'others' end as held_by
        from inspections where warehouse = ${warehouse} and sku >= '' and state = 'waiting'),
      held as (
        select held_by, return_id, inspected_at as since from waiting where return_id is not null
        union all select w.held_by, g.return_id, w.inspected_at from waiting w
          join inspection_parts p on p.inspection_id = w.id join returned_goods g on g.id = p.returned_id
        union all select 'documents', id, created_at from returns
          where warehouse = ${warehouse} and state = 'received' and documents = 'missing' and chargeback ->> 'state' = 'open')
      select held_by, count(distinct return_id) as returns, min(since) as since from held group by held_by`,
  )
  return rows.map(({ held_by, returns, since }) =>
    needOf(KINDS[held_by] as NeedKind, 'medium', { count: Number(returns), since: Number(since) }),
  )
}
