/** What else was recorded with the events of a few lines: the payload as it came, the lots, and where they were made. */
import { and, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import type { Payload, TransactionName } from '../../shared/transactions/index.ts'
import { interpretPayload } from '../../shared/transactions/interpret.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { groupsOf } from './scope.ts'

export type Lot = Schema['lots']['$inferSelect']

/** Payloads by transaction; null: it is not known here. Reversed ones are left out: they did not happen. */
export async function readPayloads<Name extends TransactionName>(
  { db, t: { inbox } }: Reader,
  transactionIds: readonly string[],
  name: Name,
): Promise<Map<string, Payload<Name> | null>> {
  const ids = [...new Set(transactionIds)]
  const payloads = new Map<string, Payload<Name> | null>(ids.map((id) => [id, null]))
  for (const group of groupsOf(ids)) {
    const rows = await db
      .select({ id: inbox.id, type: inbox.type, state: inbox.state, envelope: inbox.envelope })
      .from(inbox)
      .where(inArray(inbox.id, group))
    for (const row of rows) {
      if (row.state === 'applied' && row.type === name) payloads.set(row.id, payloadIn(row.envelope, name))
      else payloads.delete(row.id)
    }
  }
  return payloads
}

function payloadIn<Name extends TransactionName>(envelope: string, name: Name): Payload<Name> | null {
  const { v, payload } = JSON.parse(envelope) as { v: number; payload: unknown }
  const interpretation = interpretPayload(name, v, payload)
  return interpretation.ok ? (interpretation.understood.payload as Payload<Name>) : null
}

interface LotName {
  sku: string
  lot: string
}

/** Lots by `lotKey`. */
export async function readLots({ db, t: { lots } }: Reader, names: readonly LotName[]): Promise<Map<string, Lot>> {
  const found = new Map<string, Lot>()
  for (const group of groupsOf(names)) {
    // Asked for by items and numbers apart, so that a few more may come: one statement for all.
    const rows = await db
      .select()
      .from(lots)
      .where(and(inArray(lots.sku, skusOf(group)), inArray(lots.lot, numbersOf(group))))
    for (const row of rows) found.set(lotKey(row.sku, row.lot), row)
  }
  return found
}

/** For lots that were made here: the warehouse that made them, which is the source of their lot code. By `lotKey`. */
export async function readMakers({ db, t }: Reader, names: readonly LotName[]): Promise<Map<string, string>> {
  const { transformationLines: lines, transformations, inbox } = t
  const makers = new Map<string, string>()
  for (const group of groupsOf(names)) {
    const rows = await db
      .select({ sku: lines.sku, lot: lines.lot, warehouse: transformations.warehouse })
      .from(lines)
      .innerJoin(transformations, eq(transformations.transactionId, lines.transactionId))
      .leftJoin(inbox, eq(inbox.id, lines.transactionId))
      .where(
        and(
          eq(lines.side, 'produced'),
          inArray(lines.sku, skusOf(group)),
          inArray(lines.lot, numbersOf(group)),
          or(isNull(inbox.state), ne(inbox.state, 'reversed')),
        ),
      )
    for (const row of rows) makers.set(lotKey(row.sku, row.lot), row.warehouse)
  }
  return makers
}

const skusOf = (names: readonly LotName[]): string[] => [...new Set(names.map((name) => name.sku))]
const numbersOf = (names: readonly LotName[]): string[] => [...new Set(names.map((name) => name.lot))]

/** Those of these transactions that were undone. */
export async function readReversed({ db, t: { inbox } }: Reader, ids: readonly string[]): Promise<Set<string>> {
  const reversed = new Set<string>()
  for (const group of groupsOf(ids)) {
    const rows = await db
      .select({ id: inbox.id })
      .from(inbox)
      .where(and(inArray(inbox.id, group), eq(inbox.state, 'reversed')))
    for (const { id } of rows) reversed.add(id)
  }
  return reversed
}
