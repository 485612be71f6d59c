/** Every stored envelope is applied once or parked; a place that was used twice was parked first, and a person decided. */
import { sql } from 'drizzle-orm'
import type { Check } from './audit.ts'
import { rowsOf } from './rows.ts'

export const checkInbox: Check = async (reader) => {
  const shared = await rowsOf<{ stream_id: string; n_seq: number }>(
    reader,
    sql`select stream_id, seq as n_seq from inbox where state <> 'parked' and state <> 'dismissed'
      and not exists (select 1 from exceptions e where e.type = 'sequence-reused' and e.transaction_id = inbox.id) group by stream_id, seq having count(*) > 1`,
  )
  const ahead = await rowsOf<{ stream_id: string; n_seq: number; n_expected: number }>(
    reader,
    sql`select inbox.stream_id, max(seq) as n_seq, max(expected_seq) as n_expected from inbox join streams on streams.stream_id = inbox.stream_id
      group by inbox.stream_id having max(seq) >= max(expected_seq)`,
  )
  const posted = await rowsOf<{ id: string }>(
    reader,
    sql`select id from inbox where state in ('parked', 'waiting') and exists (select 1 from movements where movements.transaction_id = inbox.id)`,
  )
  const silent = await rowsOf<{ id: string }>(
    reader,
    sql`select id from inbox where state = 'parked' and not exists (
      select 1 from exceptions e where e.state = 'open' and e.transaction_id = inbox.id and e.type in ('refused-transaction', 'sequence-reused'))`,
  )
  return [
    ...shared.map((r) => `Place ${r.n_seq} of stream ${r.stream_id} was applied more than once.`),
    ...ahead.map((r) => `Stream ${r.stream_id} expects ${r.n_expected} although ${r.n_seq} has arrived.`),
    ...posted.map((r) => `Transaction ${r.id} is not applied, yet has movements.`),
    ...silent.map((r) => `Transaction ${r.id} is parked and no open exception says so.`),
  ]
}
