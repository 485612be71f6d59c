/**
 * The page that every desk begins with, read again at each change of the floor: 100,000 orders of two months, of which 20,000 are open,
 * with what was picked, shipped, counted and came back for them. Written past the API because a bench has no months. What is told
 * beside the times is how the database finds it: a statement that looks at a whole table of history fails the part.
 */
import Database from 'better-sqlite3'
import { type Figure, median, percentile } from './report.ts'
import { type BenchServer, startServer } from './server.ts'
import { importCsv, range } from './warehouse.ts'

const ORDERS = 100_000
const OPEN = 20_000
const DAYS = 60
const SKUS = 2_000
const COUNTS_A_DAY = 100
const READS = 300
const CHANNELS = ['amazon', 'shop', 'retail', 'wholesale']
const DAY_MS = 86_400_000
const PART = `Today: ${ORDERS.toLocaleString('en-US')} orders of ${DAYS} days, ${OPEN.toLocaleString('en-US')} of them open, ${COUNTS_A_DAY} counts a day`

/** Tables that grow with the years. */
const HISTORY = [
  'orders',
  'order_lines',
  'movements',
  'inbox',
  'shipments',
  'counts',
  'count_lines',
  'tasks',
  'exceptions',
  'inspections',
  'returns',
  'returned_goods',
  'channel_failures',
  'stock_days',
  'channel_days',
]

export async function measureToday(): Promise<Figure[]> {
  const server = await startServer({ capture: true })
  try {
    await importCsv(
      server,
      'items',
      'sku,name,rotation,lotTracked,unit',
      range(SKUS).map((index) => `${skuAt(index)},Item ${index},fifo,true,each`),
    )
    for (const [index, channel] of CHANNELS.entries())
      await server.api('PUT', `/channels/${channel}`, { name: channel, kind: 'dtc', priority: index + 1 })
    await server.stop()
    fill(server.databaseFile, Date.now())
    await server.start()
    refuseScans(server, await statementsOfOneRead(server))
    await server.stop()
    const plain = await startServer({ copyOf: server.databaseFile })
    try {
      const times = await timesOf(plain)
      const figure = (what: string, value: number, max: number): Figure => ({
        ...{ part: PART, what, value, unit: 'ms', target: { max } },
      })
      return [figure('a read, p50', median(times), 25), figure('a read, p99', percentile(times, 99), 60)]
    } finally {
      await plain.close()
    }
  } finally {
    await server.close()
  }
}

const skuAt = (index: number): string => `SKU-${String(index % SKUS).padStart(5, '0')}`

async function timesOf(server: BenchServer): Promise<number[]> {
  const times: number[] = []
  for (let read = 0; read < READS; read++) {
    const started = performance.now()
    const { needs, due, picked } = await server.api<{
      needs: { kind: string }[]
      due: { orders: number }
      picked: { lines: number }
    }>('GET', '/today')
    times.push(performance.now() - started)
    if (needs.length < 8 || due.orders === 0 || picked.lines === 0) throw new Error('The page has too little on it.')
  }
  return times.slice(READS / 10)
}

/** What one read runs after its caller is known, from its BEGIN to its COMMIT: duties read beside it. */
async function statementsOfOneRead(server: BenchServer): Promise<string[]> {
  server.captured()
  await server.api('GET', '/today')
  const reads: string[][] = [[]]
  for (const { kind, sql } of server.captured())
    if (kind === 'read') sql === 'BEGIN' ? reads.push([]) : reads.at(-1)?.push(sql)
  const own = reads.find((statements) => statements.some((sql) => sql.includes('channel_days')))
  return (own ?? []).filter((sql) => /^(select|with)/i.test(sql))
}

/** Of tables of history only what a partial index has may be looked at as a whole. */
function refuseScans({ databaseFile }: BenchServer, statements: readonly string[]): void {
  const database = new Database(databaseFile, { readonly: true })
  try {
    if (statements.length < 15) throw new Error(`Only ${statements.length} statements were captured.`)
    const partial = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'")
      .pluck()
      .all() as string[]
    for (const sql of statements) {
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]
      const whole = steps.find(({ detail }) => isWhole(detail, partial))
      if (whole) throw new Error(`${whole.detail}:\n${sql}`)
    }
  } finally {
    database.close()
  }
}

/** `SEARCH orders USING INDEX orders_by_status (warehouse=?)` is as good as all of them. */
function isWhole(step: string, partial: readonly string[]): boolean {
  const [, way, table = '', index = '', by = ''] =
    /^(SCAN|SEARCH) (\w+)(?: USING (?:COVERING )?INDEX (\w+))?(.*)$/.exec(step) ?? []
  if (!HISTORY.includes(table) || partial.includes(index)) return false
  return way === 'SCAN' || by.trim() === '(warehouse=?)'
}

