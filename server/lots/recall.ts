/**
 * Recalls. Beginning one holds every lot that is affected, in one unit, before anything is looked up: safety before reporting.
 * A drill holds nothing; it is timed and kept all the same.
 */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import type { RecallFound, Schema } from '../db/schema.ts'
import type { Reader, Tx } from '../db/work.ts'
import type { Author } from '../ledger/scene.ts'
import { notFound, Problem } from '../problem.ts'
import type { LotName } from './genealogy.ts'
import { holdDescent, requireLotTracked } from './holds.ts'
import type { RecallReport } from './recall-report.ts'

export type RecallRow = Schema['recalls']['$inferSelect']

const subject = {
  lots: v.optional(
    v.pipe(
      v.array(v.object({ sku: field.sku, lot: field.lotNumber })),
      v.minLength(1, 'Name at least one lot.'),
      v.maxLength(500, 'Name at most 500 lots.'),
    ),
  ),
  supplierLot: v.optional(field.lotNumber),
}
const isOne = ({ lots, supplierLot }: { lots?: unknown; supplierLot?: unknown }): boolean =>
  (lots === undefined) !== (supplierLot === undefined)
const NAME_ONE = 'Name the lots, or the supplier lot that they came in under: one of them.'

export const recallSubject = v.pipe(
  v.object(subject),
  v.check((asked) => isOne(asked), NAME_ONE),
)
export type RecallSubject = v.InferOutput<typeof recallSubject>

export const recallInput = v.pipe(
  v.object({
    ...subject,
    reason: field.reason,
    drill: v.optional(v.boolean('Say true for a drill.'), false),
  }),
  v.check((asked) => isOne(asked), NAME_ONE),
)
export type RecallInput = v.InferOutput<typeof recallInput>

export const sourceOfRecall = (id: string): string => `recall ${id}`

/** Keeps the recall and, unless it is a drill, holds its lots and all that was made from them. Returns its id. */
export async function beginRecall(
  tx: Tx,
  warehouse: string,
  author: Author & { name: string },
  { lots, supplierLot, reason, drill }: RecallInput,
): Promise<string> {
  const start = supplierLot === undefined ? await namedLots(tx, lots ?? []) : await lotsOfSupplier(tx, supplierLot)
  const id = tx.newId()
  await tx.db.insert(tx.t.recalls).values({
    id,
    warehouse,
    reason,
    drill,
    supplierLot: supplierLot ?? null,
    lots: start,
    found: null,
    by: author.name,
    startedAt: tx.now,
    tookMs: null,
  })
  const hold = { reason, source: sourceOfRecall(id), by: author.name }
  if (!drill) await holdDescent(tx, warehouse, author, start, ({ sku, lot }) => ({ ...hold, sku, lot }))
  return id
}

/** What was found, and how long it took: kept once, so that the record says how it was at the time. */
export async function closeRecall(tx: Tx, id: string, report: RecallReport, tookMs: number): Promise<RecallFound> {
  const { recalls } = tx.t
  const { onHand, inTransit, shipped, returned } = report.quantities
  const consignees = report.consignees.reduce((sum, { customers }) => sum + customers.length, 0)
  const found = { lots: report.lots.length, consignees, onHand, inTransit, shipped, returned }
  await tx.db.update(recalls).set({ tookMs, found }).where(eq(recalls.id, id))
  return found
}

/** What a recall would begin with, as far as it is known already. */
export const lotsMeant = (reader: Reader, { lots, supplierLot }: RecallSubject): Promise<LotName[]> =>
  supplierLot === undefined ? Promise.resolve(eachOnce(lots ?? [])) : lotsOfSupplier(reader, supplierLot)

const eachOnce = (lots: readonly LotName[]): LotName[] => [
  ...new Map(lots.map(({ sku, lot }) => [lotKey(sku, lot), { sku, lot }])).values(),
]

/** A lot that nobody has met yet is recalled too: it may still come. */
async function namedLots(tx: Tx, lots: readonly LotName[]): Promise<LotName[]> {
  const named = eachOnce(lots)
  for (const sku of new Set(named.map((one) => one.sku))) await requireLotTracked(tx, sku)
  return named
}

/** Every lot that came in under this supplier lot, whether it is the one that the lot was first known by or another. */
async function lotsOfSupplier(tx: Pick<Reader, 'db' | 't'>, supplierLot: string): Promise<LotName[]> {
  const { lots, supplierLots } = tx.t
  const first = await tx.db
    .select({ sku: lots.sku, lot: lots.lot })
    .from(lots)
    .where(eq(lots.supplierLot, supplierLot))
    .orderBy(lots.sku, lots.lot)
  const others = await tx.db
    .select({ sku: supplierLots.sku, lot: supplierLots.lot })
    .from(supplierLots)
    .where(eq(supplierLots.supplierLot, supplierLot))
    .orderBy(supplierLots.sku, supplierLots.lot)
  const all = [...new Map([...first, ...others].map((one) => [lotKey(one.sku, one.lot), one])).values()]
  if (all.length === 0)
    throw new Problem(404, 'not-found', `Nothing has come in under the supplier lot ${supplierLot}.`, {
      field: 'supplierLot',
    })
  return all
}

export async function recallNamed({ db, t: { recalls } }: Reader, id: string): Promise<RecallRow> {
  const [row] = await db.select().from(recalls).where(eq(recalls.id, id))
  if (!row) throw notFound(`recall ${id}`)
  return row
}
