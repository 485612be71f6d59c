/** Why an item in a place is to be counted: one task may answer several of them, and goes only with the last. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Scene } from '../ledger/scene.ts'
import { askForCount, stockInScope, type WantedCount } from './ask.ts'
import { IN_DOUBT } from './lines.ts'
import { askAgain, disturbedAt } from './verdict.ts'

type At = Pick<WantedCount, 'sku' | 'location'>

/** Whether some of it is suspect or less than nothing, or was moved while it was counted. */
export async function isContradicted(scene: Scene, { sku, location }: At): Promise<boolean> {
  const rows = await stockInScope(scene, { scope: 'item', sku, location, lot: '' })
  if (rows.some(({ quantity, suspect }) => quantity < 0 || suspect > 0)) return true
  return (await disturbedAt(scene, location)).includes(sku)
}

/** A task is gone, or done no more: what else it was to answer is asked for by another, where none is open. */
export async function askForTheRest(scene: Scene, { sku, location }: At): Promise<void> {
  if (sku === '') return
  const doubts = await doubtsAt(scene, { sku, location })
  for (const { state, userId, hiddenFrom } of doubts)
    if (state === 'recount')
      await askAgain(scene, { sku, location }, 'variance', hiddenFrom, userId === null ? [] : [userId])
  if ((await disturbedAt(scene, location)).includes(sku))
    await askAgain(scene, { sku, location }, 'disturbed', doubts[0]?.hiddenFrom ?? 'holder')
  const rows = await stockInScope(scene, { scope: 'item', sku, location, lot: '' })
  const suspected = (row: { lot: string; status: string }) =>
    doubts
      .filter(({ lot, status }) => lot === row.lot && status === row.status)
      .reduce((sum, doubt) => sum + doubt.suspected, 0)
  if (rows.some((row) => row.quantity < 0 || row.suspect > suspected(row)))
    await askForCount(scene, { sku, location, scope: 'item', lot: '', origin: 'short-pick', hiddenFrom: 'holder' })
}

async function doubtsAt({ tx, warehouse }: Scene, { sku, location }: At) {
  const { counts, countLines } = tx.t
  const rows = await tx.db
    .select({
      lot: countLines.lot,
      status: countLines.status,
      state: countLines.state,
      suspected: countLines.suspected,
      userId: counts.userId,
      hiddenFrom: counts.hiddenFrom,
    })
    .from(countLines)
    .innerJoin(counts, eq(counts.id, countLines.countId))
    .where(
      and(
        eq(countLines.warehouse, warehouse),
        eq(countLines.location, location),
        eq(countLines.sku, sku),
        eq(counts.reversed, false),
        inArray(countLines.state, [...IN_DOUBT]),
      ),
    )
  return rows
}
