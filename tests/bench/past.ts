/**
 * A warehouse with a past: a year of receipts, put-aways, picks and shipments, and in it one lot of flour that became dough,
 * bread and packs, which went to 50,000 customers' orders. Written past the API because a bench has no hours: the ledger and all
 * that follows from it, so that the audit is clean. What neither a recall nor a release reads is left out: the feed, done
 * tasks, and the envelopes of all but the receipts.
 */
import { CONSIGNED, MOVEMENT, numbers, uuid, writeInBulk } from './bulk.ts'

export interface Past {
  /** Of all kinds together, to within three. */
  movements: number
  lots: number
}

export const ITEMS = 2_000
export const SHIPMENTS = 50_000
export const BINS = 400
export const CHANNELS = ['marketplace', 'retail', 'shop', 'wholesale'] as const
/** Flour, dough, bread, packs: what each is made of the one before it. */
export const CHAIN = {
  flour: { sku: 'FLOUR', lot: 'F1', onHand: 10_000 },
  dough: { sku: 'DOUGH', lot: 'D1', onHand: 0 },
  bread: { sku: 'BREAD', lots: ['B1', 'B2'], onHand: 8_000 },
  packs: { sku: 'PACK', lots: ['P1', 'P2', 'P3', 'P4'], onHand: 1_000 },
} as const
/** Units of each shipment, recalled or not. */
export const UNITS = 2
/** Units of a lot that is still on hand. */
export const LOT_QUANTITY = 40

const CUSTOMERS = 20_000
/** Packs are picked in tens, for five orders at once. */
const PICKED_TOGETHER = 5
const SPAN_MS = 365 * 86_400_000
/** The part of the year in which the packs were shipped, among all the rest. */
const SHIPPED_FROM = 0.85
const SHIPPED_DURING = 0.1

export const skuAt = (index: number): string => `ITEM-${String(index % ITEMS).padStart(4, '0')}`

/** The lot of each item that must leave first. */
export const oldestLot = (lots: number): string => `L${String(goneLots(lots) / ITEMS).padStart(5, '0')}`

/** Three quarters of the lots have been shipped whole; the same number of each item. */
const goneLots = (lots: number): number => Math.floor((0.75 * lots) / ITEMS) * ITEMS

/** Into a migrated database that has the items, bins and channels, and that no process has open. */
export function writePast(file: string, { movements, lots }: Past): void {
  const gone = goneLots(lots)
  const picks = SHIPMENTS / PICKED_TOGETHER
  const shipments = Math.floor((movements - 2 * lots - SHIPMENTS - picks - chainMovements().length) / 2)
  const year: Year = {
    lots,
    gone,
    shipments,
    orders: Math.ceil(shipments / 3),
    start: Date.now() - SPAN_MS - 86_400_000,
  }
  writeInBulk(
    file,
    ['movements', 'orders', 'order_lines', 'inbox', 'lots', 'stock', 'consigned'],
    [
      ...timeline(year),
      ...orders(year),
      ...receipts(year),
      ...shipped(year),
      ...chain(year),
      ...balances(year),
      CONSIGNED,
    ],
  )
}

interface Year {
  lots: number
  gone: number
  /** Of other goods, each a line of an order of three. */
  shipments: number
  orders: number
  /** UTC milliseconds. */
  start: number
}

const orderId = `case when recalled then ${uuid('at', '0b0', 'o')} else ${uuid('at', '0a0', 'o')} end`
const channel = `case o % 4 ${CHANNELS.map((name, index) => `when ${index} then '${name}'`).join(' ')} end`
const sku = `case when recalled then '${CHAIN.packs.sku}' else printf('ITEM-%04d', g % ${ITEMS}) end`
const lot = `case when recalled then 'P' || (1 + g) else printf('L%05d', g / ${ITEMS}) end`
const bin = `printf('B-%03d', g % ${BINS})`
const money = `'{"amount":499,"currency":"USD"}'`

