/** Undoing a count: what it decided, and what it made of earlier ones. */
import { and, eq, inArray } from 'drizzle-orm'
import type { HiddenFrom } from '../../shared/rules/counting.ts'
import type { Effect, Observation } from '../db/schema.ts'
import type { Scene } from '../ledger/scene.ts'
import { dropCount, openCountsAt } from './ask.ts'
import { type CountLineRow, changeCountLine, IN_DOUBT } from './lines.ts'
import { ALL_LOTS, forgetObservation, newestObservation } from './observations.ts'
import {
  askAgain,
  closeDisturbed,
  closeVariance,
  keyOfLine,
  raiseDisturbed,
  raiseVariance,
  suspectMissing,
  suspectOf,
} from './verdict.ts'

const WHY = 'The count was undone.'

/** It looked at nothing: movements are held against the count before it again, and what that one left to be asked is asked again. */
export async function forgetCount(
  scene: Scene,
  { before, after, disturbed = [] }: Extract<Effect, { kind: 'observation' }>,
): Promise<void> {
  const { counts, countLines } = scene.tx.t
  const unanswered: string[] = []
  for (const sku of disturbed) if (await isNewestOf(scene, after, sku)) unanswered.push(sku)
  await forgetObservation(scene, after, before)
  const [count] = await scene.tx.db
    .update(counts)
    .set({ reversed: true })
    .where(eq(counts.id, after.countId))
    .returning()
  const open = await scene.tx.db
    .select()
    .from(countLines)
    .where(and(eq(countLines.countId, after.countId), inArray(countLines.state, [...IN_DOUBT])))
  for (const line of open) {
    await suspectOf(scene, line, 0)
    await closeVariance(scene, keyOfLine(line), WHY)
    await closeDisturbed(scene, line, WHY)
  }
  const skus = new Set(open.map(({ sku }) => sku))
  for (const task of await openCountsAt(scene, after.location))
    if ((task.origin === 'variance' || task.origin === 'disturbed') && skus.has(task.sku)) await dropCount(scene, task)
  for (const sku of unanswered) {
    await raiseDisturbed(scene, { sku, location: after.location })
    await askAgain(scene, { sku, location: after.location }, 'disturbed', count?.hiddenFrom ?? 'holder')
  }
}

/** Nobody has looked through the item there since. */
async function isNewestOf(scene: Scene, { location, countId }: Observation, sku: string): Promise<boolean> {
  return (await newestObservation(scene, { location, sku, lot: ALL_LOTS }))?.countId === countId
}

/** What was open before it is open again, with all that follows from that. */
export async function restoreLines(scene: Scene, before: Superseded): Promise<void> {
  const { counts, countLines } = scene.tx.t
  for (const { countId, sku, lot, status, state, suspected = 0 } of before) {
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
    // Undone meanwhile itself: then what it had taken the place of.
    if (found.reversed) await restoreLines(scene, await supersededBy(scene, found.line))
    else await doubtAgain(scene, await changeCountLine(scene, found.line, { state }), { ...found, suspected })
  }
}

type Superseded = Extract<Effect, { kind: 'count-lines' }>['before']

async function supersededBy({ tx }: Scene, { countId, sku, lot, status }: CountLineRow): Promise<Superseded> {
  const { inbox } = tx.t
  const [row] = await tx.db.select({ effects: inbox.effects }).from(inbox).where(eq(inbox.id, countId))
  return (row?.effects ?? [])
    .flatMap((effect) => (effect.kind === 'count-lines' ? effect.before : []))
    .filter((line) => line.sku === sku && line.lot === lot && line.status === status)
}

async function doubtAgain(
  scene: Scene,
  line: CountLineRow,
  { hiddenFrom, userId, suspected }: { hiddenFrom: HiddenFrom; userId: string | null; suspected: number },
): Promise<void> {
  if (line.state === 'disturbed') {
    await suspectOf(scene, line, suspected)
    await raiseDisturbed(scene, line)
    await askAgain(scene, line, 'disturbed', hiddenFrom)
    return
  }
  await suspectMissing(scene, line)
  await raiseVariance(scene, line, line.state === 'pending')
  if (line.state === 'recount') await askAgain(scene, line, 'variance', hiddenFrom, userId === null ? [] : [userId])
}