/** Of each part of the page something is there. */
function fill(file: string, now: number): void {
  const database = new Database(file)
  database.pragma('synchronous = OFF')
  const s = {
    order: database.prepare(
      `INSERT INTO orders (id, warehouse, channel, external_id, customer, ship_by, on_short, status, version, placed_at, body_hash, answer)
       VALUES (?, 'MAIN', ?, ?, '{"id":"C","name":"Ada"}', ?, 'reject', ?, 1, ?, 'x', '{}')`,
    ),
    line: database.prepare(
      `INSERT INTO order_lines (id, order_id, position, warehouse, channel, sku, quantity, unit_price, committed, backordered, planned, allocated, picked, shipped, cancelled, drawn)
       VALUES (?, ?, ?, 'MAIN', ?, ?, 3, '{"amount":499,"currency":"USD"}', ?, ?, 0, 0, 0, ?, 0, 0)`,
    ),
    movement: database.prepare(
      `INSERT INTO movements (id, warehouse, transaction_id, sku, lot, quantity, from_location, from_status, to_location, to_status, reason, border, order_id, channel, occurred_at, recorded_at)
       VALUES (?, 'MAIN', ?, ?, 'L1', 3, 'B-1', 'available', 'STAGING', 'available', ?, ?, ?, ?, ?, ?)`,
    ),
    inbox: database.prepare(
      `INSERT INTO inbox (id, warehouse, device_id, stream_id, seq, type, envelope, received_at, outcome, exceptions, effects, state)
       VALUES (?, 'MAIN', 'HH-1', 'S', ?, 'pick', '{}', ?, 'applied', '[]', '[]', ?)`,
    ),
    shipment: database.prepare(
      `INSERT INTO shipments (transaction_id, warehouse, order_id, units, shipped_at) VALUES (?, 'MAIN', ?, '[]', ?)`,
    ),
    count: database.prepare(
      `INSERT INTO counts (id, warehouse, origin, location, scope, sku, lot, hidden_from, occurred_at, recorded_at, reversed)
       VALUES (?, 'MAIN', 'plan', 'B-1', 'location', '', '', 'holder', ?, ?, 0)`,
    ),
    counted: database.prepare(
      `INSERT INTO count_lines (count_id, sku, lot, status, warehouse, location, class, counted, expected, state, adjusted, suspected)
       VALUES (?, ?, 'L1', 'available', 'MAIN', 'B-1', 'A', ?, 100, ?, 0, 0)`,
    ),
    exception: database.prepare(
      `INSERT INTO exceptions (id, warehouse, type, severity, state, subject, detail, sku, remedies, opened_at)
       VALUES (?, 'MAIN', ?, ?, ?, ?, 'Of the bench', ?, '[]', ?)`,
    ),
    task: database.prepare(
      `INSERT INTO tasks (id, warehouse, kind, state, sku, lot, location, quantity, done, sequence, scope, origin, hidden_from, created_at)
       VALUES (?, 'MAIN', 'count', ?, '', '', ?, 0, 0, 0, 'location', 'plan', 'holder', ?)`,
    ),
  }
  const id = idsAt()
  const span = DAYS * DAY_MS
  database.transaction(() => {
    for (let nth = 0; nth < ORDERS; nth++) {
      const isOpen = nth >= ORDERS - OPEN
      const placedAt = now - span + Math.floor((nth / ORDERS) * span)
      const shipBy = new Date(placedAt + (isOpen ? ((nth % 12) - 2) * DAY_MS : DAY_MS)).toISOString()
      const order = id(placedAt)
      const channel = CHANNELS[nth % CHANNELS.length] as string
      const status = isOpen ? 'committed' : 'shipped'
      s.order.run(order, channel, `O-${nth}`, nth % 2 ? shipBy : shipBy.slice(0, 10), status, placedAt)
      for (const position of [0, 1]) {
        const isShort = isOpen && nth % 200 === 0 && position === 0
        const sku = skuAt(nth * 7 + position)
        s.line.run(
          id(placedAt),
          order,
          position,
          channel,
          sku,
          isOpen && !isShort ? 3 : 0,
          isShort ? 3 : 0,
          isOpen ? 0 : 3,
        )
        if (isOpen) continue
        const at = Math.min(now, placedAt + DAY_MS / 2)
        const picking = id(at)
        s.inbox.run(
          picking,
          nth * 2 + position,
          at,
          nth % 500 === 0 ? 'reversed' : nth % 5_000 === 1 ? 'parked' : 'applied',
        )
        s.movement.run(id(at), picking, sku, 'pick', 0, order, channel, at, at)
        s.movement.run(id(at), id(at), sku, 'ship', 1, order, channel, at, at)
      }
      if (!isOpen) s.shipment.run(id(placedAt), order, Math.min(now, placedAt + DAY_MS / 2))
    }
    // Those of today are picked as the day goes.
    for (let nth = 0; nth < 3_000; nth++) {
      const at = now - nth * 4_000
      s.movement.run(id(at), id(at), skuAt(nth), 'pick', 0, null, null, at, at)
    }
    for (let nth = 0; nth < DAYS * COUNTS_A_DAY; nth++) {
      const at = now - Math.floor((nth / (DAYS * COUNTS_A_DAY)) * span)
      const count = id(at)
      s.count.run(count, at, at)
      for (let line = 0; line < 4; line++)
        s.counted.run(
          count,
          skuAt(nth + line * 13),
          nth % 25 === 0 && line === 0 ? 97 : 100,
          nth < 10 ? 'recount' : 'posted',
        )
    }
    for (let nth = 0; nth < 20_000; nth++) {
      const isOpen = nth < 400
      const type = nth % 10 === 0 ? 'at-risk' : 'count-variance'
      const at = now - nth * 60_000
      s.exception.run(
        id(at),
        type,
        nth % 10 === 0 ? 'high' : 'medium',
        isOpen ? 'open' : 'resolved',
        `${nth}`,
        skuAt(nth),
        at,
      )
      s.task.run(id(at), isOpen ? 'open' : 'done', `B-${nth}`, at)
    }
    fillClaims(database)
    fillReturns(database, now, id)
    fillDays(database, now)
  })()
  database.close()
}

