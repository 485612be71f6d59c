/** Old transactions and orders that no movement speaks of any more, or ever did: they may go, too. */
import { type SQL, sql } from 'drizzle-orm'
import { rawRows } from '../db/rows.ts'
import type { Reader } from '../db/work.ts'

/** Rows that are looked at, or let go, at a time. */
const AT_ONCE = 500

export interface Page {
  ids: string[]
  /** Where the next page begins; null: this was the last. */
  last: string | null
}

/** Nobody waits for it or asks about it, and no count that later movements are held against stands on it. */
const transactionIsBare = (
  before: number,
): SQL => sql`received_at < ${before} and state in ('applied', 'reversed', 'dismissed')
  and not exists (select 1 from movements m where m.transaction_id = inbox.id)
  and not exists (select 1 from transformations f where f.transaction_id = inbox.id)
  and not exists (select 1 from count_lines l where l.count_id = inbox.id)
  and id not in (select count_id from observations)
  and id not in (select id from inspections where state = 'waiting')
  and id not in (select transaction_id from exceptions where state = 'open' and transaction_id is not null)
  and id not in (select waits_for from inbox where waits_for is not null)`

const orderIsBare = (before: number): SQL => sql`placed_at < ${before} and status in ('shipped', 'cancelled')
  and (cancelled_at is null or cancelled_at < ${before})
  and not exists (select 1 from movements m where m.order_id = orders.id)
  and not exists (select 1 from allocations a where a.order_id = orders.id)
  and not exists (select 1 from tasks k where k.order_id = orders.id and k.state = 'open')
  and not exists (select 1 from returns r where r.order_id = orders.id and r.state <> 'closed')
  and not exists (select 1 from shipments s where s.order_id = orders.id and exists (select 1 from inbox i where i.id = s.transaction_id))
  and id not in (select order_id from exceptions where state = 'open' and order_id is not null)
  and id not in (select id from transfers where state = 'open')`

export const bareTransactions = (reader: Reader, before: number, after: string): Promise<Page> =>
  page(reader, sql`select id from inbox where id > ${after} and ${transactionIsBare(before)}`)

export const bareOrders = (reader: Reader, before: number, after: string): Promise<Page> =>
  page(reader, sql`select id from orders where id > ${after} and ${orderIsBare(before)}`)

async function page(reader: Reader, query: SQL): Promise<Page> {
  const ids = (await rawRows<{ id: string }>(reader, sql`${query} order by id limit ${AT_ONCE}`)).map(({ id }) => id)
  return { ids, last: ids.length === AT_ONCE ? (ids.at(-1) ?? null) : null }
}

/** Of these, those that are. */
export const stillBare = async (
  reader: Reader,
  what: 'inbox' | 'orders',
  before: number,
  ids: readonly string[],
): Promise<string[]> => {
  const isBare = what === 'inbox' ? transactionIsBare(before) : orderIsBare(before)
  const values = sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )
  const rows = await rawRows<{ id: string }>(
    reader,
    sql`select id from ${sql.raw(what)} where id in (${values}) and ${isBare}`,
  )
  return rows.map(({ id }) => id)
}
