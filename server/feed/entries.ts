/**
 * Entries of the feed, read from their text. Hundreds of devices ask for the same ones within moments: the last of them are kept as
 * they were read. By their link in the chain, which is of their content and of all before it: no history is mistaken for another.
 */
import type { ReplicaChange } from '../../shared/wire/pull.ts'
import type { FeedChange } from '../db/work.ts'

export interface EntryChange {
  /** Null: it concerns all warehouses. */
  warehouse: string | null
  /** The device, or kind of reader, that it is for alone. */
  to: string | undefined
  /** As it is answered. Shared: nobody changes it. */
  change: ReplicaChange
}

/** Characters of text whose entries are kept. */
const KEPT = 4_000_000
/** An import is one entry, and is asked for seldom. */
const LONGEST = 100_000

const kept = new Map<string, { changes: EntryChange[]; size: number }>()
let size = 0

export function changesOf({ chain, changes: text }: { chain: string; changes: string }): EntryChange[] {
  const known = kept.get(chain)
  if (known) return known.changes
  const changes = (JSON.parse(text) as FeedChange[]).map(
    ({ warehouse, to, ...change }): EntryChange => ({ warehouse, to, change }),
  )
  if (text.length <= LONGEST) keep(chain, changes, text.length)
  return changes
}

function keep(chain: string, changes: EntryChange[], length: number): void {
  kept.set(chain, { changes, size: length })
  size += length
  for (const [oldest, entry] of kept) {
    if (size <= KEPT) return
    kept.delete(oldest)
    size -= entry.size
  }
}
