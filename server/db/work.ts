/**
 * The unit of work: the only way to change the database.
 *
 * A unit is an async function over a `Tx`. It is applied whole or not at all, it may be run again from the start (so it
 * must not touch anything but the database), and its caller is answered only after its commit is on disk. It awaits
 * nothing but statements of its own Tx: on SQLite all other units wait for it.
 */
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type { ReplicaChange } from '../../shared/wire/pull.ts'
import type { FeedHead } from '../feed/chain.ts'
import type { Schema } from './schema.ts'

/** Typed as drizzle's async kind on both databases, so that every statement is awaited. */
export type Db = BaseSQLiteDatabase<'async', unknown, Record<string, never>>

/** Statements of one capability, built once per connection: `tx.statements(define)`. */
export type Statements<S> = (db: Db, t: Schema) => S

/** For `to` of a change: every device that pulls, but no other reader of the feed. */
export const HANDHELDS = '@handhelds'

/**
 * A change of the replica, with the warehouse whose devices it concerns; null: all of them. `to`: it is for this device
 * alone, or for handhelds alone.
 */
export type FeedChange = ReplicaChange & { warehouse: string | null; to?: string }

export interface Reader {
  readonly db: Db
  readonly t: Schema
  statements<S>(define: Statements<S>): S
}

export interface Tx extends Reader {
  /** Server time of this unit, UTC milliseconds. */
  readonly now: number
  newId(): string
  /** Serialises units that touch the same thing. SQLite has one writer and needs no locks. */
  lock(...keys: string[]): Promise<void>
  /** Keeps what is read next from being changed until this unit ends; others may share it. */
  share(...keys: string[]): Promise<void>
  /** A line of the feed. The last one of a table, key and audience within the unit counts. */
  emit(change: FeedChange): void
  /** Names the posting that this unit is: where its feed entry stands tells what a device had seen when. */
  concerns(transactionId: string): void
  /** A posting that has ledger lines of this unit: it stands in the feed, too, where the unit is about another. */
  moved(transactionId: string): void
}

/** What only reads: a thread of its own has one, and keeps nobody from writing. */
export interface Reading {
  /** Reads what is committed, beside the writers. */
  read<T>(query: (reader: Reader) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface Work extends Reading {
  readonly dialect: 'sqlite' | 'postgres'
  /** Runs a unit; resolves after its commit is durable. Keys are locked in sorted order before it starts. */
  run<T>(keys: readonly string[], unit: (tx: Tx) => Promise<T>): Promise<T>
  /** The newest position that a reader of the feed can see. */
  head(): Promise<FeedHead>
  /** Called after commits that reached the feed, by whichever process. Returns its unsubscribe. */
  onCommit(listener: () => void): () => void
  /**
   * Whether this process is the one to do it now: of the processes that share a database, one has each duty, until it goes. What
   * it had begun when its connection was lost may run beside the next one's for a moment.
   */
  hasDuty(duty: string): Promise<boolean>
  /** Told of each commit once it is durable. Returns its unsubscribe. */
  timing(watcher: (commit: Commit) => void): () => void
}

/** How long a commit took. */
export interface Commit {
  /** Its first unit, until it could begin: for those before it, for a connection, for locks. */
  waitedMs: number
  /** From asking to commit until it was durable. */
  commitMs: number
  /** Units that shared it. */
  units: number
}

/** What a Work is given from outside: nothing in the domain reads a clock or rolls dice by itself. */
export interface Sources {
  now(): number
  newId(): string
}

export const itemLock = (warehouse: string, sku: string): string => `item ${warehouse} ${sku}`

/** For `.prepare()`: PostgreSQL wants a name for a prepared statement, SQLite takes none. */
export function prepared<P>(name: string, builder: { prepare(): P }): P {
  return (builder as unknown as { prepare(name: string): P }).prepare(name)
}
