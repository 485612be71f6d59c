/**
 * Open orders by the hundred thousand, written past the API because a bench has no hours: orders, their lines, and the
 * claims that are the sums of them. Each line is committed whole, out of its channel's protection while that lasts.
 */
import Database from 'better-sqlite3'
import { CHANNELS } from './sales.ts'

export interface OpenOrders {
  /** Each order has one line of each item. */
  skus: readonly string[]
  /** Of all orders together: a multiple of the items. */
  lines: number
}

const MOST_UNITS = 3

export function writeOpenOrders(file: string, { skus, lines }: OpenOrders): void {
  const database = new Database(file)
  // A cut of power would cost the bench a file that it can write again.
  database.pragma('synchronous = OFF')
  database.pragma('cache_size = -524288')
  const s = prepareAll(database)
  const newId = idsInOrder()
  const placedAt = Date.now() - 86_400_000
  database.transaction(() => {
    const claims = openClaims(database)
    const indexes = takeIndexes(database)
    for (let index = 0; index < lines / skus.length; index++) {
      const id = newId()
      const channel = CHANNELS[index % CHANNELS.length]?.code ?? ''
      const quantity = 1 + (index % MOST_UNITS)
      const orderLines = skus.map((sku) => ({ id: newId(), sku, drawn: claims.commit(sku, channel, quantity) }))
      s.order.run(
        id,
        channel,
        `OPEN-${index}`,
        placedAt,
        `OPEN-${index}`,
        answerOf(id, index, channel, orderLines, quantity),
      )
      for (const [position, line] of orderLines.entries())
        s.line.run(line.id, id, position, channel, line.sku, quantity, quantity, line.drawn)
    }
    for (const index of indexes) database.exec(index)
    claims.write()
  })()
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}

/** Of the shape and order of the server's; to make a million of them by the rules takes longer than to write them. */
function idsInOrder(): () => string {
  let made = 0
  return () => {
    made += 1
    return `01900000-0000-7000-8000-${made.toString(16).padStart(12, '0')}`
  }
}

/** Drops what would have to follow each line, and returns the statements that build it again from all of them. */
function takeIndexes(database: Database.Database): string[] {
  const indexes = database
    .prepare(
      "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'order_lines' AND sql IS NOT NULL",
    )
    .all() as { name: string; sql: string }[]
  for (const { name } of indexes) database.exec(`DROP INDEX "${name}"`)
  return indexes.map(({ sql }) => sql)
}

/** As the server answered when the order was placed. */
function answerOf(
  id: string,
  index: number,
  channel: string,
  lines: readonly { id: string; sku: string }[],
  quantity: number,
): string {
  const none = { backordered: 0, planned: 0, allocated: 0, picked: 0, shipped: 0, cancelled: 0 }
  return JSON.stringify({
    id,
    externalId: `OPEN-${index}`,
    channel,
    status: 'committed',
    lines: lines.map((line) => ({ id: line.id, sku: line.sku, quantity, committed: quantity, ...none })),
  })
}

/** The claims as the protections have left them, changed in memory and written once. */
function openClaims(database: Database.Database) {
  interface Claim {
    sku: string
    channel: string
    protected: number
    drawn: number
    committed: number
  }
  const rows = database.prepare('SELECT sku, channel, protected, drawn, committed FROM claims').all() as Claim[]
  const claims = new Map(rows.map((claim) => [`${claim.sku} ${claim.channel}`, claim]))
  return {
    /** Returns the units that are drawn from the protection. */
    commit(sku: string, channel: string, quantity: number): number {
      const claim = claims.get(`${sku} ${channel}`)
      if (!claim) throw new Error(`${channel} has set nothing of ${sku} aside.`)
      const drawn = Math.min(quantity, claim.protected)
      claim.protected -= drawn
      claim.drawn += drawn
      claim.committed += quantity
      return drawn
    },
    write() {
      const change = database.prepare(
        'UPDATE claims SET protected = @protected, drawn = @drawn, committed = @committed WHERE sku = @sku AND channel = @channel',
      )
      for (const claim of claims.values()) change.run(claim)
    },
  }
}

function prepareAll(database: Database.Database) {
  return {
    order: database.prepare(
      `INSERT INTO orders (id, warehouse, channel, external_id, customer, on_short, status, version, placed_at, body_hash, answer)
       VALUES (?, 'MAIN', ?, ?, '{"id":"C-1","name":"Customer"}', 'reject', 'committed', 1, ?, ?, ?)`,
    ),
    line: database.prepare(
      `INSERT INTO order_lines (id, order_id, position, warehouse, channel, sku, quantity, unit_price, committed, backordered, planned, allocated, picked, shipped, cancelled, drawn)
       VALUES (?, ?, ?, 'MAIN', ?, ?, ?, '{"amount":499,"currency":"USD"}', ?, 0, 0, 0, 0, 0, 0, ?)`,
    ),
  }
}
