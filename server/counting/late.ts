/**
 * A movement that is posted after a count of its place. Known to be later: it is just posted. Known to be earlier: the count
 * saw its result already, so what was posted for the count is corrected by as much. Neither: the place is counted again.
 */
import { eq } from 'drizzle-orm'
import { isVirtual } from '../../shared/rules/places.ts'
import type { Observation } from '../db/schema.ts'
import type { Scene } from '../ledger/scene.ts'
import type { StockKey } from '../ledger/stock.ts'
import { unitCost } from '../lots/unit-cost.ts'
import { addCountLine, type CountLineRow, changeCountLine, classOf, doubtsOf, readCountLine } from './lines.ts'
import { newestObservation } from './observations.ts'
import { orderAgainst } from './order.ts'
import {
  askAgain,
  closeVariance,
  correct,
  dropRecounts,
  follow,
  isPostable,
  raiseDisturbed,
  suspectMissing,
} from './verdict.ts'

/** `units`: what the movement brings to this balance, negative where it takes. */
export async function meetCounts(scene: Scene, key: StockKey, units: number): Promise<void> {
  const { moment } = scene.posted
  if (moment === 'now' || isVirtual(key.location)) return
  // Two units that meet at one place must see each other.
  await scene.ground.holdPlace(key.location)
  const place = await scene.ground.location(key.location)
  if (place?.countedAt == null) return
  const count = await newestObservation(scene, key)
  if (!count || count.countId === scene.posted.transactionId) return
  const order = await orderAgainst(scene.tx, moment, count)
  if (order === 'earlier') await makeUpFor(scene, count, key, units)
  if (order === 'concurrent') await disturb(scene, count, key)
}

/** An older count that is undone corrected nothing: what a newer one found stands, and is corrected to by as much more. */
export async function meetNewerCount(scene: Scene, undone: string, key: StockKey, units: number): Promise<void> {
  if (isVirtual(key.location)) return
  await scene.ground.holdPlace(key.location)
  const newest = await newestObservation(scene, key)
  if (newest && newest.countId !== undone) await makeUpFor(scene, newest, key, units)
}

/** The count saw the place as this movement had left it. */
async function makeUpFor(scene: Scene, count: Observation, key: StockKey, units: number): Promise<void> {
  const line = (await readCountLine(scene, count.countId, key)) ?? (await unseenLine(scene, count.countId, key))
  const moved = await changeCountLine(scene, line, { expected: line.expected + units })
  switch (line.state) {
    case 'posted':
    case 'approved':
      await correct(scene, line.countId, key, -units)
      await changeCountLine(scene, moved, { adjusted: line.adjusted - units })
      return
    case 'recount':
    case 'pending':
      return lookAgain(scene, moved)
    case 'kept':
    case 'disturbed':
    case 'superseded':
      // Nothing was posted for it: the movement itself is all there is to post.
      return
  }
}

/** Neither the ledger had something of it nor the count: it was counted as none. */
async function unseenLine(
  scene: Scene,
  countId: string,
  { sku, lot, location, status }: StockKey,
): Promise<CountLineRow> {
  const item = await scene.ground.item(sku)
  const cost = item ? unitCost(item, await scene.ground.lot(sku, lot)) : null
  return addCountLine(scene, {
    countId,
    sku,
    lot,
    status,
    warehouse: scene.warehouse,
    location,
    class: await classOf(scene, sku),
    counted: 0,
    expected: 0,
    unitCost: cost?.amount ?? null,
    state: 'posted',
    adjusted: 0,
    suspected: 0,
    reason: null,
    decidedBy: null,
    decidedAt: null,
  })
}

/** A difference that nobody has decided yet may be none any more. */
async function lookAgain(scene: Scene, line: CountLineRow): Promise<void> {
  if (!(await isPostable(scene, line))) {
    await suspectMissing(scene, line)
    return
  }
  await follow(scene, line, { state: 'posted' })
  await closeVariance(scene, line, 'What was recorded before the count has arrived, and explains it.')
  await dropRecounts(scene, line)
}

async function disturb(scene: Scene, count: Observation, key: StockKey): Promise<void> {
  const line = await readCountLine(scene, count.countId, key)
  if (line?.state === 'kept') return
  await raiseDisturbed(scene, key)
  const { counts } = scene.tx.t
  const [whole] = await scene.tx.db.select().from(counts).where(eq(counts.id, count.countId))
  await askAgain(scene, key, 'disturbed', whole?.hiddenFrom ?? 'holder')
  for (const doubt of await doubtsOf(scene, key))
    if (doubt.state !== 'disturbed') await changeCountLine(scene, doubt, { state: 'disturbed' })
}
