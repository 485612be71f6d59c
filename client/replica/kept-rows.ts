/** Answers of the disk by their key, kept in memory until anything in their table changes, here or in another tab. */
import Dexie from 'dexie'
import type { ReplicaTable } from '../../shared/wire/pull.ts'
import type { ReplicaDatabase } from './database.ts'

/** More than the longest list meets; beyond, it begins anew. */
const MOST = 4_096

export interface KeptRows<Answer> {
  /** Undefined where the disk must be asked, or has none. */
  known(key: string): Answer | undefined
  /** In the order of the keys; undefined where there is none. */
  of(keys: readonly string[]): Promise<(Answer | undefined)[]>
}

/** `ask`: the disk, for some keys, in their order. `emptied`: called when what is known holds no more. `most`: kept at once. */
export function keepRows<Answer>(
  replica: ReplicaDatabase,
  table: ReplicaTable,
  ask: (keys: readonly string[]) => Promise<readonly (Answer | undefined)[]>,
  emptied: () => void = () => {},
  most = MOST,
): KeptRows<Answer> {
  const kept = new Map<string, Answer | undefined>()
  const part = `idb://${replica.name}/${table}/`
  // Counts changes: what was asked before one of them and answered after it must not be kept.
  let changes = 0
  const empty = () => {
    changes += 1
    kept.clear()
    emptied()
  }
  Dexie.on.storagemutated.subscribe((parts) => {
    if (Object.keys(parts).some((changed) => changed.startsWith(part))) empty()
  })
  return {
    known: (key) => kept.get(key),
    async of(keys) {
      const missing = [...new Set(keys)].filter((key) => !kept.has(key))
      // Taken now: to make room for what is missing, what is known may have to go.
      const answer = new Map(keys.map((key) => [key, kept.get(key)]))
      if (missing.length > 0) {
        const before = changes
        const found = await ask(missing)
        // What was known may be from before the change: all of them anew, as they are now.
        if (before !== changes) return [...(await ask(keys))]
        if (kept.size + missing.length > most) empty()
        missing.forEach((key, at) => {
          kept.set(key, found[at])
          answer.set(key, found[at])
        })
      }
      return keys.map((key) => answer.get(key))
    },
  }
}
