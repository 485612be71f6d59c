/** Returns with their rows, read for a whole page at once. */
import { and, eq, inArray, or } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import { notFound } from '../problem.ts'
import type { ReturnedRow, ReturnLineRow, ReturnRow } from './cases.ts'
import type { InspectionRow } from './inspections.ts'

/** A return with its rows. */
export interface Known {
  row: ReturnRow
  lines: ReturnLineRow[]
  goods: ReturnedRow[]
  inspections: InspectionRow[]
  /** By inspection: how many of this return it speaks of, and how many of these are where they should be. */
  shares: Map<string, Share>
}

export interface Share {
  units: number
  carriedOut: number
}

export async function withRows({ db, t }: Reader, rows: readonly ReturnRow[]): Promise<Known[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const { inspections: i, inspectionParts: p, returnedGoods: g } = t
  const [lines, goods, parts] = [
    await db.select().from(t.returnLines).where(inArray(t.returnLines.returnId, ids)).orderBy(t.returnLines.sku),
    await db
      .select()
      .from(t.returnedGoods)
      .where(inArray(t.returnedGoods.returnId, ids))
      .orderBy(t.returnedGoods.receivedAt, t.returnedGoods.id),
    await db
      .select({ inspection: p.inspectionId, returnId: g.returnId, units: p.quantity })
      .from(p)
      .innerJoin(g, eq(g.id, p.returnedId))
      .where(
        inArray(
          p.inspectionId,
          db
            .select({ id: p.inspectionId })
            .from(p)
            .innerJoin(g, eq(g.id, p.returnedId))
            .where(inArray(g.returnId, ids)),
        ),
      ),
  ]
  const inspections = await db
    .select()
    .from(i)
    .where(or(inArray(i.returnId, ids), inArray(i.id, [...new Set(parts.map(({ inspection }) => inspection))])))
    .orderBy(i.inspectedAt, i.id)
  const shares = new Map(inspections.map((one) => [one.id, sharesOf(one, parts)]))
  return rows.map((row) => {
    const own = inspections.filter(({ id }) => shares.get(id)?.has(row.id))
    return {
      row,
      lines: lines.filter(({ returnId }) => returnId === row.id),
      goods: goods.filter(({ returnId }) => returnId === row.id),
      inspections: own,
      shares: new Map(own.map(({ id }) => [id, shares.get(id)?.get(row.id) ?? { units: 0, carriedOut: 0 }])),
    }
  })
}

/** By return. What it spoke of beyond all that came belongs to the return that it names. */
function sharesOf(
  { id, returnId, quantity, carriedOut }: InspectionRow,
  parts: readonly { inspection: string; returnId: string; units: number }[],
): Map<string, Share> {
  const units = new Map<string, number>(returnId === null ? [] : [[returnId, 0]])
  let beyond = quantity
  for (const part of parts) {
    if (part.inspection !== id) continue
    units.set(part.returnId, (units.get(part.returnId) ?? 0) + part.units)
    beyond -= part.units
  }
  let done = carriedOut
  const shares = new Map<string, Share>()
  for (const [of, spoken] of units) {
    const own = Math.min(done, spoken)
    done -= own
    shares.set(of, { units: spoken, carriedOut: own })
  }
  const named = returnId === null ? undefined : shares.get(returnId)
  if (named) Object.assign(named, { units: named.units + beyond, carriedOut: named.carriedOut + done })
  return shares
}

/** Throws where there is none in this warehouse. */
export async function knownReturn(reader: Reader, warehouse: string, id: string): Promise<Known> {
  const { returns } = reader.t
  const rows = await reader.db
    .select()
    .from(returns)
    .where(and(eq(returns.warehouse, warehouse), eq(returns.id, id)))
  const [known] = await withRows(reader, rows)
  if (!known) throw notFound(`return ${id}`)
  return known
}

/** Neither undone nor taken back. */
export const stands = ({ state }: InspectionRow): boolean => state === 'done' || state === 'waiting'

export const instant = (at: number): string => new Date(at).toISOString()
