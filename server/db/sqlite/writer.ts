/**
 * SQLite's unit of work: one writer, group commit.
 *
 * Units that wait are taken together, each in its own savepoint, and committed once; all are answered after that commit.
 * A unit that throws is rolled back to its savepoint and takes nobody with it.
 */
import type Database from 'better-sqlite3'
import { type FeedHead, GENESIS, nextLink } from '../../feed/chain.ts'
import { beginUnit, type FeedEntry } from '../unit.ts'
import type { Commit, Sources, Tx, Work } from '../work.ts'
import { openCheckpointer } from './checkpoint.ts'
import { openWriter } from './open.ts'
import { connect, openSqliteReading } from './reading.ts'

/** Readers wait for the group that runs: this bounds for how long. */
const MAX_UNITS_PER_COMMIT = 256

/** So long, milliseconds, a group of units may keep the event loop from answering who only reads. */
const TURN_MS = 1

/** For tests that crash the process around a commit; a hook that throws is such a crash. */
export interface CommitHooks {
  beforeCommit?(): void
  afterCommit?(): void
}

interface Waiting {
  /** When it was asked for, of the monotonic clock. */
  since: number
  unit: (tx: Tx) => Promise<unknown>
  resolve(value: unknown): void
  reject(error: unknown): void
}

type Settled = { waiting: Waiting; value: unknown } | { waiting: Waiting; error: unknown }

export function openSqliteWork(file: string, sources: Sources, hooks: CommitHooks = {}): Work {
  const sqlite = openWriter(file)
  const reading = openSqliteReading(file)
  const writer = connect(sqlite)
  const statements = transactionStatements(sqlite)
  const checkpointer = openCheckpointer(sqlite)
  const listeners = new Set<() => void>()
  const watchers = new Set<(commit: Commit) => void>()
  const queue: Waiting[] = []
  let draining: Promise<void> | null = null
  let closed = false

  async function runUnit(waiting: Waiting, head: FeedHead): Promise<Settled & { head: FeedHead }> {
    const unit = beginUnit(writer, sources, ONE_WRITER)
    statements.savepoint.run()
    try {
      const value = await waiting.unit(unit.tx)
      const next = unit.entries().reduce(appendToFeed, head)
      statements.release.run()
      return { waiting, value, head: next }
    } catch (error) {
      // A full disk makes SQLite roll back everything by itself; then there is no savepoint to go back to.
      if (!sqlite.inTransaction) throw error
      statements.rollbackTo.run()
      statements.release.run()
      return { waiting, error, head }
    } finally {
      unit.end()
    }
  }

  function appendToFeed(head: FeedHead, entry: FeedEntry): FeedHead {
    const next = { position: head.position + 1, chain: nextLink(head.chain, entry.changes) }
    statements.appendFeed.run(next.position, entry.ref, entry.changes, next.chain)
    return next
  }

  async function commitGroup(group: Waiting[]): Promise<void> {
    const settled: Settled[] = []
    const waitedMs = performance.now() - (group[0]?.since ?? 0)
    try {
      statements.begin.run()
      const before = readHead(statements.head)
      let head = before
      let turnedAt = performance.now()
      for (const waiting of group) {
        if (performance.now() - turnedAt > TURN_MS) {
          // Reads have a connection of their own, and a snapshot without this group.
          await new Promise((resolve) => setImmediate(resolve))
          turnedAt = performance.now()
        }
        const outcome = await runUnit(waiting, head)
        head = outcome.head
        settled.push(outcome)
      }
      hooks.beforeCommit?.()
      const asked = performance.now()
      statements.commit.run()
      const commitMs = performance.now() - asked
      hooks.afterCommit?.()
      for (const outcome of settled) answer(outcome)
      if (head !== before) for (const listener of listeners) listener()
      for (const watcher of watchers) watcher({ waitedMs, commitMs, units: group.length })
      checkpointer.committed()
    } catch (error) {
      abandon()
      for (const waiting of group) waiting.reject(error)
    }
  }

  /** A disk that fails can fail this too; whoever waits must be told all the same. */
  function abandon(): void {
    try {
      if (sqlite.open && sqlite.inTransaction) statements.rollback.run()
    } catch {
      // The next group finds out whether the database works again.
    }
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      await commitGroup(queue.splice(0, MAX_UNITS_PER_COMMIT))
      await new Promise((resolve) => setImmediate(resolve))
    }
    draining = null
  }

  return {
    dialect: 'sqlite',
    run<T>(_keys: readonly string[], unit: (tx: Tx) => Promise<T>): Promise<T> {
      if (closed) return Promise.reject(new Error('The database is closed.'))
      return new Promise<T>((resolve, reject) => {
        queue.push({ since: performance.now(), unit, resolve: resolve as (value: unknown) => void, reject })
        draining ??= startDraining()
      })
    },
    read: reading.read,
    head: async () => readHead(readHeadStatement(reading.sqlite)),
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    // Its file has one writer, and that is this process.
    hasDuty: async () => true,
    timing(watcher) {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    async close() {
      closed = true
      await draining
      await checkpointer.close()
      await reading.close()
      if (sqlite.open) sqlite.close()
    },
  }

  /** One turn of the event loop first, so that requests that arrived together share the commit. */
  async function startDraining(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    await drain()
  }
}

/** Nothing runs beside the unit that runs. */
const ONE_WRITER = { lock: async () => {}, share: async () => {} }

function answer(outcome: Settled): void {
  if ('error' in outcome) outcome.waiting.reject(outcome.error)
  else outcome.waiting.resolve(outcome.value)
}

const headStatements = new WeakMap<Database.Database, Database.Statement>()

function readHeadStatement(sqlite: Database.Database): Database.Statement {
  const known = headStatements.get(sqlite)
  if (known) return known
  const statement = sqlite.prepare('SELECT position, chain FROM feed ORDER BY position DESC LIMIT 1')
  headStatements.set(sqlite, statement)
  return statement
}

const readHead = (statement: Database.Statement): FeedHead => (statement.get() as FeedHead | undefined) ?? GENESIS

function transactionStatements(sqlite: Database.Database) {
  return {
    begin: sqlite.prepare('BEGIN IMMEDIATE'),
    commit: sqlite.prepare('COMMIT'),
    rollback: sqlite.prepare('ROLLBACK'),
    savepoint: sqlite.prepare('SAVEPOINT unit'),
    release: sqlite.prepare('RELEASE unit'),
    rollbackTo: sqlite.prepare('ROLLBACK TO unit'),
    appendFeed: sqlite.prepare('INSERT INTO feed (position, ref, changes, chain) VALUES (?, ?, ?, ?)'),
    head: sqlite.prepare('SELECT position, chain FROM feed ORDER BY position DESC LIMIT 1'),
  }
}
