/** Recalls as they are answered: a page of them, newest first, or one with what it reaches now. */
import { desc, lt } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import { type RecallRow, recallNamed } from './recall.ts'
import { reportRecall } from './recall-report.ts'

const headOf = ({ id, warehouse, reason, drill, by, supplierLot, startedAt, tookMs }: RecallRow) => ({
  id,
  warehouse,
  reason,
  drill,
  by,
  supplierLot,
  startedAt: new Date(startedAt).toISOString(),
  tookMs,
})

/** Lots belong to the company, and so do their recalls: whichever warehouse they were begun in. */
export async function listRecalls({ db, t: { recalls } }: Reader, after: string, limit: number) {
  const rows = await db
    .select()
    .from(recalls)
    .where(after === '' ? undefined : lt(recalls.id, after))
    .orderBy(desc(recalls.id))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map((row) => ({ ...headOf(row), lots: row.lots, found: row.found }))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** `found`: what it reached when it was begun; the rest is as it is now. */
export async function readRecall(reader: Reader, id: string) {
  const recall = await recallNamed(reader, id)
  return { ...headOf(recall), found: recall.found, ...(await reportRecall(reader, recall)) }
}
