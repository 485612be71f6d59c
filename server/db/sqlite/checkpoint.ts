/**
 * Copies the write-ahead log into the database beside the writer. SQLite would do it within a commit, and everybody would
 * wait for thousands of pages and two syncs.
 *
 * A thread with a connection of its own copies what is committed when it begins, and stops neither writer nor readers. The
 * log begins anew only when nothing of it is left to be copied, and there is always a commit more: once it is long, it is copied
 * again and again, less each time, until the writer can copy what is left by itself, after it has answered. A large database takes
 * longer to copy into than the next commits take to come: without that, the log would grow until a commit copied all of it.
 */
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type Database from 'better-sqlite3'

/** Pages of the log that the database has not got. More at a time are fewer writes, and a longer wait for the disk. */
const DUE = 1_000
/** Pages of a log that is to begin anew. */
const LONG = 4_000
/** So many are copied in a few milliseconds; the longer the log, the more the writer takes upon itself. */
const LITTLE = 600

export interface Checkpointer {
  /** After each commit that was answered. */
  committed(): void
  close(): Promise<void>
}

interface LogSize {
  /** Pages in the log, and how many of them the database has got; -1: there is no log. */
  log: number
  checkpointed: number
}

export function openCheckpointer(writer: Database.Database): Checkpointer {
  const size = writer.prepare('PRAGMA wal_checkpoint(NOOP)')
  const copyHere = writer.prepare('PRAGMA wal_checkpoint(PASSIVE)')
  let thread: Worker | null = null
  let copying = false

  function copyBeside(): void {
    thread ??= startThread(writer.name, {
      copied: () => {
        copying = false
      },
      // Then the writer's own bound holds, until the next time.
      gone: () => {
        copying = false
        thread = null
      },
    })
    copying = true
    thread.postMessage('copy')
  }

  return {
    committed() {
      if (copying) return
      const { log, checkpointed } = size.get() as LogSize
      const left = log - checkpointed
      if (log < LONG) {
        if (left >= DUE) copyBeside()
      } else if (left > (LITTLE * log) / LONG) copyBeside()
      else if (left > 0) copyHere.run()
    },
    async close() {
      if (thread === null) return
      const gone = new Promise((resolve) => thread?.once('exit', resolve))
      // Whoever closes waits for it, also where nothing else keeps the process.
      thread.ref()
      thread.postMessage('close')
      await gone
    },
  }
}

/** As text: a thread starts from a file of its own, and the bundle is one file. */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads')
const Database = require(workerData.driver)
const database = new Database(workerData.file)
database.pragma('synchronous = FULL')
parentPort.on('message', (word) => {
  if (word === 'copy') {
    database.pragma('wal_checkpoint(PASSIVE)')
    parentPort.postMessage('copied')
  } else {
    database.close()
    parentPort.close()
  }
})
`

function startThread(file: string, on: { copied(): void; gone(): void }): Worker {
  const driver = createRequire(import.meta.url).resolve('better-sqlite3')
  const thread = new Worker(THREAD, { eval: true, workerData: { file, driver } })
  thread.on('message', on.copied)
  // An error ends it; a listener keeps it from ending the process.
  thread.on('error', () => {})
  thread.on('exit', on.gone)
  thread.unref()
  return thread
}
