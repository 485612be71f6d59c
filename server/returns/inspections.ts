/** Inspections as rows: which returned goods they spoke of, and how far their disposition is carried out. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Payload } from '../../shared/transactions/index.ts'
import type { Schema } from '../db/schema.ts'
import type { InspectionState, WaitsFor } from '../db/tables/returns.ts'
import type { Reader } from '../db/work.ts'
import { emit, emitGone } from '../feed/emit.ts'
import type { Item } from '../ledger/ground.ts'
import type { Scene } from '../ledger/scene.ts'
import { unitCost } from '../lots/unit-cost.ts'
import { type InWarehouse, type ReturnedRow, refreshReturn, speaksOf } from './cases.ts'
import { changeInspected, goodsSpokenOf, partsOf, shareOut, speakOf } from './parts.ts'

export type InspectionRow = Schema['inspections']['$inferSelect']

export async function readInspection({ db, t }: Reader, id: string): Promise<InspectionRow | undefined> {
  return (await db.select().from(t.inspections).where(eq(t.inspections.id, id)))[0]
}

/** The inspection of a posting that is not undone, with the goods that it spoke of. */
export async function recordInspection(
  scene: Scene,
  payload: Payload<'inspect'>,
  { item, lot }: { item: Item; lot: string },
): Promise<{ inspection: InspectionRow; goods: ReturnedRow[] }> {
  const { tx, warehouse, posted } = scene
  const goods = await goodsSpokenOf(scene, { ...payload, sku: item.sku, lot })
  const parts = shareOut(payload.quantity, goods)
  const cost = unitCost(item, await scene.ground.lot(item.sku, lot))
  const inspection: InspectionRow = {
    id: posted.transactionId,
    warehouse,
    returnId: parts[0]?.row.returnId ?? null,
    sku: item.sku,
    lot,
    location: payload.location,
    to: payload.to ?? null,
    quantity: payload.quantity,
    carriedOut: 0,
    condition: payload.condition,
    disposition: payload.disposition,
    proposed: payload.proposed ?? null,
    because: payload.because ?? null,
    checklist: payload.checklist ?? [],
    photos: [...new Set(payload.photos ?? [])],
    note: payload.note ?? null,
    state: 'waiting',
    waitsFor: null,
    approvedBy: null,
    unitCost: cost?.amount ?? null,
    currency: cost?.currency ?? null,
    deviceId: posted.author.deviceId,
    userId: posted.author.userId,
    inspectedAt: posted.occurredAt,
    doneAt: null,
  }
  await tx.db.insert(tx.t.inspections).values(inspection)
  scene.effects.push({ kind: 'inspection', id: inspection.id })
  await speakOf(scene, inspection.id, parts)
  return { inspection, goods: parts.map(({ row }) => row) }
}

/** State and documents of every return that it speaks of; always in one order, for several may be refreshed at once. */
export async function refreshReturnsOf(scene: InWarehouse, inspection: InspectionRow): Promise<void> {
  for (const id of await returnsOf(scene.tx, inspection)) await refreshReturn(scene, id)
}

export async function returnsOf(
  reader: Reader,
  { id, returnId }: Pick<InspectionRow, 'id' | 'returnId'>,
): Promise<string[]> {
  const spoken = (await partsOf(reader, id)).map(({ row }) => row.returnId)
  return [...new Set([...(returnId === null ? [] : [returnId]), ...spoken])].sort()
}

/** It speaks of nothing any more: its goods are to be inspected again, or it was undone. */
export async function releaseInspection(
  scene: InWarehouse,
  inspection: InspectionRow,
  state: Extract<InspectionState, 'withdrawn' | 'reversed'>,
): Promise<void> {
  const { db, t } = scene.tx
  const returns = await returnsOf(scene.tx, inspection)
  const parts = await db.delete(t.inspectionParts).where(eq(t.inspectionParts.inspectionId, inspection.id)).returning()
  for (const { returnedId, quantity } of parts) await changeInspected(scene, returnedId, -quantity)
  await saveInspection(scene, inspection, { state, waitsFor: null })
  for (const id of returns) await refreshReturn(scene, id)
}

/** It spoke of so many more than there were. */
export async function trimInspection(
  scene: InWarehouse,
  { id, quantity }: InspectionRow,
  units: number,
): Promise<void> {
  const { inspectionParts } = scene.tx.t
  const parts = await scene.tx.db
    .select()
    .from(inspectionParts)
    .where(eq(inspectionParts.inspectionId, id))
    .orderBy(asc(inspectionParts.returnedId))
  // What it spoke of beyond all that came is in none of them.
  let left = Math.max(0, units - (quantity - parts.reduce((sum, part) => sum + part.quantity, 0)))
  for (const part of parts) {
    const less = Math.min(left, part.quantity)
    if (less === 0) continue
    left -= less
    const isPart = and(eq(inspectionParts.inspectionId, id), eq(inspectionParts.returnedId, part.returnedId))
    if (less === part.quantity) await scene.tx.db.delete(inspectionParts).where(isPart)
    else
      await scene.tx.db
        .update(inspectionParts)
        .set({ quantity: part.quantity - less })
        .where(isPart)
    await changeInspected(scene, part.returnedId, -less)
  }
}

export async function saveInspection(
  scene: InWarehouse,
  inspection: InspectionRow,
  changes: Partial<InspectionRow>,
): Promise<InspectionRow> {
  const { inspections } = scene.tx.t
  await scene.tx.db.update(inspections).set(changes).where(eq(inspections.id, inspection.id))
  const after = { ...inspection, ...changes }
  tellWaiting(scene, after)
  return after
}

export function tellWaiting({ tx, warehouse }: InWarehouse, row: InspectionRow): void {
  if (row.state === 'waiting') emit(tx, 'waitingInspections', warehouse, row)
  else emitGone(tx, 'waitingInspections', warehouse, row)
}

/** Those that wait, the oldest first. */
export function waitingInspections(
  { db, t }: Reader,
  warehouse: string,
  wanted: { waitsFor: WaitsFor; returnId: string } | { sku: string; lot: string; location: string },
): Promise<InspectionRow[]> {
  const { inspections } = t
  return db
    .select()
    .from(inspections)
    .where(
      and(
        eq(inspections.warehouse, warehouse),
        sql`${inspections.state} = 'waiting'`,
        'returnId' in wanted
          ? and(eq(inspections.waitsFor, wanted.waitsFor), speaksOf({ t }, wanted.returnId))
          : and(
              eq(inspections.sku, wanted.sku),
              eq(inspections.lot, wanted.lot),
              eq(inspections.location, wanted.location),
            ),
      ),
    )
    .orderBy(asc(inspections.inspectedAt), asc(inspections.id))
}
