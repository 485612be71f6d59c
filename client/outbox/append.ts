/** Records what a person did. When this resolves, it is on disk: only then may the screen say that it is done. */

import * as v from 'valibot'
import { type PayloadInput, type TransactionName, transactionTypes } from '../../shared/transactions/index.ts'
import type { Envelope } from '../../shared/wire/push.ts'
import { t } from '../language/t.ts'
import type { OutboxDatabase, OutboxRow } from './database.ts'
import { sendPhotos } from './photos.ts'
import { lastSeq, type Stream } from './stream.ts'

/** What a flow wants recorded. Its payload is checked against the schema before it is stored. */
export type NewTransaction = { [Name in TransactionName]: { type: Name; payload: PayloadInput<Name> } }[TransactionName]

export interface Recorder {
  database: OutboxDatabase
  stream: Stream
  newId(): string
  /** Wall clock, milliseconds. */
  now(): number
  /** Milliseconds since the app started; not touched when somebody sets the clock. */
  monotonic(): number
}

export interface RecordedBy {
  sessionId: string | null
  /** What this device had seen of the feed. */
  cursor: string | null
}

/** The disk did not take it: the screen must say NOT RECORDED and stay. */
export class NotRecorded extends Error {
  constructor(cause: unknown) {
    super(t('This was not recorded: the device could not write it down.'), { cause })
  }
}

/** All of them or none, in this order. Throws NotRecorded. */
export async function append(
  recorder: Recorder,
  transactions: readonly NewTransaction[],
  by: RecordedBy,
): Promise<OutboxRow[]> {
  const { stream } = recorder
  const writing = stream.appending.then(() => write(recorder, transactions, by))
  stream.appending = writing.catch(() => {})
  try {
    return await writing
  } catch (error) {
    throw new NotRecorded(error)
  }
}

/** One request of one table: a worker waits for it, and each more costs a handheld some milliseconds. */
async function write(
  recorder: Recorder,
  transactions: readonly NewTransaction[],
  by: RecordedBy,
): Promise<OutboxRow[]> {
  const { database, stream } = recorder
  for (const { type, payload } of transactions) v.assert(transactionTypes[type].schema, payload)
  if (stream.doubtful) stream.nextSeq = Math.max(stream.nextSeq, (await lastSeq(database, stream.order)) + 1)
  const rows = transactions.map((transaction, index) => rowOf(recorder, transaction, by, stream.nextSeq + index))
  stream.doubtful = true
  await put(database, rows, photosOf(transactions))
  stream.doubtful = false
  stream.nextSeq += rows.length
  return rows
}

/** All or none. One row is a transaction of its own without being told so, and a faster one. */
function put(database: OutboxDatabase, rows: OutboxRow[], photos: readonly string[]): PromiseLike<unknown> {
  const { transactions } = database
  const [row] = rows
  if (photos.length > 0)
    return database.transaction('rw', transactions, database.photos, async () => {
      await transactions.bulkAdd(rows)
      await sendPhotos(database, photos)
    })
  if (row && rows.length === 1) return transactions.add(row)
  return database.transaction('rw', transactions, () => transactions.bulkAdd(rows))
}

const photosOf = (transactions: readonly NewTransaction[]): string[] =>
  transactions.flatMap((one) => (one.type === 'inspect' ? (one.payload.photos ?? []) : []))

function rowOf(recorder: Recorder, { type, payload }: NewTransaction, by: RecordedBy, seq: number): OutboxRow {
  const now = recorder.now()
  const id = recorder.newId()
  const envelope: Envelope = {
    id,
    seq,
    v: transactionTypes[type].version,
    type,
    session: by.sessionId,
    cursor: by.cursor,
    occurredAt: new Date(now).toISOString(),
    monotonicMs: Math.max(0, recorder.monotonic()),
    // A copy: what the screen goes on to change must not change what was recorded.
    payload: JSON.parse(JSON.stringify(payload)) as Record<string, unknown>,
  }
  return { id, streamOrder: recorder.stream.order, seq, state: 'waiting', envelope, recordedAt: now, reflected: 0 }
}