/** Every shipment in the order of time; the packs among all the others. `o`: its order, `g`: its lot. */
function timeline({ gone, shipments, orders: count, start }: Year): string[] {
  const blocks = gone / ITEMS
  const block = `(n * ${blocks} / ${shipments})`
  return [
    `create temp table timeline as with recursive ${numbers('other', shipments)}, ${numbers('pack', SHIPMENTS)}
     select at, recalled, n, o, g from (
       select ${start} + (n / 3) * ${SPAN_MS} / ${count} as at, 0 as recalled, n, n / 3 as o, ${block} * ${ITEMS} + (n * 7) % ${ITEMS} as g from other
       union all select ${start} + cast((${SHIPPED_FROM} + n * ${SHIPPED_DURING} / ${SHIPMENTS}.0) * ${SPAN_MS} as integer), 1, n, n, n % 4 from pack
     ) order by at, recalled, n`,
    `create temp table lot_units as with recursive ${numbers('each', gone)}
     select each.n as g, coalesce(shipped.units, 0) as units from each left join
       (select g, count(*) * ${UNITS} as units from timeline where not recalled group by g) as shipped on shipped.g = each.n order by each.n`,
  ]
}

function orders({ start }: Year): string[] {
  const customer = `(o * 7919) % ${CUSTOMERS}`
  const line = `{"id":"01900000-0000-7000-8000-000000000000","sku":"ITEM-0000","quantity":2,"committed":2,"backordered":0,"planned":0,"allocated":0,"picked":0,"shipped":0,"cancelled":0}`
  return [
    `insert into orders (id, warehouse, channel, external_id, customer, on_short, ship_to, status, version, placed_at, body_hash, answer)
     select ${orderId}, 'MAIN', ${channel}, (case when recalled then 'PACK-' else 'ORDER-' end) || o,
       '{"id":"C-' || ${customer} || '","name":"Customer ' || ${customer} || '"}', 'reject',
       '{"name":"Customer","street":"' || o || ' Main Street","city":"Springfield","state":"IL","zip":"62701"}', 'shipped', 1, at,
       'jtw0mGqhY2pY6zSzdlmJLd9q1VfYgfMnc1kKjA0Zr0k', '{"id":"","status":"committed","lines":[${line},${line},${line}]}'
     from (select distinct at, recalled, o from timeline order by at, recalled, o)`,
    `insert into order_lines (id, order_id, position, warehouse, channel, sku, quantity, unit_price, committed, backordered, planned, allocated, picked, shipped, cancelled, drawn)
     select ${uuid('at', '0c0', 'n + recalled * 1000000000')}, ${orderId}, n % 3, 'MAIN', ${channel}, ${sku}, ${UNITS}, ${money}, 0, 0, 0, 0, 0, ${UNITS}, 0, 0
     from timeline order by rowid`,
    `insert into claims (warehouse, sku, channel, protected, drawn, committed, allocated, backordered, planned)
     select 'MAIN', items.sku, channels.channel, 0, 0, 0, 0, 0, 0 from items join channels where ${start} > 0`,
  ]
}

/** A lot comes in a day before the first of it is shipped; those on hand came last. */
const receivedAt = ({ lots, gone, start }: Year): string =>
  `case when n < ${gone} then ${start} + (n / ${ITEMS}) * ${SPAN_MS} / ${gone / ITEMS} - 86400000 + n % ${ITEMS}
    else ${start} + cast(0.9 * ${SPAN_MS} as integer) + (n - ${gone}) * ${SPAN_MS} / 10 / ${lots - gone} end`

