/** Undoing a count: what it decided, and what it made of earlier ones. */
import { and, eq, inArray } from 'drizzle-orm'
import type { HiddenFrom } from '../../shared/rules/counting.ts'
import type { Effect } from '../db/schema.ts'
import type { Scene } from '../ledger/scene.ts'
import { dropCount, openCountsAt } from './ask.ts'
import { type CountLineRow, changeCountLine, IN_DOUBT } from './lines.ts'
import { forgetObservation } from './observations.ts'
import {
  askAgain,
  closeDisturbed,
  closeVariance,
  keyOfLine,
  raiseDisturbed,
  raiseVariance,
  suspectMissing,
} from './verdict.ts'

const WHY = 'The count was undone.'

/** It looked at nothing: movements are held against the count before it again. */
export async function forgetCount(
  scene: Scene,
  { before, after }: Extract<Effect, { kind: 'observation' }>,
): Promise<void> {
  const { counts, countLines } = scene.tx.t
  await forgetObservation(scene, after, before)
  await scene.tx.db.update(counts).set({ reversed: true }).where(eq(counts.id, after.countId))
  const open = await scene.tx.db
    .select()
    .from(countLines)
    .where(and(eq(countLines.countId, after.countId), inArray(countLines.state, [...IN_DOUBT])))
  for (const line of open) {
    await closeVariance(scene, keyOfLine(line), WHY)
    await closeDisturbed(scene, line, WHY)
  }
  const skus = new Set(open.map(({ sku }) => sku))
  for (const task of await openCountsAt(scene, after.location))
    if ((task.origin === 'variance' || task.origin === 'disturbed') && skus.has(task.sku)) await dropCount(scene, task)
}

/** What was open before it is open again, with all that follows from that. */
export async function restoreLines(
  scene: Scene,
  before: Extract<Effect, { kind: 'count-lines' }>['before'],
): Promise<void> {
  const { counts, countLines } = scene.tx.t
  for (const { countId, sku, lot, status, state } of before) {
    const [found] = await scene.tx.db
      .select({ line: countLines, hiddenFrom: counts.hiddenFrom, userId: counts.userId, reversed: counts.reversed })
      .from(countLines)
      .innerJoin(counts, eq(counts.id, countLines.countId))
      .where(
        and(
          eq(countLines.countId, countId),
          eq(countLines.sku, sku),
          eq(countLines.lot, lot),
          eq(countLines.status, status),
        ),
      )
    if (!found || found.line.state !== 'superseded') continue
    const line = await changeCountLine(scene, found.line, { state })
    if (!found.reversed) await doubtAgain(scene, line, found)
  }
}

async function doubtAgain(
  scene: Scene,
  line: CountLineRow,
  { hiddenFrom, userId }: { hiddenFrom: HiddenFrom; userId: string | null },
): Promise<void> {
  if (line.state === 'disturbed') {
    await raiseDisturbed(scene, line)
    await askAgain(scene, line, 'disturbed', hiddenFrom)
    return
  }
  await suspectMissing(scene, line)
  await raiseVariance(scene, line, line.state === 'pending')
  if (line.state === 'recount') await askAgain(scene, line, 'variance', hiddenFrom, userId === null ? [] : [userId])
}
