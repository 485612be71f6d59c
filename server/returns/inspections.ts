/** Inspections as rows: which returned goods they spoke of, and how far their disposition is carried out. */
import { and, asc, eq, gte, inArray, type SQL, sql } from 'drizzle-orm'
import type { Payload } from '../../shared/transactions/index.ts'
import type { Schema } from '../db/schema.ts'
import type { InspectionState, WaitsFor } from '../db/tables/returns.ts'
import type { Reader } from '../db/work.ts'
import type { Item } from '../ledger/ground.ts'
import type { Scene } from '../ledger/scene.ts'
import { unitCost } from '../lots/unit-cost.ts'
import { sendReturnedBack } from './book.ts'
import { type InWarehouse, type ReturnedRow, refreshReturn, speaksOf, tellGoods } from './cases.ts'

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

interface Part {
  row: ReturnedRow
  units: number
}

async function speakOf(scene: InWarehouse, inspectionId: string, parts: readonly Part[]): Promise<void> {
  const { db, t } = scene.tx
  for (const { row, units } of parts) {
    await db
      .insert(t.inspectionParts)
      .values({ inspectionId, returnedId: row.id, quantity: units })
      .onConflictDoUpdate({
        target: [t.inspectionParts.inspectionId, t.inspectionParts.returnedId],
        set: { quantity: sql`${t.inspectionParts.quantity} + ${units}` },
      })
    await changeInspected(scene, row.id, units)
  }
}

/** What it spoke of before it came in has come: so many of its units, `there`, stand where it says. Returns what it had not known. */
export async function claimArrived(
  scene: Scene,
  inspection: InspectionRow,
  there: number,
): Promise<{ inspection: InspectionRow; goods: ReturnedRow[]; known: ReturnedRow[] }> {
  const parts = await partsOf(scene.tx, inspection.id)
  const known = parts.map(({ row }) => row)
  const covered = parts.reduce((sum, { units }) => sum + units, 0)
  const open = Math.min(inspection.quantity - covered, there - Math.max(0, covered - inspection.carriedOut))
  const claimed = open > 0 ? shareOut(open, await goodsSpokenOf(scene, inspection)) : []
  await speakOf(scene, inspection.id, claimed)
  const returnId = inspection.returnId ?? claimed[0]?.row.returnId ?? null
  return {
    inspection: returnId === inspection.returnId ? inspection : await saveInspection(scene, inspection, { returnId }),
    goods: claimed.map(({ row }) => row),
    known,
  }
}

const units = (sum: SQL) => sql<number>`coalesce(sum(${sum}), 0)`.mapWith(Number)

/**
 * Goods that were carried on before they were known to have come may have been inspected elsewhere, and be through: then there is
 * more to be inspected than stands anywhere. Stock that no return brought is inspected like any other, and claims nothing.
 */
export async function claimPast(scene: Scene, { sku, lot }: { sku: string; lot: string }): Promise<void> {
  const { tx, warehouse } = scene
  const { stock: s, returnedGoods: g, inspections: i } = tx.t
  const [stand] = await tx.db
    .select({ units: units(sql`${s.quantity}`) })
    .from(s)
    .where(
      and(eq(s.warehouse, warehouse), eq(s.sku, sku), eq(s.lot, lot), eq(s.status, 'uninspected'), eq(s.inHouse, true)),
    )
  const [asked] = await tx.db
    .select({ units: units(sql`${g.quantity} - ${g.inspected}`) })
    .from(g)
    .where(and(eq(g.warehouse, warehouse), eq(g.sku, sku), eq(g.lot, lot), sql`${g.inspected} < ${g.quantity}`))
  const waiting = await openInspections(scene, { sku, lot }, eq(i.state, 'waiting'))
  // What waits, spoken of and not carried out, stands somewhere, too.
  const aside = waiting.reduce((sum, { spoken, carriedOut }) => sum + Math.max(0, spoken - carriedOut), 0)
  let surplus = (asked?.units ?? 0) + aside - (stand?.units ?? 0)
  if (surplus <= 0) return
  for (const row of await undoneOf(scene, { sku, lot })) {
    const { inspected } = await speakOfOthers(scene, row)
    surplus -= row.inspected - inspected
  }
  const past = await openInspections(
    scene,
    { sku, lot },
    and(inArray(i.state, ['done', 'waiting']), gte(i.inspectedAt, tx.now - LATEST_MS)),
  )
  for (const { id, location, returnId, carriedOut, spoken } of past) {
    const open = Math.min(surplus, carriedOut - spoken)
    if (open <= 0) continue
    const claimed = shareOut(open, await goodsSpokenOf(scene, { sku, lot, location, returnId }))
    surplus -= claimed.reduce((sum, part) => sum + part.units, 0)
    await speakOf(scene, id, claimed)
    const own = returnId ?? claimed[0]?.row.returnId ?? null
    if (own !== returnId) await tx.db.update(i).set({ returnId: own }).where(eq(i.id, id))
    for (const part of claimed) await refreshReturn(scene, part.row.returnId)
  }
}

/** Of which somebody had inspected some before they were undone. */
async function undoneOf({ tx, warehouse }: Scene, { sku, lot }: { sku: string; lot: string }): Promise<ReturnedRow[]> {
  const { returnedGoods: g, inbox } = tx.t
  const rows = await tx.db
    .select({ row: g })
    .from(g)
    .innerJoin(inbox, eq(inbox.id, g.id))
    .where(
      and(
        eq(g.warehouse, warehouse),
        eq(g.sku, sku),
        eq(g.lot, lot),
        sql`${g.inspected} > 0`,
        eq(inbox.state, 'reversed'),
      ),
    )
    .orderBy(asc(g.id))
  return rows.map(({ row }) => row)
}

