/** A hundred thousand of each: items with a lot of each, orders that wait to be released, and exceptions that are open. */
import { numbers, uuid, writeInBulk } from './bulk.ts'
import { BADGE, PIN } from './floor.ts'
import { CHANNELS, openSales } from './sales.ts'
import type { BenchServer } from './server.ts'
import { range } from './warehouse.ts'

export const ROWS = 100_000

export const skuAt = (index: number): string => `ART-${String(index).padStart(6, '0')}`

/** With a planner who can sign in. */
export async function fillTables(server: BenchServer): Promise<void> {
  await openSales(server, { skus: range(ROWS).map(skuAt), lotsPerSku: 1, quantity: 500, protection: 0 })
  await server.api('PUT', `/users/${BADGE}`, { name: 'Daniel Weber', roles: ['planner'], pin: PIN })
  await server.stop()
  const at = `(${Date.now() - 60 * 86_400_000} + n * 40000)`
  const channel = `case n % ${CHANNELS.length} ${CHANNELS.map(({ code }, nth) => `when ${nth} then '${code}'`).join(' ')} end`
  const sku = `printf('ART-%06d', n * 7919 % ${ROWS})`
  const order = uuid(at, '0a0', 'n')
  const answer = '{"id":"","status":"committed","lines":[]}'
  writeInBulk(
    server.databaseFile,
    ['orders', 'order_lines', 'exceptions', 'claims'],
    [
      `insert into orders (id, warehouse, channel, external_id, customer, ship_by, on_short, ship_to, status, version, placed_at, body_hash, answer)
       with recursive ${numbers('o', ROWS)} select ${order}, 'MAIN', ${channel}, 'WEB-' || n, '{"id":"C-' || n % 20000 || '","name":"Customer ' || n % 20000 || '"}',
         date('2031-01-01', '+' || n % 90 || ' days'), 'reject', '{"name":"Customer","street":"' || n || ' Main Street","city":"Springfield"}',
         'committed', 1, ${at}, 'jtw0mGqhY2pY6zSzdlmJLd9q1VfYgfMnc1kKjA0Zr0k', '${answer}' from o`,
      `insert into order_lines (id, order_id, position, warehouse, channel, sku, quantity, unit_price, committed, backordered, planned, allocated, picked, shipped, cancelled, drawn)
       with recursive ${numbers('l', ROWS)} select ${uuid(at, '0c0', 'n')}, ${order}, 0, 'MAIN', ${channel}, ${sku}, 1 + n % 5, '{"amount":499,"currency":"USD"}', 1 + n % 5, 0, 0, 0, 0, 0, 0, 0 from l`,
      `insert into claims (warehouse, sku, channel, protected, drawn, committed, allocated, backordered, planned)
       select 'MAIN', items.sku, channels.channel, case when items.rowid % 10 = 0 then 20 else 0 end, 0,
         coalesce(ordered.units, 0), 0, 0, 0
       from items join channels left join (select sku, channel, sum(committed) as units from order_lines group by sku, channel) as ordered
         on ordered.sku = items.sku and ordered.channel = channels.channel`,
      `insert into exceptions (id, warehouse, type, severity, state, subject, detail, sku, lot, remedies, opened_at)
       with recursive ${numbers('e', ROWS)} select ${uuid(at, '0e0', 'n')}, 'MAIN', case n % 3 when 0 then 'lot-conflict' when 1 then 'over-receipt' else 'count-disturbed' end,
         case n % 4 when 0 then 'severe' when 1 then 'high' when 2 then 'medium' else 'low' end, 'open', 'bench ' || n,
         'The dates of lot D0 disagree: the label says 2031-12-31, and the receipt said 2031-12-30.', ${sku}, 'D0', '["keep","correct","hold"]', ${at} from e`,
    ],
  )
  await server.start()
}