function receipts(year: Year): string[] {
  const each = `(with recursive ${numbers('each', year.lots)} select n, n as g, 0 as recalled, ${receivedAt(year)} as at,
    coalesce((select units from lot_units where lot_units.rowid = n + 1), ${LOT_QUANTITY}) as units from each)`
  const transaction = uuid('at', '0d0', 'n')
  const supplier = `'Supplier ' || (n % 200)`
  return [
    `insert into lots (sku, lot, supplier, supplier_lot, received_at, cost_quantity, confirmed)
     select ${sku}, ${lot}, ${supplier}, 'S' || n, at, 0, 1 from ${each} where units > 0`,
    `insert into inbox (id, warehouse, device_id, stream_id, seq, type, envelope, received_at, outcome, exceptions, effects, state)
     select ${transaction}, 'MAIN', 'HH-1', 'S', n + 1, 'receive',
       '{"id":"' || ${transaction} || '","seq":' || (n + 1) || ',"v":2,"type":"receive","occurredAt":"2026-01-01T00:00:00Z","payload":{"sku":"' || ${sku} || '","lot":"' || ${lot} ||
       '","quantity":' || units || ',"location":"DOCK","supplier":"' || ${supplier} || '","supplierLot":"S' || n || '"}}', at, 'applied', '[]', '[]', 'applied'
     from ${each} where units > 0`,
    `insert into movements (${MOVEMENT}) select ${uuid('at', '1d0', 'n')}, 'MAIN', ${transaction}, ${sku}, ${lot}, units, '@supplier', 'available', 'DOCK', 'available',
       'receive', 1, null, null, 'HH-1', null, at, at from ${each} where units > 0`,
    `insert into movements (${MOVEMENT}) select ${uuid('at + 3600000', '1e0', 'n')}, 'MAIN', ${uuid('at + 3600000', '0e0', 'n')}, ${sku}, ${lot}, units, 'DOCK', 'available', ${bin}, 'available',
       'move', 0, null, null, 'HH-1', null, at + 3600000, at + 3600000 from ${each} where units > 0`,
  ]
}

/** Picked half an hour after the order, shipped an hour after it: in the order of time, as they were recorded. */
function shipped(_year: Year): string[] {
  const picked = 'at + 1800000'
  const left = 'at + 3600000'
  const number = 'n + recalled * 1000000000'
  const order = `case when recalled and step = 0 then null else ${orderId} end`
  return [
    `insert into movements (${MOVEMENT})
     select case step when 0 then ${uuid(picked, '100', number)} else ${uuid(left, '200', number)} end, 'MAIN',
       case step when 0 then ${uuid(picked, '0f0', number)} else ${uuid(left, '0f1', 'o + recalled * 1000000000')} end, ${sku}, ${lot},
       case when recalled and step = 0 then ${UNITS * PICKED_TOGETHER} else ${UNITS} end,
       case step when 0 then ${bin} else 'STAGING' end, 'available', case step when 0 then 'STAGING' else '@customer' end, 'available',
       case step when 0 then 'pick' else 'ship' end, step, ${order}, case when recalled and step = 0 then null else ${channel} end, 'HH-1', null,
       at + 1800000 * (1 + step), at + 1800000 * (1 + step)
     from timeline join (select 0 as step union all select 1) as steps
     where not (recalled and step = 0 and (n / 4) % ${PICKED_TOGETHER} <> 0)
     order by timeline.rowid, step`,
  ]
}

interface ChainMovement {
  transaction: number
  sku: string
  lot: string
  quantity: number
  from: string
  to: string
  reason: string
}

/** Received, and three times made into others. */
function chainMovements(): ChainMovement[] {
  const { flour, dough, bread, packs } = CHAIN
  const shippedOf = (SHIPMENTS * UNITS) / packs.lots.length
  const packed = shippedOf + packs.onHand
  const used = (packed * packs.lots.length) / bread.lots.length
  const into = (transaction: number, made: string, number: string, quantity: number): ChainMovement => ({
    transaction,
    sku: made,
    lot: number,
    quantity,
    from: '@production',
    to: 'B-000',
    reason: 'transform',
  })
  const outOf = (transaction: number, one: string, number: string, quantity: number): ChainMovement => ({
    ...into(transaction, one, number, quantity),
    from: 'B-000',
    to: '@production',
  })
  const all = 50_000
  return [
    { ...into(0, flour.sku, flour.lot, all + flour.onHand), from: '@supplier', reason: 'receive' },
    outOf(1, flour.sku, flour.lot, all),
    into(1, dough.sku, dough.lot, 2 * all),
    outOf(2, dough.sku, dough.lot, 2 * all),
    ...bread.lots.map((number) => into(2, bread.sku, number, used + bread.onHand)),
    ...bread.lots.map((number) => outOf(3, bread.sku, number, used)),
    ...packs.lots.map((number) => into(3, packs.sku, number, packed)),
    // Packs are shipped out of other bins than bread is made in; the move there is one for each lot.
    ...packs.lots
      .map(
        (number, index): ChainMovement => ({
          ...into(4 + index, packs.sku, number, packed),
          from: 'B-000',
          to: `B-00${index}`,
          reason: 'move',
        }),
      )
      .filter(({ from, to }) => from !== to),
  ]
}

