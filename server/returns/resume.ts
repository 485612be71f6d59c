/**
 * An inspection that waited goes on. What it moves belongs to its own transaction, so that undoing that undoes all of it; the
 * unit in which it goes on is that of whoever brought what it waited for.
 */
import { eq } from 'drizzle-orm'
import { momentOf } from '../counting/passed.ts'
import type { WaitsFor } from '../db/tables/returns.ts'
import { lockInspection } from '../ledger/inspect.ts'
import { openScene, type Scene } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { proceed, uninspectedAt } from './carry-out.ts'
import type { ReturnedRow } from './cases.ts'
import { claimArrived } from './claims.ts'
import type { InspectionRow } from './inspections.ts'

interface Going {
  waived: readonly WaitsFor[]
  /** Who lets it go on; left out: whoever inspected. */
  by?: string
}

/** Returns the inspection as it is now. */
export async function resumeInspection(
  from: Scene,
  known: InspectionRow,
  { waived, by }: Going,
): Promise<InspectionRow> {
  const { tx, warehouse } = from
  // What its inspector's hands carried, they carried then, though it could not be posted before; what stands where it was meant to go
  // only becomes something else, now.
  const late = known.waitsFor === 'goods' || (known.to !== null && known.to !== known.location)
  const scene = openScene({
    tx,
    warehouse,
    posted: {
      transactionId: known.id,
      type: 'inspect',
      author: by === undefined ? { deviceId: known.deviceId, userId: known.userId } : { deviceId: null, userId: by },
      occurredAt: late ? known.inspectedAt : tx.now,
      moment: late ? await momentOf(tx, known.id) : 'now',
    },
  })
  const inspection = await lockInspection(scene, known.id)
  // Somebody else let it go on, or undid it.
  if (inspection?.state !== 'waiting') return inspection ?? known
  const item = await scene.ground.item(inspection.sku)
  if (!item) throw new Error(`There is no item ${inspection.sku}.`)
  const arrived = await claimArrived(scene, inspection, await uninspectedAt(scene, inspection))
  const goods = [...arrived.known, ...arrived.goods]
  const after = await proceed(scene, arrived.inspection, item, goods, stillWaived(inspection, arrived, waived))
  await settle(scene)
  await keepEffects(scene)
  for (const opened of scene.exceptions)
    if (!from.exceptions.some(({ id }) => id === opened.id)) from.exceptions.push(opened)
  return after
}

/** What has only just come in was not there to be asked about. */
function stillWaived(
  { approvedBy }: InspectionRow,
  { goods, known }: { goods: readonly ReturnedRow[]; known: readonly ReturnedRow[] },
  waived: readonly WaitsFor[],
): WaitsFor[] {
  const isAsked = goods.every(({ returnId }) => known.some((one) => one.returnId === returnId))
  return waived.filter(
    (one) => (one !== 'documents' || isAsked) && (one !== 'quality' || goods.length === 0 || approvedBy !== null),
  )
}

/** An undo of the inspection is to undo this, too. */
async function keepEffects({ tx, effects, posted }: Scene): Promise<void> {
  if (effects.length === 0) return
  const { inbox } = tx.t
  const [row] = await tx.db.select({ effects: inbox.effects }).from(inbox).where(eq(inbox.id, posted.transactionId))
  if (row)
    await tx.db
      .update(inbox)
      .set({ effects: [...row.effects, ...effects] })
      .where(eq(inbox.id, posted.transactionId))
}
