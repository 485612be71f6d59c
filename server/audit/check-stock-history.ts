/** The sums of each channel on the day that was written down last are those of what stands of each item on it. */
import { sql } from 'drizzle-orm'
import type { Check } from './audit.ts'
import { rowsOf } from './rows.ts'

export const checkStockHistory: Check = async (reader) => {
  const rows = await rowsOf<{ warehouse: string; channel: string; day: string }>(
    reader,
    sql`with last as (select warehouse, max(day) as day from channel_days group by warehouse),
      standing as (
        select s.warehouse, s.channel, s.protected, s.committed, s.available_to_promise,
          row_number() over (partition by s.warehouse, s.sku, s.channel order by s.day desc) as nth
        from stock_days s join last on last.warehouse = s.warehouse where s.day <= last.day),
      sums as (
        select warehouse, channel, sum(protected) as protected, sum(committed) as committed, sum(available_to_promise) as promisable
        from standing where nth = 1 group by warehouse, channel)
      select c.warehouse, c.channel, c.day from channel_days c
        join last on last.warehouse = c.warehouse and last.day = c.day
        left join sums on sums.warehouse = c.warehouse and sums.channel = c.channel
        where c.protected <> coalesce(sums.protected, 0) or c.committed <> coalesce(sums.committed, 0)
          or c.available_to_promise <> coalesce(sums.promisable, 0)
        order by c.warehouse, c.channel`,
  )
  return rows.map(
    ({ warehouse, channel, day }) =>
      `The stock of ${channel} in ${warehouse} as ${day} began is not the sum of what was written down of its items.`,
  )
}
