/** Facts come in any order: goods that were inspected before they were known to have come, or that had not come after all. */
import { and, asc, eq, gte, inArray, type SQL, sql } from 'drizzle-orm'
import type { Scene } from '../ledger/scene.ts'
import { type InWarehouse, type ReturnedRow, refreshReturn } from './cases.ts'
import { type InspectionRow, saveInspection } from './inspections.ts'
import { changeInspected, goodsSpokenOf, partsOf, shareOut, speakOf } from './parts.ts'

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
