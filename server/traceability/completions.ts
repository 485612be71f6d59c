/** Key data elements that a transaction left out and somebody gave later. What was recorded stays as it is. */
import { eq, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader, Tx } from '../db/work.ts'
import { openRequest } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { completeLot } from '../lots/record.ts'
import { address } from '../master/partners.ts'
import { notFound, Problem } from '../problem.ts'
import { groupsOf } from './scope.ts'

export type Completion = Schema['completions']['$inferSelect']

export const eventInput = v.object({
  documentType: v.nullish(field.name, null),
  documentNumber: v.nullish(field.name, null),
  /** Whom a shipment went to, where neither its order nor the partners say it whole. */
  shipTo: v.nullish(address, null),
})

const EVENTS = ['receive', 'ship', 'produce', 'transform']

/** Replaces what was given for this event before. What the transaction itself says goes before it. */
export async function completeEvent(
  tx: Tx,
  warehouse: string,
  transactionId: string,
  by: string,
  input: v.InferOutput<typeof eventInput>,
): Promise<Completion> {
  const { completions, inbox } = tx.t
  const [event] = await tx.db
    .select({ type: inbox.type, warehouse: inbox.warehouse })
    .from(inbox)
    .where(eq(inbox.id, transactionId))
  if (event?.warehouse !== warehouse) throw notFound(`transaction ${transactionId} in ${warehouse}`)
  if (!EVENTS.includes(event.type))
    throw new Problem(422, 'no-event', `A ${event.type} is no event of traceability: there is nothing to complete.`)
  const row = { transactionId, ...input, by, at: tx.now }
  await tx.db.insert(completions).values(row).onConflictDoUpdate({ target: completions.transactionId, set: row })
  return row
}

export const lotInput = v.pipe(
  v.object({
    supplier: v.optional(field.name),
    supplierLot: v.optional(field.lotNumber),
    tlcSource: v.optional(field.name),
  }),
  v.check((facts) => Object.keys(facts).length > 0, 'Give supplier, supplierLot or tlcSource.'),
)

/** What is known of a lot stays: this adds what no receipt has said. */
export async function completeLotFacts(
  tx: Tx,
  warehouse: string,
  lot: { sku: string; lot: string },
  facts: v.InferOutput<typeof lotInput>,
): Promise<void> {
  const scene = openRequest(tx, warehouse, 'lot')
  await completeLot(scene, lot.sku, lot.lot, facts)
  await settle(scene)
}

export async function readCompletions(
  { db, t: { completions } }: Reader,
  transactionIds: readonly string[],
): Promise<Map<string, Completion>> {
  const found = new Map<string, Completion>()
  for (const group of groupsOf([...new Set(transactionIds)])) {
    const rows = await db.select().from(completions).where(inArray(completions.transactionId, group))
    for (const row of rows) found.set(row.transactionId, row)
  }
  return found
}
