/** Open contradictions, oldest first, and how a person settles one. */
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { decideVariance } from '../counting/decide.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader, Tx } from '../db/work.ts'
import { notFound, Problem } from '../problem.ts'
import { putBacksOf } from './put-back.ts'
import { carryOut, isShortage, proposalsFor, remedyDetails } from './shortage.ts'

type Row = Schema['exceptions']['$inferSelect']

/** Who settles it. */
export interface By {
  id: string
  name: string
}

export const resolveInput = v.object({
  remedy: v.pipe(v.string('Name the remedy.'), v.minLength(1), v.maxLength(60)),
  note: v.optional(v.pipe(v.string(), v.maxLength(1000)), ''),
  /** Of an approved count: a code of the settings. */
  reason: v.optional(v.pipe(v.string(), v.maxLength(30))),
  ...remedyDetails,
})

export const exceptionAnswer = (row: Row) => ({
  id: row.id,
  type: row.type,
  severity: row.severity,
  state: row.state,
  detail: row.detail,
  sku: row.sku,
  lot: row.lot === '' ? null : row.lot,
  location: row.location,
  order: row.orderId,
  transaction: row.transactionId,
  remedies: row.remedies,
  openedAt: new Date(row.openedAt).toISOString(),
  resolvedAt: row.resolvedAt === null ? null : new Date(row.resolvedAt).toISOString(),
  resolution: row.resolution,
})

export async function listExceptions(
  reader: Reader,
  warehouse: string,
  state: 'open' | 'resolved',
  { after, limit, now }: { after: string; limit: number; now: number },
) {
  const { db, t } = reader
  const rows = await db
    .select({ exception: t.exceptions, shipBy: t.orders.shipBy })
    .from(t.exceptions)
    .leftJoin(t.orders, eq(t.orders.id, t.exceptions.orderId))
    .where(and(eq(t.exceptions.warehouse, warehouse), eq(t.exceptions.state, state), gt(t.exceptions.id, after)))
    .orderBy(asc(t.exceptions.id))
    .limit(limit + 1)
  const items = []
  for (const { exception, shipBy } of rows.slice(0, limit))
    items.push({
      ...exceptionAnswer(exception),
      shipBy,
      proposals: await proposalsFor(reader, exception, now),
      putBacks: await putBacksOf(reader, exception),
    })
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

export async function resolveException(tx: Tx, id: string, caller: By, input: v.InferOutput<typeof resolveInput>) {
  const by = caller.name
  const { exceptions } = tx.t
  const [row] = await tx.db.select().from(exceptions).where(eq(exceptions.id, id))
  if (!row) throw notFound(`exception ${id}`)
  if (row.state === 'resolved') throw new Problem(409, 'already-resolved', 'This exception is resolved already.')
  if (!row.remedies.includes(input.remedy))
    throw new Problem(422, 'unknown-remedy', `remedy: Choose one of ${row.remedies.join(', ')}.`, { field: 'remedy' })
  if (isShortage(row.type)) return settleShortage(tx, row, by, input)
  if (row.type === 'count-variance' && !(await decideVariance(tx, row, input, caller))) return exceptionAnswer(row)
  await refuseWhileTrue(tx, row)
  return markResolved(tx, row, by, input)
}

/** The remedy is carried out; what it did not reach keeps the exception open. */
async function settleShortage(tx: Tx, row: Row, by: string, input: v.InferOutput<typeof resolveInput>) {
  const { exceptions } = tx.t
  const whole = await carryOut(tx, row, input, by)
  const [after] = await tx.db.select().from(exceptions).where(eq(exceptions.id, row.id))
  const lasts = !whole || row.type === 'at-risk' || row.type === 'protection-short'
  if (!after) throw new Error('An exception vanished while it was resolved.')
  if (lasts && after.state === 'open') return exceptionAnswer(after)
  return markResolved(tx, row, by, input)
}

async function markResolved(tx: Tx, row: Row, by: string, input: v.InferOutput<typeof resolveInput>) {
  const { exceptions } = tx.t
  const resolution = { remedy: input.remedy, note: input.note, by }
  const [resolved] = await tx.db
    .update(exceptions)
    .set({ state: 'resolved', resolvedAt: tx.now, resolution })
    .where(eq(exceptions.id, row.id))
    .returning()
  if (!resolved) throw new Error('An exception vanished while it was resolved.')
  return exceptionAnswer(resolved)
}

/** What the ledger itself still contradicts cannot be declared settled: it closes by itself when the cause is gone. */
async function refuseWhileTrue(tx: Tx, row: Row): Promise<void> {
  if (row.type === 'negative-stock' && (await isNegative(tx, row))) {
    throw new Problem(
      409,
      'still-true',
      `The ledger still has less than nothing at ${row.location}. Count it, or record what is missing.`,
    )
  }
  if ((row.type === 'refused-transaction' || row.type === 'sequence-reused') && (await isParked(tx, row))) {
    throw new Problem(409, 'still-true', 'The transaction is still parked. Resubmit it, or dismiss it.')
  }
}

async function isNegative({ db, t }: Tx, row: Row): Promise<boolean> {
  const [found] = await db
    .select({ sku: t.stock.sku })
    .from(t.stock)
    .where(
      and(
        eq(t.stock.warehouse, row.warehouse),
        eq(t.stock.sku, row.sku ?? ''),
        eq(t.stock.lot, row.lot ?? ''),
        eq(t.stock.location, row.location ?? ''),
        sql`${t.stock.quantity} < 0`,
      ),
    )
    .limit(1)
  return found !== undefined
}

async function isParked({ db, t }: Tx, row: Row): Promise<boolean> {
  const [found] = await db
    .select({ state: t.inbox.state })
    .from(t.inbox)
    .where(eq(t.inbox.id, row.transactionId ?? ''))
  return found?.state === 'parked'
}
