/** What settling an exception is made of: one small function for each remedy, which acts and says what it did. */
import * as v from 'valibot'
import { DISPOSITIONS } from '../../../shared/rules/disposition.ts'
import * as field from '../../../shared/transactions/fields.ts'
import type { Caller } from '../../auth/callers.ts'
import type { Schema } from '../../db/schema.ts'
import type { Tx } from '../../db/work.ts'
import { openRequest, type Scene } from '../../ledger/scene.ts'
import { Problem } from '../../problem.ts'
import { remedyDetails } from '../shortage.ts'

export type ExceptionRow = Schema['exceptions']['$inferSelect']

const dateOrNone = v.optional(v.nullable(field.date))

export const resolveInput = v.object({
  remedy: v.pipe(v.string('Name the remedy.'), v.minLength(1), v.maxLength(60)),
  note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(1000)), ''),
  ...remedyDetails,
  /** Of a correction of the ledger: a code of the settings. */
  reason: v.optional(v.pipe(v.string(), v.maxLength(30))),
  /** Where to count, where the goods stand that are sent back, or where they are put. */
  location: v.optional(field.location),
  /** Of inspected goods: where they go. */
  disposition: v.optional(v.picklist(DISPOSITIONS, `The disposition is ${DISPOSITIONS.join(', ')}.`)),
  /** The lot that another is merged into, of which goods are sent back, or which goods are that nobody could read. */
  lot: v.optional(field.lotNumber),
  /** Null: it has none. */
  expiresOn: dateOrNone,
  producedOn: dateOrNone,
  receivedOn: v.optional(field.date),
  supplier: v.optional(field.name),
  supplierLot: v.optional(field.lotNumber),
  /** The label that a unit is to have; left out: none. */
  sscc: v.optional(v.string()),
})
export type ResolveInput = v.InferOutput<typeof resolveInput>

export interface Settling {
  tx: Tx
  row: ExceptionRow
  input: ResolveInput
  caller: Caller
}

export interface Outcome {
  /** False: it stays open, and closes by itself once its cause is gone. */
  settled: boolean
  /** One sentence of what was done. */
  did: string
}

/** Throws a Problem where it says too little, or what it needs is not there: then nothing was done. */
export type Remedy = (settling: Settling) => Promise<Outcome>

/** A person by id; an API key, which is nobody's, by its name. */
export const userOf = (caller: Caller): string => (caller.kind === 'session' ? caller.id : caller.name)

/** What the remedy moves is moved by whoever settles. */
export const openRemedy = ({ tx, row, caller }: Settling, type = 'remedy'): Scene =>
  openRequest(tx, row.warehouse, type, { deviceId: null, userId: userOf(caller) })

export const missing = (field: string, sentence: string, code = 'invalid'): Problem =>
  new Problem(422, code, `${field}: ${sentence}`, { field })

export function requireNote({ note }: ResolveInput): string {
  if (note === '') throw missing('note', 'Say why; it is kept with it.')
  return note
}

/** Of an exception that is always about one. */
export function requireSku({ sku, type }: ExceptionRow): string {
  if (sku === null) throw new Error(`An exception of type ${type} names no item.`)
  return sku
}
