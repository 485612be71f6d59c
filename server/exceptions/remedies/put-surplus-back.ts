/** More was taken than the order is due: what stands there for nobody is carried back. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { balanceOf } from '../../counting/verdict.ts'
import { lockItem, type Scene } from '../../ledger/scene.ts'
import { askToPutBack } from './put-back.ts'
import { type ExceptionRow, missing, openRemedy, type Remedy, requireSku } from './remedy.ts'

export const putSurplusBack: Remedy = async (settling) => {
  const { row, input } = settling
  const scene = openRemedy(settling)
  const sku = requireSku(row)
  await lockItem(scene, sku)
  const place = { sku, lot: row.lot ?? '', location: row.location ?? '' }
  const asked = await askedAt(scene, place)
  const standing = await looseAt(scene, place)
  const quantity = input.quantity ?? standing - asked
  if (quantity > standing - asked)
    throw missing(
      'quantity',
      `${Math.max(0, standing - asked)} stand at ${row.location} for nobody and are not asked back.`,
    )
  if (quantity <= 0) return { settled: true, did: toldOfNone(row, asked) }
  await askToPutBack(scene, { ...place, orderId: row.orderId, quantity })
  return { settled: true, did: `${quantity} at ${row.location} are to be put back.` }
}

const toldOfNone = ({ location }: ExceptionRow, asked: number): string =>
  asked > 0 ? `${asked} at ${location} are asked back already.` : `Nothing stands at ${location} for nobody any more.`

type At = { sku: string; lot: string; location: string }

async function looseAt(scene: Scene, place: At): Promise<number> {
  const balance = await balanceOf(scene, { ...place, status: 'available' })
  return balance ? balance.quantity - balance.allocated - balance.suspect : 0
}

async function askedAt({ tx, warehouse }: Scene, { sku, lot, location }: At): Promise<number> {
  const { tasks } = tx.t
  const [row] = await tx.db
    .select({ units: sql<number>`coalesce(sum(${tasks.quantity} - ${tasks.done}), 0)`.mapWith(Number) })
    .from(tasks)
    .where(
      and(
        eq(tasks.warehouse, warehouse),
        eq(tasks.state, 'open'),
        eq(tasks.kind, 'put-back'),
        eq(tasks.sku, sku),
        eq(tasks.lot, lot),
        eq(tasks.location, location),
        isNull(tasks.lineId),
      ),
    )
  return row?.units ?? 0
}
