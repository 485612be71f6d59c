/**
 * Differences that nobody can decide any more, because what was counted is called otherwise by now, or its figure was put right
 * by hand: it is counted again.
 */
import { and, eq, inArray } from 'drizzle-orm'
import type { Scene } from '../ledger/scene.ts'
import { changeCountLine, IN_DOUBT } from './lines.ts'
import { askAgain, closeVariance, dropRecounts, keyOfLine } from './verdict.ts'

interface Called {
  sku: string
  lots: readonly string[]
  /** Null: wherever there are some. */
  locations: readonly string[] | null
  /** One sentence: why it is counted again. */
  why: string
}

/** What is suspect stays so until that count. */
export async function countAnew(scene: Scene, { sku, lots, locations, why }: Called): Promise<void> {
  const { counts, countLines } = scene.tx.t
  const found = await scene.tx.db
    .select({ line: countLines, hiddenFrom: counts.hiddenFrom })
    .from(countLines)
    .innerJoin(counts, eq(counts.id, countLines.countId))
    .where(
      and(
        eq(countLines.warehouse, scene.warehouse),
        eq(countLines.sku, sku),
        inArray(countLines.lot, [...lots]),
        locations === null ? undefined : inArray(countLines.location, [...locations]),
        inArray(countLines.state, [...IN_DOUBT]),
        eq(counts.reversed, false),
      ),
    )
    .orderBy(countLines.location, countLines.lot, countLines.status)
  for (const { line, hiddenFrom } of found) {
    await changeCountLine(scene, line, { state: 'superseded', suspected: 0 })
    await closeVariance(scene, keyOfLine(line), why)
    await dropRecounts(scene, line)
    await askAgain(scene, line, 'disturbed', hiddenFrom)
  }
}
