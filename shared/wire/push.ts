/** `POST /sync/push`: what a handheld recorded, in the order of its streams, and what became of it. */
import * as v from 'valibot'
import { instant, uuid } from '../transactions/fields.ts'

export const MAX_TRANSACTIONS_PER_PUSH = 500

const sequence = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(1, 'Sequences begin at 1.'),
  v.maxValue(Number.MAX_SAFE_INTEGER),
)

/**
 * The part of an envelope that must be right for its answer to find its way back. What is wrong in the rest parks
 * the transaction and lets the next one pass, so `v`, `type`, `payload` and the others are looked at one by one later.
 */
export const envelopeAddress = v.looseObject({ id: uuid, seq: sequence })

export const envelope = v.object({
  id: uuid,
  seq: sequence,
  v: v.pipe(v.number(), v.integer(), v.minValue(1)),
  type: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  session: v.nullish(uuid),
  cursor: v.nullish(v.pipe(v.string(), v.maxLength(200))),
  occurredAt: instant,
  /** Milliseconds of the device's monotonic clock since its stream began; immune to a clock that was set. */
  monotonicMs: v.optional(v.pipe(v.number(), v.minValue(0))),
  payload: v.record(v.string(), v.unknown()),
})
export type Envelope = v.InferOutput<typeof envelope>

export const pushRequest = v.object({
  deviceId: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  streamId: uuid,
  previousStreamId: v.nullish(uuid),
  /**
   * How far that one had come when this one began; 0: it was empty. What it recorded later, it recorded beside this one, as two
   * tabs do. Not told: it had ended.
   */
  previousSeq: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))),
  /** The device's wall clock when it sent this: tells its skew. */
  sentAt: v.optional(instant),
  /** Sequences that this device can never deliver, inclusive. */
  lost: v.optional(
    v.pipe(
      v.object({ from: sequence, to: sequence }),
      v.check((range) => range.from <= range.to, 'The range ends before it begins.'),
    ),
  ),
  transactions: v.pipe(
    v.array(envelopeAddress),
    v.maxLength(MAX_TRANSACTIONS_PER_PUSH, `Send at most ${MAX_TRANSACTIONS_PER_PUSH} transactions at a time.`),
  ),
})
export type PushRequest = v.InferOutput<typeof pushRequest>

export type Outcome = 'applied' | 'exception' | 'refused'

export interface PushProblem {
  code: string
  detail: string
  field?: string
}

export interface PushResult {
  id: string
  outcome: Outcome
  /** True when this id had been recorded before; the rest is the first answer. */
  duplicate: boolean
  exceptions: { id: string; type: string }[]
  problem?: PushProblem
}

export interface PushAnswer {
  epoch: string
  results: PushResult[]
  /** The sequence that the server wants next in this stream. */
  expectedSeq: number
}