function chain({ start }: Year): string[] {
  const at = start + Math.floor(SHIPPED_FROM * SPAN_MS) - 86_400_000
  const transaction = (number: number) => uuid(String(at + number), '0ff', String(number))
  const lots = new Map(chainMovements().map((line) => [`${line.sku} ${line.lot}`, line]))
  const envelope = `'{"id":"","seq":1,"v":2,"type":"receive","occurredAt":"2026-01-01T00:00:00Z","payload":{"sku":"FLOUR","lot":"F1","quantity":60000,"location":"B-000","supplier":"Mill","supplierLot":"MILL-1"}}'`
  return [
    ...[...lots.values()].map(
      (line) => `insert into lots (sku, lot, supplier, supplier_lot, received_at, cost_quantity, confirmed)
        values ('${line.sku}', '${line.lot}', ${line.sku === CHAIN.flour.sku ? `'Mill', 'MILL-1'` : 'null, null'}, ${at}, 0, 1)`,
    ),
    `insert into inbox (id, warehouse, device_id, stream_id, seq, type, envelope, received_at, outcome, exceptions, effects, state)
      values (${transaction(0)}, 'MAIN', 'HH-1', 'F', 1, 'receive', ${envelope}, ${at}, 'applied', '[]', '[]', 'applied')`,
    ...chainMovements().map(
      (
        line,
        index,
      ) => `insert into movements (${MOVEMENT}) values (${uuid(String(at + line.transaction), '2ff', String(index))}, 'MAIN', ${transaction(line.transaction)},
        '${line.sku}', '${line.lot}', ${line.quantity}, '${line.from}', 'available', '${line.to}', 'available', '${line.reason}', ${line.reason === 'move' ? 0 : 1}, null, null, 'HH-1', null, ${at + line.transaction}, ${at + line.transaction})`,
    ),
    ...[1, 2, 3].map(
      (number) =>
        `insert into transformations (transaction_id, warehouse, kind, occurred_at) values (${transaction(number)}, 'MAIN', 'production', ${at + number})`,
    ),
    ...chainMovements()
      .filter(({ reason }) => reason === 'transform')
      .map(
        (line, position) => `insert into transformation_lines (transaction_id, position, side, sku, lot, quantity)
          values (${transaction(line.transaction)}, ${position}, '${line.to === '@production' ? 'consumed' : 'produced'}', '${line.sku}', '${line.lot}', ${line.quantity})`,
      ),
  ]
}

/** What the movements sum to: places in the house that are empty have no row, the virtual ones have. */
function balances(_year: Year): string[] {
  return [
    `create temp table sums as select sku, lot, location, sum(units) as units from (
      select sku, lot, to_location as location, quantity as units from movements
      union all select sku, lot, from_location, -quantity from movements) group by sku, lot, location`,
    `insert into stock (warehouse, sku, lot, location, status, quantity, allocated, suspect, in_house, sellable, rotation, expires_on, pick_sequence)
     select 'MAIN', sums.sku, sums.lot, location, 'available', units, 0, 0, location not like '@%', location not like '@%',
       printf('%014d', received_at), '9999-12-31', case when location like 'B-%' then cast(substr(location, 3) as integer) else 0 end
     from sums join lots on lots.sku = sums.sku and lots.lot = sums.lot where units <> 0 or location like '@%'
     order by sums.sku, sums.lot, location, 5`,
    `insert into shelf (warehouse, sku, expires_on, sellable, allocated)
     select 'MAIN', sku, '9999-12-31', sum(quantity), 0 from stock where in_house group by sku`,
  ]
}
