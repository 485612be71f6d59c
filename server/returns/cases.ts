/** Returns as they stand: found by what a fact names, begun where nobody had announced them, and kept in step with their goods. */
import { and, asc, eq, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Schema } from '../db/schema.ts'
import type { Reader, Tx } from '../db/work.ts'
import { emit, emitGone } from '../feed/emit.ts'
import { missingDocuments } from './documents.ts'

export type ReturnRow = Schema['returns']['$inferSelect']
export type ReturnLineRow = Schema['returnLines']['$inferSelect']
export type ReturnedRow = Schema['returnedGoods']['$inferSelect']

/** What reads and writes of one return have in common: a posting or a request. */
export interface InWarehouse {
  tx: Tx
  warehouse: string
}

export async function readReturn({ db, t }: Reader, id: string): Promise<ReturnRow | undefined> {
  return (await db.select().from(t.returns).where(eq(t.returns.id, id)))[0]
}

export const linesOfReturn = ({ db, t }: Reader, id: string): Promise<ReturnLineRow[]> =>
  db.select().from(t.returnLines).where(eq(t.returnLines.returnId, id)).orderBy(asc(t.returnLines.sku))

/** In the order in which they came. */
export const goodsOfReturn = ({ db, t }: Reader, id: string): Promise<ReturnedRow[]> =>
  db
    .select()
    .from(t.returnedGoods)
    .where(eq(t.returnedGoods.returnId, id))
    .orderBy(asc(t.returnedGoods.receivedAt), asc(t.returnedGoods.id))

interface NamesReturn {
  channel: string
  orderId: string | null
  orderExternalId: string | null
  reference: string | null
  sku: string
}

/**
 * The open return that these goods belong to: by its reference, else of their order, one that expects them before another. What
 * the dock reads on a parcel may be another name than the office knew when it announced a return of the order without one.
 */
export async function openReturnFor(
  { tx, warehouse }: InWarehouse,
  named: NamesReturn,
): Promise<ReturnRow | undefined> {
  const { returns, returnLines } = tx.t
  const { channel, reference, orderId, orderExternalId, sku } = named
  const order = orderExternalId ?? orderId
  if (reference === null && order === null) return undefined
  // Two docks may take in one return at the same time: it is begun once.
  const names = [reference, order].filter((name) => name !== null)
  await tx.lock(...names.map((name) => `return-of ${channel} ${name}`))
  const ofOrder = orderId !== null ? eq(returns.orderId, orderId) : eq(returns.orderExternalId, orderExternalId ?? '')
  const isNamed =
    reference === null
      ? ofOrder
      : order === null
        ? eq(returns.reference, reference)
        : or(eq(returns.reference, reference), and(ofOrder, isNull(returns.reference), eq(returns.blind, false)))
  const found = await tx.db
    .select({
      row: returns,
      due: sql<number>`coalesce(${returnLines.expected} - ${returnLines.received}, 0)`.mapWith(Number),
    })
    .from(returns)
    .leftJoin(returnLines, and(eq(returnLines.returnId, returns.id), eq(returnLines.sku, sku)))
    .where(and(eq(returns.warehouse, warehouse), eq(returns.channel, channel), ne(returns.state, 'closed'), isNamed))
    .orderBy(asc(returns.createdAt), asc(returns.id))
  const exact = found.filter(({ row }) => row.reference === reference)
  const candidates = reference !== null && exact.length > 0 ? exact : found
  return (candidates.find(({ due }) => due > 0) ?? candidates[0])?.row
}

export interface NewReturn
  extends Pick<ReturnRow, 'id' | 'channel' | 'orderId' | 'orderExternalId' | 'customer' | 'reference' | 'blind'> {
  chargeback?: ReturnRow['chargeback']
  note?: string | null
  expectedOn?: string | null
  by: string | null
}

export async function addReturn(
  { tx, warehouse }: InWarehouse,
  { chargeback = null, note = null, expectedOn = null, ...named }: NewReturn,
): Promise<ReturnRow> {
  const row: ReturnRow = {
    ...named,
    warehouse,
    state: 'expected',
    chargeback,
    documents: missingDocuments(chargeback, 0).length > 0 ? 'missing' : 'none',
    photos: [],
    note,
    expectedOn,
    createdAt: tx.now,
    endedAt: null,
  }
  await tx.db.insert(tx.t.returns).values(row)
  emit(tx, 'returns', warehouse, row)
  return row
}

