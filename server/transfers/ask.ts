/**
 * Asking for a transfer. It takes its goods from the shelf as an order does: promised once, allocated by rotation, picked,
 * packed. Its channel is the company's own, so that a planner says by its priority and protections who goes first.
 */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import { itemLock, type Tx } from '../db/work.ts'
import { emit } from '../feed/emit.ts'
import { TRANSFERS } from '../master/channels.ts'
import { MAX_LINES } from '../orders/input.ts'
import { type Placed, placeOrder } from '../orders/place.ts'
import { Problem } from '../problem.ts'
import { addTransfer, refreshTransfer } from './book.ts'

export const transferInput = v.object({
  /** The warehouse that the goods go to. */
  to: field.warehouse,
  /** Left out: a number is made. The same one again is the same transfer. */
  reference: v.optional(field.name),
  shipBy: v.optional(v.union([field.instant, field.date], 'Give shipBy as a date or as an instant in UTC.')),
  /** The day on which it should be there: what has not come by then is named. */
  expectedOn: v.optional(field.date),
  onShort: v.optional(
    v.picklist(['reject', 'partial', 'backorder'], 'onShort is reject, partial or backorder.'),
    'reject',
  ),
  lines: v.pipe(
    v.array(v.object({ sku: field.sku, quantity: field.quantity })),
    v.minLength(1, 'A transfer has at least one line.'),
    v.maxLength(MAX_LINES),
  ),
})
export type TransferInput = v.InferOutput<typeof transferInput>

/** Locks that asking for it needs. */
export const transferLocks = (warehouse: string, { reference, lines }: TransferInput): string[] => [
  ...(reference === undefined ? [] : [`order ${TRANSFERS} ${reference}`]),
  ...lines.map((line) => itemLock(warehouse, line.sku)),
]

/** Throws 409 `insufficient-atp` where the shared pool has too little; then nothing was done. */
export async function askForTransfer(tx: Tx, from: string, input: TransferInput): Promise<Placed> {
  const { to, shipBy, expectedOn = null, onShort, lines } = input
  const { name, currency } = await destination(tx, from, to)
  await meetChannel(tx)
  const reference = input.reference ?? `T-${tx.newId().slice(-8).toUpperCase()}`
  const placed = await placeOrder(
    tx,
    from,
    {
      externalId: reference,
      channel: TRANSFERS,
      customer: { id: to, name },
      shipBy,
      onShort,
      lines: lines.map((line) => ({ ...line, unitPrice: { amount: 0, currency } })),
    },
    to,
  )
  if (!placed.created) return placed
  const { id } = placed.answer
  await addTransfer(tx, { id, reference, from, to, expectedOn })
  // One of which nothing was there is closed from the start.
  await refreshTransfer({ tx }, id)
  return placed
}

async function destination({ db, t: { warehouses } }: Tx, from: string, to: string) {
  const rows = await db.select().from(warehouses)
  const [source, there] = [from, to].map((code) => rows.find((row) => row.code === code))
  if (!there) throw new Problem(422, 'unknown-warehouse', `There is no warehouse ${to}.`, { field: 'to' })
  if (from === to)
    throw new Problem(422, 'same-warehouse', `The goods are in ${to} already. Name another warehouse.`, { field: 'to' })
  return { name: there.name, currency: source?.currency ?? there.currency }
}

/** It is there from the first transfer on; who plans may give it another priority, buffer or protection. */
async function meetChannel(tx: Tx): Promise<void> {
  const { channels } = tx.t
  await tx.lock(`channel ${TRANSFERS}`)
  const [known] = await tx.db.select().from(channels).where(eq(channels.channel, TRANSFERS))
  if (known) return
  const terms = {
    priority: 1000,
    drawsShared: true,
    buffer: 0,
    minShelfLifeDays: 0,
    ordersAhead: false,
    servedFrom: null,
  }
  const row = { channel: TRANSFERS, name: 'Transfers', kind: 'transfer' as const, ...terms, settings: {} }
  await tx.db.insert(channels).values(row)
  emit(tx, 'channels', null, row)
}
