/** The feed of what was written past the API, and the places of those who follow it: they have looked at all of it. */
import Database from 'better-sqlite3'
import { type FeedHead, GENESIS, nextLink } from '../../server/feed/chain.ts'
import { stockKey } from '../../shared/wire/pull.ts'
import { DEVICE, RECENT, STREAM } from './gone.ts'

const PAGE = 20_000
const FOLLOWERS = ['costing position', 'planning position']

interface Moved {
  id: string
  transaction_id: string
  sku: string
  lot: string
  quantity: number
  from_location: string
  to_location: string
}

/** Goes on from the feed that is there: one entry for each transaction of the last `RECENT` movements. */
export function writeRecentFeed(file: string, movements: number): void {
  const database = new Database(file)
  database.pragma('journal_mode = OFF')
  database.pragma('synchronous = OFF')
  database.pragma('cache_size = -524288')
  const append = database.prepare('INSERT INTO feed (position, ref, changes, chain) VALUES (?, ?, ?, ?)')
  const follow = database.prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  const head = database.prepare('SELECT position, chain FROM feed ORDER BY position DESC LIMIT 1')
  database.transaction(() => {
    let last = (head.get() as FeedHead | undefined) ?? GENESIS
    for (const [ref, moved] of transactionsOf(database)) {
      const changes = changesOf(ref, moved)
      last = { position: last.position + 1, chain: nextLink(last.chain, changes) }
      append.run(last.position, ref, changes, last.chain)
    }
    for (const name of FOLLOWERS) follow.run(name, String(last.position))
    database
      .prepare('INSERT INTO streams (stream_id, device_id, expected_seq, skew_ms) VALUES (?, ?, ?, 0)')
      .run(STREAM, DEVICE, movements + 1)
  })()
  database.pragma('journal_mode = WAL')
  database.close()
}

/** In the order of time. A page ends within no transaction: all of them have one movement or ten. */
function* transactionsOf(database: Database.Database): Generator<[string, Moved[]]> {
  const columns = 'id, transaction_id, sku, lot, quantity, from_location, to_location'
  const oldest = database
    .prepare('SELECT id FROM movements WHERE device_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?')
    .get(DEVICE, RECENT - 1) as { id: string } | undefined
  // Ids of what was written otherwise begin with a letter behind those of time.
  const page = database.prepare(
    `SELECT ${columns} FROM movements WHERE id >= ? AND id < 'A' AND device_id = '${DEVICE}' ORDER BY id LIMIT ${PAGE}`,
  )
  for (let from = oldest?.id ?? ''; ; ) {
    const rows = page.all(from) as Moved[]
    for (let at = 0; at < rows.length; ) {
      const ref = (rows[at] as Moved).transaction_id
      let end = at
      while (rows[end]?.transaction_id === ref) end += 1
      yield [ref, rows.slice(at, end)]
      at = end
    }
    if (rows.length < PAGE) return
    from = `${rows.at(-1)?.id}0`
  }
}

function changesOf(ref: string, moved: readonly Moved[]): string {
  const stock = moved.flatMap(({ sku, lot, quantity, from_location, to_location }) =>
    [
      { location: from_location, left: 0 },
      { location: to_location, left: quantity },
    ]
      .filter(({ location }) => !location.startsWith('@'))
      .map(({ location, left }) => {
        const key = { sku, lot, location, status: 'available' as const }
        const value = left === 0 ? null : { ...key, quantity: left, allocated: 0, suspect: 0 }
        return { table: 'stock', key: stockKey(key), value, warehouse: 'MAIN' }
      }),
  )
  const value = { id: ref, device: DEVICE, outcome: 'applied', settled: true, exceptions: [] }
  return JSON.stringify([...stock, { table: 'outcomes', key: ref, value, warehouse: 'MAIN' }])
}
