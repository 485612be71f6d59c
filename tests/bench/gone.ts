/**
 * A past of any length beside the same stock: lots that came in, were put away, and left for orders of ten lines, eight movements
 * each. The ledger, its lots, their orders and all that follows from them, so that the audit is clean; of the last million movements also the
 * envelopes and the feed, which is kept for weeks and not for ever (recent.ts).
 */
import { CONSIGNED, MOVEMENT, numbers, uuid, writeInBulk } from './bulk.ts'
import { CHANNELS } from './sales.ts'

export interface Gone {
  /** A multiple of 80: ten lots at a time. */
  movements: number
  items: number
  /** The name of an item, as SQL over `g`: the number of a lot. */
  sku: string
  bins: number
}

const MOVEMENTS_EACH = 8
/** Lots that come and go together, and lines of an order: each takes half of each lot. */
const TOGETHER = 10
const UNITS = 10
const SPAN_MS = 365 * 86_400_000
export const STREAM = '01900000-0000-7000-8000-000000000000'
export const DEVICE = 'HH-PAST'

/** What becomes of a lot. `ship`: one transaction for all lines of the order, where the others are one each. */
const STEPS = ['receive', 'move', 'move', 'pick', 'ship', 'move', 'pick', 'ship'] as const

/** Into a migrated database that has the items, bins and channels, and that no process has open. */
export function writeGone(file: string, gone: Gone): void {
  if (gone.movements % (MOVEMENTS_EACH * TOGETHER) !== 0) throw new Error('Ten lots have eighty movements.')
  const sql = wordsOf(gone)
  writeInBulk(
    file,
    ['movements', 'orders', 'order_lines', 'consigned', 'inbox', 'lots', 'stock'],
    [...lots(gone, sql), ...orders(gone, sql), movements(gone, sql), CONSIGNED, envelopes(gone, sql)],
  )
}

type Words = ReturnType<typeof wordsOf>

/** SQL over `n`, the number of a movement: ten lots take their steps together, and time goes on with each. */
function wordsOf({ movements: count, sku, bins }: Gone) {
  const start = Date.now() - SPAN_MS - 86_400_000
  const at = (n: string) => `(${start} + (${n}) * ${SPAN_MS} / ${count})`
  const step = `((n / ${TOGETHER}) % ${MOVEMENTS_EACH})`
  const first = `(n - n % ${TOGETHER})`
  const own = `case when ${step} in (4, 7) then ${first} else n end`
  const dock = `'DOCK-' || (1 + g % 8)`
  const bulk = `printf('B-%03d', g % ${bins})`
  const face = `printf('B-%03d', (g * 3 + 1) % ${bins})`
  const places = ["'@supplier'", dock, bulk, face, "'STAGE'", bulk, face, "'STAGE'"]
  const targets = [dock, bulk, face, "'STAGE'", "'@customer'", face, "'STAGE'", "'@customer'"]
  const byStep = (values: readonly string[]) =>
    `case ${step} ${values.map((value, index) => `when ${index} then ${value}`).join(' ')} end`
  const order = (o: string) => `${uuid(placed(at, o), '0a0', o)}`
  return {
    at,
    step,
    sku,
    lot: `printf('G%08d', g)`,
    /** The lot of a movement. */
    g: `(n / ${MOVEMENTS_EACH * TOGETHER} * ${TOGETHER} + n % ${TOGETHER})`,
    transaction: uuid(at(own), '0f0', own),
    recorded: at(own),
    units: `case when ${step} < 2 then ${2 * UNITS} else ${UNITS} end`,
    from: byStep(places),
    to: byStep(targets),
    reason: byStep(STEPS.map((name) => `'${name}'`)),
    order,
    placed: (o: string) => placed(at, o),
    orderOf: `case when ${step} in (3, 4, 6, 7) then ${order(`(n / ${MOVEMENTS_EACH * TOGETHER} * 2 + (${step} > 5))`)} end`,
    channelOf: (o: string) =>
      `case (${o}) % ${CHANNELS.length} ${CHANNELS.map(({ code }, index) => `when ${index} then '${code}'`).join(' ')} end`,
  }
}

/** Of two orders of ten lots, each as its goods are brought to where they are picked. */
const placed = (at: (n: string) => string, o: string): string =>
  at(`(${o}) / 2 * ${MOVEMENTS_EACH * TOGETHER} + 20 + (${o}) % 2 * 30`)

