/** What came in: each transaction and request once, with what became of it. */
import { sql } from 'drizzle-orm'
import type { Status } from '../../../shared/transactions/status.ts'
import type { Outcome, PushProblem } from '../../../shared/wire/push.ts'
import type { Kit } from '../kit.ts'
import type { CountLineState, Observation } from './counting.ts'
import type { LinePart } from './orders.ts'

/** What posting a transaction did beyond its movements, kept so that a reversal can undo it. */
export type Effect =
  | { kind: 'suspect'; key: { sku: string; lot: string; location: string; status: Status }; delta: number }
  | { kind: 'line'; lineId: string; delta: Partial<Record<LinePart | 'drawn', number>> }
  | {
      kind: 'allocation'
      key: { lineId: string; orderId: string; sku: string; lot: string; location: string; picked: boolean }
      delta: number
    }
  /** `location`: where it was to be done then. */
  | { kind: 'task'; taskId: string; location?: string; delta: { quantity: number; done: number } }
  | { kind: 'task-moved'; taskId: string; before: string; after: string }
  | { kind: 'receipt'; receiptId: string; sku: string; delta: number }
  | { kind: 'transfer'; transferId: string; sku: string; lot: string; sent: number; received: number }
  /** A carton or pallet: `received` false: it left, true: it came. */
  | { kind: 'transfer-unit'; transferId: string; unit: string; received: boolean }
  | { kind: 'lot-cost'; sku: string; lot: string; costTotal: number; costQuantity: number }
  | { kind: 'within'; unit: string; before: string | null; after: string }
  | { kind: 'transformation'; transactionId: string }
  | { kind: 'shipment'; transactionId: string }
  | { kind: 'returned'; id: string }
  | { kind: 'inspection'; id: string }
  /** `disturbed`: items that had been moved while somebody had counted the place before, and that it looked at. */
  | { kind: 'observation'; before: Observation | null; after: Observation; disturbed?: string[] }
  | {
      kind: 'count-lines'
      before: {
        countId: string
        sku: string
        lot: string
        status: Status
        state: CountLineState
        suspected?: number
      }[]
    }

/** What was put right in a parked transaction. */
export interface Mended {
  payload: Record<string, unknown>
  by: string
  at: number
  note: string
}

export interface Dismissed {
  by: string
  at: number
  note: string
}

export function inboxTables(kit: Kit) {
  const { table, text, whole, json, primaryKey, index } = kit

  const streams = table('streams', {
    streamId: text().primaryKey(),
    deviceId: text().notNull(),
    previousStreamId: text(),
    /** The last of that stream when this one began; null: it had ended. */
    previousSeq: whole(),
    expectedSeq: whole().notNull(),
    skewMs: whole().notNull(),
  })

  const inbox = table(
    'inbox',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      deviceId: text().notNull(),
      streamId: text().notNull(),
      seq: whole().notNull(),
      type: text().notNull(),
      userId: text(),
      /** The envelope exactly as it came. */
      envelope: text().notNull(),
      receivedAt: whole().notNull(),
      outcome: text().$type<Outcome>().notNull(),
      exceptions: json<{ id: string; type: string }[]>().notNull(),
      problem: json<PushProblem>(),
      effects: json<Effect[]>().notNull(),
      state: text().$type<'applied' | 'parked' | 'dismissed' | 'reversed' | 'waiting'>().notNull(),
      /** For a reversal that came before what it reverses: the id it waits for. */
      waitsFor: text(),
      /** What a person put right before it was interpreted again; the envelope stays as it came. */
      mended: json<Mended>(),
      /** Who let it rest, and why. */
      dismissed: json<Dismissed>(),
    },
    (t) => [
      index('inbox_by_stream').on(t.streamId, t.seq),
      index('inbox_by_device').on(t.deviceId, t.receivedAt),
      index('inbox_parked').on(t.warehouse, t.receivedAt).where(sql`state = 'parked'`),
      index('inbox_waiting').on(t.waitsFor).where(sql`waits_for is not null`),
      index('inbox_reversed').on(t.warehouse, t.receivedAt).where(sql`state = 'reversed'`),
    ],
  )

  /** First answers to requests that carried an Idempotency-Key. */
  const idempotency = table(
    'idempotency',
    {
      caller: text().notNull(),
      key: text().notNull(),
      requestHash: text().notNull(),
      status: whole().notNull(),
      answer: text().notNull(),
      createdAt: whole().notNull(),
    },
    (t) => [primaryKey({ columns: [t.caller, t.key] })],
  )

  return { streams, inbox, idempotency }
}