/** Adds to what came of one item; a return gets a line for what nobody announced. Returns the line as it is now. */
export async function changeReturnLine(
  { tx, warehouse }: InWarehouse,
  { returnId, sku, reason }: Pick<ReturnLineRow, 'returnId' | 'sku' | 'reason'>,
  units: number,
): Promise<ReturnLineRow> {
  const { returnLines } = tx.t
  const [row] = await tx.db
    .insert(returnLines)
    .values({ returnId, sku, reason, expected: 0, received: units, lots: [] })
    .onConflictDoUpdate({
      target: [returnLines.returnId, returnLines.sku],
      set: { received: sql`${returnLines.received} + ${units}` },
    })
    .returning()
  if (!row) throw new Error('A line of a return was not written.')
  emit(tx, 'returnLines', warehouse, row)
  return row
}

/** Makes state and documents anew from lines, goods and inspections, and tells the handhelds. Returns how it was before. */
export async function refreshReturn(
  scene: InWarehouse,
  id: string,
): Promise<{ before: ReturnRow; after: ReturnRow } | undefined> {
  const { tx } = scene
  // Its items come in and are inspected side by side: the last two must not each wait for the other.
  await tx.lock(`return ${id}`)
  const before = await readReturn(tx, id)
  if (!before) return undefined
  const state = await stateOf(tx, before)
  const photos = before.chargeback === null ? 0 : (await photosOfReturn(tx, before)).length
  const missing = missingDocuments(before.chargeback, photos)
  const documents = before.chargeback === null ? 'none' : missing.length > 0 ? 'missing' : 'complete'
  const after: ReturnRow = { ...before, state, documents }
  if (state !== before.state || documents !== before.documents)
    await tx.db.update(tx.t.returns).set({ state, documents }).where(eq(tx.t.returns.id, id))
  await tellReturn(scene, before, after)
  return { before, after }
}

async function stateOf(tx: Tx, { id, endedAt }: ReturnRow): Promise<ReturnRow['state']> {
  const { returnLines, returnedGoods, inspections } = tx.t
  const units = (sum: ReturnType<typeof sql>) => sql<number>`coalesce(sum(${sum}), 0)`.mapWith(Number)
  const [uninspected] = await tx.db
    .select({ units: units(sql`${returnedGoods.quantity} - ${returnedGoods.inspected}`) })
    .from(returnedGoods)
    .where(eq(returnedGoods.returnId, id))
  const [waiting] = await tx.db
    .select({ units: units(sql`${inspections.quantity} - ${inspections.carriedOut}`) })
    .from(inspections)
    .where(and(speaksOf(tx, id), eq(inspections.state, 'waiting')))
  if ((uninspected?.units ?? 0) > 0 || (waiting?.units ?? 0) > 0) return 'received'
  if (endedAt !== null) return 'closed'
  const [due] = await tx.db
    .select({ units: units(sql`case when ${returnLines.expected} > ${returnLines.received} then 1 else 0 end`) })
    .from(returnLines)
    .where(eq(returnLines.returnId, id))
  return (due?.units ?? 0) > 0 ? 'expected' : 'closed'
}

/** Inspections of its goods: one may speak of what came back with several returns. */
export function speaksOf({ t }: Pick<Reader, 't'>, returnId: string): SQL {
  const { inspections: i, inspectionParts: p, returnedGoods: g } = t
  return sql`(${i.returnId} = ${returnId} or exists (select 1 from ${p} join ${g} on ${g.id} = ${p.returnedId}
    where ${p.inspectionId} = ${i.id} and ${g.returnId} = ${returnId}))`
}

/** Of its inspections that stand, and those given by hand; each once. */
export async function photosOfReturn(
  { db, t }: Reader,
  { id, photos }: Pick<ReturnRow, 'id' | 'photos'>,
): Promise<string[]> {
  const rows = await db
    .select({ photos: t.inspections.photos })
    .from(t.inspections)
    .where(and(speaksOf({ t }, id), ne(t.inspections.state, 'reversed')))
    .orderBy(asc(t.inspections.inspectedAt), asc(t.inspections.id))
  return [...new Set([...rows.flatMap((row) => row.photos), ...photos])]
}

/** A return that is through leaves the handhelds, its lines with it; one that is open again comes back with them. */
async function tellReturn({ tx, warehouse }: InWarehouse, before: ReturnRow, after: ReturnRow): Promise<void> {
  const closed = after.state === 'closed'
  if (closed) emitGone(tx, 'returns', warehouse, after)
  else emit(tx, 'returns', warehouse, after)
  if (!closed && before.state !== 'closed') return
  for (const line of await linesOfReturn(tx, after.id))
    if (closed) emitGone(tx, 'returnLines', warehouse, line)
    else emit(tx, 'returnLines', warehouse, line)
}

export function tellGoods({ tx, warehouse }: InWarehouse, row: ReturnedRow): void {
  if (row.inspected >= row.quantity) emitGone(tx, 'returnedGoods', warehouse, row)
  else emit(tx, 'returnedGoods', warehouse, row)
}