/** With how many units of returned goods each speaks of. */
function openInspections({ tx, warehouse }: Scene, { sku, lot }: { sku: string; lot: string }, state: SQL | undefined) {
  const { inspections: i, inspectionParts: p } = tx.t
  return tx.db
    .select({
      id: i.id,
      location: i.location,
      returnId: i.returnId,
      carriedOut: i.carriedOut,
      spoken: units(sql`${p.quantity}`),
    })
    .from(i)
    .leftJoin(p, eq(p.inspectionId, i.id))
    .where(and(eq(i.warehouse, warehouse), eq(i.sku, sku), eq(i.lot, lot), state))
    .groupBy(i.id, i.location, i.returnId, i.carriedOut)
    .orderBy(asc(i.id))
}

/** So long a handheld may keep what it recorded. */
const LATEST_MS = 30 * 86_400_000

async function partsOf({ db, t }: Reader, inspectionId: string): Promise<Part[]> {
  const { inspectionParts, returnedGoods } = t
  return db
    .select({ row: returnedGoods, units: inspectionParts.quantity })
    .from(inspectionParts)
    .innerJoin(returnedGoods, eq(returnedGoods.id, inspectionParts.returnedId))
    .where(eq(inspectionParts.inspectionId, inspectionId))
    .orderBy(asc(inspectionParts.returnedId))
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

/** What is not inspected yet of this item and lot: what the inspector named first, then what was received right there, then the oldest. */
async function goodsSpokenOf(
  { tx, warehouse }: InWarehouse,
  named: {
    sku: string
    lot: string
    location: string
    returnId?: string | null | undefined
    returned?: string | undefined
  },
): Promise<ReturnedRow[]> {
  const { returnedGoods } = tx.t
  const rows = await tx.db
    .select()
    .from(returnedGoods)
    .where(
      and(
        eq(returnedGoods.warehouse, warehouse),
        eq(returnedGoods.sku, named.sku),
        eq(returnedGoods.lot, named.lot),
        sql`${returnedGoods.inspected} < ${returnedGoods.quantity}`,
      ),
    )
    .orderBy(asc(returnedGoods.receivedAt), asc(returnedGoods.id))
  const rank = (row: ReturnedRow): number => {
    if (row.id === named.returned) return 0
    if (row.returnId === named.returnId) return 1
    return row.location === named.location ? 2 : 3
  }
  return rows.sort((a, b) => rank(a) - rank(b))
}

function shareOut(quantity: number, goods: readonly ReturnedRow[]): Part[] {
  let left = quantity
  const parts = goods.map((row) => {
    const units = Math.min(left, row.quantity - row.inspected)
    left -= units
    return { row, units }
  })
  return parts.filter(({ units }) => units > 0)
}

async function changeInspected(scene: InWarehouse, returnedId: string, units: number): Promise<void> {
  const { returnedGoods, inbox } = scene.tx.t
  const [row] = await scene.tx.db
    .update(returnedGoods)
    .set({ inspected: sql`${returnedGoods.inspected} + ${units}` })
    .where(eq(returnedGoods.id, returnedId))
    .returning()
  if (!row) return
  tellGoods(scene, row)
  if (units > 0) return
  const [came] = await scene.tx.db.select({ state: inbox.state }).from(inbox).where(eq(inbox.id, returnedId))
  // What did not come back after all is not to be inspected again.
  if (came?.state === 'reversed') await sendReturnedBack(scene, row, -units)
}

/** Uninspected units of the same item and lot that came some other way. */
export async function alikeOpen(scene: InWarehouse, goods: ReturnedRow): Promise<ReturnedRow[]> {
  return (await goodsSpokenOf(scene, goods)).filter(({ id }) => id !== goods.id)
}

/** They did not come back: what was inspected were others like them, as far as there are some. Returns the row as it is now. */
export async function speakOfOthers(scene: InWarehouse, goods: ReturnedRow): Promise<ReturnedRow> {
  const { db, t } = scene.tx
  const { inspectionParts: p } = t
  let row = goods
  const parts = await db.select().from(p).where(eq(p.returnedId, goods.id)).orderBy(asc(p.inspectionId))
  for (const { inspectionId, quantity } of parts) {
    const others = shareOut(quantity, await alikeOpen(scene, goods))
    const units = others.reduce((sum, part) => sum + part.units, 0)
    if (units === 0) break
    const isPart = and(eq(p.inspectionId, inspectionId), eq(p.returnedId, goods.id))
    if (units === quantity) await db.delete(p).where(isPart)
    else
      await db
        .update(p)
        .set({ quantity: quantity - units })
        .where(isPart)
    await changeInspected(scene, goods.id, -units)
    row = { ...row, inspected: row.inspected - units }
    await speakOf(scene, inspectionId, others)
    for (const id of new Set(others.map((part) => part.row.returnId))) await refreshReturn(scene, id)
  }
  return row
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
  await db.update(t.inspections).set({ state, waitsFor: null }).where(eq(t.inspections.id, inspection.id))
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
  { tx }: InWarehouse,
  inspection: InspectionRow,
  changes: Partial<InspectionRow>,
): Promise<InspectionRow> {
  const { inspections } = tx.t
  await tx.db.update(inspections).set(changes).where(eq(inspections.id, inspection.id))
  return { ...inspection, ...changes }
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