function lots({ movements: count, items }: Gone, sql: Words): string[] {
  const all = count / MOVEMENTS_EACH
  const each = `(with recursive ${numbers('each', all)} select n as g, ${sql.at(`n / ${TOGETHER} * ${MOVEMENTS_EACH * TOGETHER} + n % ${TOGETHER}`)} as at from each)`
  return [
    `insert into lots (sku, lot, supplier, supplier_lot, expires_on, received_at, cost_quantity, confirmed)
     select ${sql.sku} as sku, ${sql.lot}, 'Supplier ' || (g % 200), 'S' || g, '2031-12-31', at, 0, 1 from ${each} order by g % ${items}, g`,
    `insert into stock (warehouse, sku, lot, location, status, quantity, allocated, suspect, in_house, sellable, rotation, expires_on, pick_sequence)
     select 'MAIN', ${sql.sku}, ${sql.lot}, location, 'available', units, 0, 0, 0, 0, '2031-12-31 ' || printf('%014d', at), '2031-12-31', 0
     from ${each} join (select '@customer' as location, ${2 * UNITS} as units union all select '@supplier', ${-2 * UNITS}) order by g % ${items}, g, location`,
  ]
}

function orders({ movements: count }: Gone, sql: Words): string[] {
  const all = (count / MOVEMENTS_EACH / TOGETHER) * 2
  const line = `{"id":"01900000-0000-7000-8000-000000000000","sku":"ART-000000","quantity":10,"committed":10,"backordered":0,"planned":0,"allocated":0,"picked":0,"shipped":0,"cancelled":0}`
  const lines = Array.from({ length: TOGETHER }, () => line).join(',')
  return [
    `insert into orders (id, warehouse, channel, external_id, customer, on_short, ship_to, status, version, placed_at, body_hash, answer)
     with recursive ${numbers('o', all)} select ${sql.order('n')}, 'MAIN', ${sql.channelOf('n')}, 'PAST-' || n,
       '{"id":"C-' || (n * 7919 % 20000) || '","name":"Customer"}', 'reject', '{"name":"Customer","street":"' || n || ' Main Street","city":"Springfield"}',
       'shipped', 1, ${sql.placed('n')}, 'jtw0mGqhY2pY6zSzdlmJLd9q1VfYgfMnc1kKjA0Zr0k', '{"id":"","status":"committed","lines":[${lines}]}' from o`,
    `insert into order_lines (id, order_id, position, warehouse, channel, sku, quantity, unit_price, committed, backordered, planned, allocated, picked, shipped, cancelled, drawn)
     with recursive ${numbers('l', all * TOGETHER)}
     select ${uuid(sql.placed(`n / ${TOGETHER}`), '0c0', 'n')}, ${sql.order(`n / ${TOGETHER}`)}, n % ${TOGETHER}, 'MAIN', ${sql.channelOf(`n / ${TOGETHER}`)}, ${sql.sku}, ${UNITS},
       '{"amount":499,"currency":"USD"}', 0, 0, 0, 0, 0, ${UNITS}, 0, 0
     from (select n, n / ${2 * TOGETHER} * ${TOGETHER} + n % ${TOGETHER} as g from l)`,
  ]
}

function movements({ movements: count }: Gone, sql: Words): string {
  const order = `(n / ${MOVEMENTS_EACH * TOGETHER} * 2 + (${sql.step} > 5))`
  return `insert into movements (${MOVEMENT}) with recursive ${numbers('m', count)}
    select ${uuid(sql.at('n'), '1d0', 'n')}, 'MAIN', ${sql.transaction}, ${sql.sku}, ${sql.lot}, ${sql.units}, ${sql.from}, 'available', ${sql.to}, 'available',
      ${sql.reason}, ${sql.step} in (0, 4, 7), ${sql.orderOf}, case when ${sql.step} in (3, 4, 6, 7) then ${sql.channelOf(order)} end, '${DEVICE}', null,
      ${sql.recorded}, ${sql.recorded} from (select n, ${sql.g} as g from m)`
}

export const RECENT = 1_000_000

/** Of the last million movements: as many as a feed of two months has, where ten million are a year and a half. */
function envelopes({ movements: count }: Gone, sql: Words): string {
  const kept = Math.min(count, RECENT)
  return `insert into inbox (id, warehouse, device_id, stream_id, seq, type, envelope, received_at, outcome, exceptions, effects, state)
    with recursive ${numbers('m', kept)}
    select ${sql.transaction}, 'MAIN', '${DEVICE}', '${STREAM}', n + 1, ${sql.reason},
      '{"id":"' || ${sql.transaction} || '","seq":' || (n + 1) || ',"v":1,"type":"' || ${sql.reason} || '","session":null,"cursor":null,"occurredAt":"2026-01-01T00:00:00.000Z","monotonicMs":1234567.8,"payload":{"sku":"' ||
      ${sql.sku} || '","lot":"' || ${sql.lot} || '","quantity":' || ${sql.units} || ',"from":"' || ${sql.from} || '","to":"' || ${sql.to} || '","status":"available"}}',
      ${sql.recorded}, 'applied', '[]', '[]', 'applied'
    from (select n, ${sql.g} as g from (select n + ${count - kept} as n from m))
    where not (${sql.step} in (4, 7) and n % ${TOGETHER} > 0)`
}
