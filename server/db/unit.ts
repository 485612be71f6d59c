/** What both dialects' units share: a handle that dies with its unit, and the changes it emitted. */
import type { Schema } from './schema.ts'
import type { Db, FeedChange, Sources, Statements, Tx } from './work.ts'

export interface Connection {
  db: Db
  t: Schema
  /** Statements built so far on this connection. */
  built: Map<Statements<unknown>, unknown>
}

export function statementsOf<S>(connection: Connection, define: Statements<S>): S {
  const known = connection.built.get(define)
  if (known !== undefined) return known as S
  const built = define(connection.db, connection.t)
  connection.built.set(define, built)
  return built
}

/** What a unit adds to the feed, before it has a position. */
export interface FeedEntry {
  ref: string | null
  /** As the feed stores them. */
  changes: string
}

export interface Unit {
  tx: Tx
  /** The unit's feed entry, where something was emitted, and an empty one for each other posting that moved something. */
  entries(): FeedEntry[]
  /** From here on every use of the handle throws: a leaked one would write into somebody else's unit. */
  end(): void
}

export function beginUnit(connection: Connection, sources: Sources, locks: Pick<Tx, 'lock' | 'share'>): Unit {
  const emitted = new Map<string, FeedChange>()
  // `const { db } = tx` outlives the unit as easily as `tx` does.
  const handle = Proxy.revocable(connection.db, {})
  let ended = false
  let ref: string | null = null
  const moved = new Set<string>()
  const alive = () => {
    if (ended) throw new Error('This unit of work has ended; its handle must not be kept.')
  }
  const tx: Tx = {
    now: sources.now(),
    newId: sources.newId,
    get db() {
      alive()
      return handle.proxy
    },
    get t() {
      return connection.t
    },
    statements(define) {
      alive()
      return statementsOf(connection, define)
    },
    lock(...keys) {
      alive()
      return locks.lock(...keys)
    },
    share(...keys) {
      alive()
      return locks.share(...keys)
    },
    emit(change) {
      alive()
      const key = `${change.table}\n${change.key}\n${change.to ?? ''}`
      // Behind what was said before it: of one row, the last word counts, whomever it was for.
      emitted.delete(key)
      emitted.set(key, change)
    },
    concerns(transactionId) {
      alive()
      ref = transactionId
    },
    moved(transactionId) {
      alive()
      moved.add(transactionId)
    },
  }
  return {
    tx,
    entries() {
      const others = [...moved].filter((id) => id !== ref).map((id) => ({ ref: id, changes: '[]' }))
      return emitted.size === 0 ? others : [{ ref, changes: JSON.stringify([...emitted.values()]) }, ...others]
    },
    end: () => {
      ended = true
      handle.revoke()
    },
  }
}
