/** Returns with their rows, read for a whole page at once. */
import { and, eq, inArray } from 'drizzle-orm'
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
}

export async function withRows({ db, t }: Reader, rows: readonly ReturnRow[]): Promise<Known[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [lines, goods, inspections] = [
    await db.select().from(t.returnLines).where(inArray(t.returnLines.returnId, ids)).orderBy(t.returnLines.sku),
    await db
      .select()
      .from(t.returnedGoods)
      .where(inArray(t.returnedGoods.returnId, ids))
      .orderBy(t.returnedGoods.receivedAt, t.returnedGoods.id),
    await db
      .select()
      .from(t.inspections)
      .where(inArray(t.inspections.returnId, ids))
      .orderBy(t.inspections.inspectedAt, t.inspections.id),
  ]
  return rows.map((row) => ({
    row,
    lines: lines.filter(({ returnId }) => returnId === row.id),
    goods: goods.filter(({ returnId }) => returnId === row.id),
    inspections: inspections.filter(({ returnId }) => returnId === row.id),
  }))
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
