/** What was sent and what was said of it, held against what the database holds. */
import Database from 'better-sqlite3'

export interface Sent {
  id: string
  sku: string
  /** What it adds to the stock on hand, once it is recorded. */
  units: number
  /** What its movements add up to. */
  moved: number
  /** `unknown`: it was sent, and no answer came. */
  said: 'unsent' | 'unknown' | 'done'
}

export interface Asked {
  /** Of an order or a pick list. */
  id: string
  tasks: number
}

export interface Book {
  readonly sent: Map<string, Sent>
  readonly orders: Set<string>
  readonly released: Map<string, Asked>
}

export const createBook = (): Book => ({ sent: new Map(), orders: new Set(), released: new Map() })

export interface Held {
  /** Recorded, though no answer came. */
  unanswered: Set<string>
  lost: string[]
  doubled: string[]
  /** By item: what must be on hand. */
  onHand: Map<string, number>
}

/** What a database holds that is asked in SQL: the first column of each row, with the second as a number. */
export type Ask = (sql: string) => Promise<Map<string, number>>

/** Reads the files beside the server. */
export async function compareFile(database: string, book: Book): Promise<Held> {
  const file = new Database(database, { readonly: true })
  try {
    file.exec('BEGIN')
    return await compare(async (sql) => new Map(file.prepare(sql).raw().all() as [string, number][]), book)
  } finally {
    file.close()
  }
}

export async function compare(ask: Ask, book: Book): Promise<Held> {
  const held: Held = { unanswered: new Set(), lost: [], doubled: [], onHand: new Map() }
  const inbox = await ask('SELECT id, count(*) FROM inbox GROUP BY id')
  const moved = await ask('SELECT transaction_id, sum(quantity) FROM movements GROUP BY transaction_id')
  const orders = await ask('SELECT min(id), count(*) FROM orders GROUP BY external_id, channel')
  const tasks = await ask(`SELECT order_id, count(*) FROM tasks WHERE kind = 'pick' GROUP BY order_id`)
  for (const { id, sku, units, moved: wanted, said } of book.sent.values()) {
    const times = inbox.get(id) ?? 0
    if (times > 1 || (moved.get(id) ?? 0) > wanted) held.doubled.push(`transaction ${id}`)
    if (said === 'done' && (times === 0 || moved.get(id) !== wanted)) held.lost.push(`transaction ${id}`)
    if (times === 0) continue
    if (said === 'unknown') held.unanswered.add(id)
    held.onHand.set(sku, (held.onHand.get(sku) ?? 0) + units)
  }
  for (const id of book.orders) if (!orders.has(id)) held.lost.push(`order ${id}`)
  for (const times of orders.values()) if (times > 1) held.doubled.push('an order')
  for (const [order, asked] of book.released) {
    const found = tasks.get(order) ?? 0
    if (found < asked.tasks) held.lost.push(`release of ${order}`)
    if (found > asked.tasks) held.doubled.push(`release of ${order}`)
  }
  for (const id of inbox.keys()) if (!book.sent.has(id)) held.doubled.push(`${id}, which nobody sent`)
  return held
}
