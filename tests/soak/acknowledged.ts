/** Compares what handhelds were told is recorded with what is: each stream whole, each once, the same ids in the same order. */
import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import type { Acknowledged } from './handheld.ts'

/** What is missing or other, a sentence each. */
export function compareAcknowledged(file: string, acknowledged: readonly Acknowledged[]): string[] {
  const database = new Database(file, { readonly: true })
  const rows = database.prepare<[string, number], { id: string; seq: number; outcome: string }>(
    'SELECT id, seq, outcome FROM inbox WHERE stream_id = ? AND seq <= ? ORDER BY seq',
  )
  try {
    return acknowledged.flatMap(({ stream, seq, ids }) => {
      const hash = createHash('sha256')
      let expected = 1
      for (const row of rows.iterate(stream, seq)) {
        if (row.seq !== expected) return [`stream ${stream} has ${row.seq} where ${expected} is due`]
        if (row.outcome !== 'applied') return [`${row.id} of stream ${stream} is ${row.outcome}`]
        hash.update(row.id)
        expected += 1
      }
      if (expected !== seq + 1) return [`stream ${stream} ends at ${expected - 1}, and ${seq} was acknowledged`]
      return hash.digest('hex') === ids ? [] : [`stream ${stream} has other ids`]
    })
  } finally {
    database.close()
  }
}
