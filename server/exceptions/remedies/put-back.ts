/**
 * What must not leave with an order is taken out of it: its line is given other stock, and a task asks for the goods to be
 * carried back. What has left already no task can bring back.
 */
import { and, eq } from 'drizzle-orm'
import { CUSTOMER, PRODUCTION } from '../../../shared/rules/places.ts'
import type { Status } from '../../../shared/transactions/status.ts'
import { balanceOf } from '../../counting/verdict.ts'
import { lockItem, type Scene } from '../../ledger/scene.ts'
import { settle } from '../../ledger/settle.ts'
import { readLine } from '../../orders/lines.ts'
import type { AllocationRow } from '../../picking/allocations.ts'
import { findOther, takeBack } from '../../picking/reallocate.ts'
import { addTask } from '../../picking/tasks.ts'
import { Problem } from '../../problem.ts'
import { type ExceptionRow, type Outcome, openRemedy, type Remedy, requireSku } from './remedy.ts'
import { alreadyShipped, askedBack, pickedFor, shippedOf } from './standing.ts'

export const putBack: Remedy = async (settling) => {
  const { tx, row } = settling
  const scene = openRemedy(settling)
  await lockItem(scene, requireSku(row))
  if (row.orderId === null) return putLooseBack(scene, row)
  const taken = await pickedFor(scene, row)
  const shipped = await shippedOf(tx, row)
  if (taken.length === 0 && shipped > 0) throw alreadyShipped(shipped, row)
  for (const allocation of taken) await takeOut(scene, allocation)
  for (const allocation of taken) await findAnother(scene, allocation)
  await settle(scene)
  return toldOf(
    taken.reduce((sum, { quantity }) => sum + quantity, 0),
    await askedBack(tx, row),
    shipped,
  )
}

/** The line wants other stock, and somebody carries this away: for nobody, so that the way back ends anywhere. */
export async function takeOut(scene: Scene, allocation: AllocationRow, units = allocation.quantity): Promise<void> {
  const line = await readLine(scene, allocation.lineId)
  if (!line) return
  await takeBack(scene, allocation, line, units)
  await askToPutBack(scene, { ...allocation, quantity: units })
}

export async function findAnother(scene: Scene, allocation: AllocationRow, units = allocation.quantity): Promise<void> {
  const line = await readLine(scene, allocation.lineId)
  if (line) await findOther(scene, line, allocation, units)
}

interface Loose {
  orderId: string | null
  sku: string
  lot: string
  location: string
  quantity: number
}

export const askToPutBack = (scene: Scene, { orderId, sku, lot, location, quantity }: Loose) =>
  addTask(scene, {
    kind: 'put-back',
    pickListId: null,
    orderId,
    lineId: null,
    sku,
    lot,
    location,
    quantity,
    sequence: 0,
  })

function toldOf(taken: number, asked: number, shipped: number): Outcome {
  if (shipped > 0)
    return { settled: false, did: `${taken} are to be put back; ${shipped} have left the building. Start a recall.` }
  if (taken > 0) return { settled: true, did: `${taken} are to be put back, and leave with no order.` }
  if (asked > 0) return { settled: true, did: 'It is asked for already; it leaves with no order.' }
  return { settled: true, did: 'Nothing of it stands ready for the order any more.' }
}

/** Taken for no order that is known here: what the transaction left standing somewhere, for nobody. */
async function putLooseBack(scene: Scene, row: ExceptionRow): Promise<Outcome> {
  const { movements } = scene.tx.t
  const lines = await scene.tx.db
    .select()
    .from(movements)
    .where(
      and(
        eq(movements.transactionId, row.transactionId ?? ''),
        eq(movements.sku, row.sku ?? ''),
        eq(movements.lot, row.lot ?? ''),
      ),
    )
  let taken = 0
  for (const { toLocation: location, toStatus: status, quantity } of lines) {
    if (location === CUSTOMER) throw alreadyShipped(quantity, row)
    if (location === PRODUCTION)
      throw new Problem(409, 'used-up', 'It was used up. Hold what was made of it, or look at its trace.')
    taken += await askForLoose(scene, row, { location, status, quantity })
  }
  return toldOf(taken, await askedBack(scene.tx, row), 0)
}

async function askForLoose(
  scene: Scene,
  { sku, lot }: ExceptionRow,
  moved: { location: string; status: Status; quantity: number },
): Promise<number> {
  const key = { sku: sku ?? '', lot: lot ?? '', location: moved.location, status: moved.status }
  const balance = await balanceOf(scene, key)
  const units = Math.min(moved.quantity, (balance?.quantity ?? 0) - (balance?.allocated ?? 0))
  if (units <= 0) return 0
  await askToPutBack(scene, { ...key, orderId: null, quantity: units })
  return units
}