/** Of the shape and order of the server's, by the time that they begin with. */
function idsAt(): (ms: number) => string {
  let made = 0
  return (ms) => {
    made += 1
    const time = Math.max(0, ms).toString(16).padStart(12, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${made.toString(16).padStart(12, '0')}`
  }
}

/** So that items at risk have a pool: less is there than was promised of every tenth. */
function fillClaims(database: Database.Database): void {
  const claim = database.prepare(
    `INSERT INTO claims (warehouse, sku, channel, protected, drawn, committed, allocated, backordered, planned)
     SELECT 'MAIN', sku, channel, 0, 0, sum(committed), 0, sum(backordered), 0 FROM order_lines GROUP BY sku, channel`,
  )
  claim.run()
  database
    .prepare(
      `INSERT INTO shelf (warehouse, sku, expires_on, sellable, allocated)
       SELECT 'MAIN', sku, '9999-12-31', CASE WHEN cast(substr(sku, 5) as integer) % 10 = 0 THEN sum(committed) - 1 ELSE sum(committed) + 500 END, 0
       FROM claims GROUP BY sku`,
    )
    .run()
}

function fillReturns(database: Database.Database, now: number, id: (ms: number) => string): void {
  const row = database.prepare(
    `INSERT INTO returns (id, warehouse, channel, blind, state, documents, photos, created_at, chargeback)
     VALUES (?, 'MAIN', 'shop', 1, ?, ?, '[]', ?, ?)`,
  )
  const goods = database.prepare(
    `INSERT INTO returned_goods (id, warehouse, return_id, sku, lot, quantity, inspected, reason, channel, location, received_at)
     VALUES (?, 'MAIN', ?, ?, 'L1', 2, ?, 'unwanted', 'shop', 'CAGE', ?)`,
  )
  const inspection = database.prepare(
    `INSERT INTO inspections (id, warehouse, return_id, sku, lot, location, quantity, carried_out, condition, disposition, checklist, photos, state, waits_for, inspected_at)
     VALUES (?, 'MAIN', ?, ?, 'L1', 'CAGE', 2, 0, 'new', 'restock', '[]', '[]', ?, ?, ?)`,
  )
  for (let nth = 0; nth < 10_000; nth++) {
    const at = now - nth * 500_000
    const isOpen = nth < 200
    const chargeback = nth % 50 === 0 ? '{"state":"open"}' : null
    const one = id(at)
    row.run(one, isOpen ? 'received' : 'closed', chargeback === null ? 'none' : 'missing', at, chargeback)
    goods.run(id(at), one, skuAt(nth), isOpen && nth % 2 === 0 ? 0 : 2, at)
    const isWaiting = isOpen && nth % 10 === 1
    inspection.run(id(at), one, skuAt(nth), isWaiting ? 'waiting' : 'done', isWaiting ? 'second-person' : null, at)
  }
}

function fillDays(database: Database.Database, now: number): void {
  const day = database.prepare(
    `INSERT INTO channel_days (warehouse, day, channel, protected, committed, available_to_promise) VALUES ('MAIN', ?, ?, 0, 0, ?)`,
  )
  for (let nth = 0; nth < 400; nth++)
    for (const channel of CHANNELS)
      day.run(new Date(now - nth * DAY_MS).toISOString().slice(0, 10), channel, 9_000 + nth)
}
