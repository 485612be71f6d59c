/** Goods that came back, as a row of their own until they are through, and on the line of their return. */
import { eq } from 'drizzle-orm'
import type { Payload } from '../../shared/transactions/index.ts'
import { closeException } from '../exceptions/open.ts'
import { emitGone } from '../feed/emit.ts'
import type { Item } from '../ledger/ground.ts'
import type { Scene } from '../ledger/scene.ts'
import { unitCost } from '../lots/unit-cost.ts'
import {
  changeReturnLine,
  goodsOfReturn,
  type InWarehouse,
  type ReturnedRow,
  readReturn,
  refreshReturn,
  tellGoods,
} from './cases.ts'

interface Came {
  item: Item
  lot: string
  channel: string
  returnId: string
}

export async function bookReturned(
  scene: Scene,
  { quantity, reason, location, lotFrom }: Payload<'returnReceive'>,
  { item, lot, channel, returnId }: Came,
): Promise<void> {
  const { tx, warehouse, posted } = scene
  const cost = unitCost(item, await scene.ground.lot(item.sku, lot))
  const row: ReturnedRow = {
    id: posted.transactionId,
    warehouse,
    returnId,
    sku: item.sku,
    lot,
    lotFrom: lot === '' ? null : (lotFrom ?? null),
    quantity,
    inspected: 0,
    reason,
    channel,
    location,
    unitCost: cost?.amount ?? null,
    currency: cost?.currency ?? null,
    userId: posted.author.userId,
    receivedAt: posted.occurredAt,
  }
  await tx.db.insert(tx.t.returnedGoods).values(row)
  scene.effects.push({ kind: 'returned', id: row.id })
  tellGoods(scene, row)
  await changeReturnLine(scene, row, quantity)
  await refreshReturn(scene, returnId)
}

export async function readReturned({ tx }: InWarehouse, id: string): Promise<ReturnedRow | undefined> {
  const { returnedGoods } = tx.t
  return (await tx.db.select().from(returnedGoods).where(eq(returnedGoods.id, id)))[0]
}

/**
 * It was undone: nothing came back. A return that nobody had announced, and of which nothing else came, goes with it. What
 * somebody has inspected of it stays, for it was there: until that is undone, too.
 */
export async function forgetReturned(scene: InWarehouse, row: ReturnedRow): Promise<void> {
  const { id } = row
  const { tx, warehouse } = scene
  const { returnedGoods, returnLines, returns } = tx.t
  if (row.inspected > 0) return sendReturnedBack(scene, row, row.quantity - row.inspected)
  await tx.db.delete(returnedGoods).where(eq(returnedGoods.id, id))
  emitGone(tx, 'returnedGoods', warehouse, row)
  await closeException(tx, warehouse, 'over-return', id, 'It was undone.')
  const line = await changeReturnLine(scene, row, -row.quantity)
  const known = await readReturn(tx, row.returnId)
  const isEmpty = (await goodsOfReturn(tx, row.returnId)).length === 0
  if (!known?.blind || known.chargeback !== null || !isEmpty) {
    await refreshReturn(scene, row.returnId)
    return
  }
  await tx.db.delete(returnLines).where(eq(returnLines.returnId, row.returnId))
  emitGone(tx, 'returnLines', warehouse, line)
  await tx.db.delete(returns).where(eq(returns.id, row.returnId))
  emitGone(tx, 'returns', warehouse, known)
}

/** So many of them, not yet inspected, left again for whoever had sent them. */
export async function sendReturnedBack(scene: InWarehouse, goods: ReturnedRow, units: number): Promise<void> {
  const { returnedGoods } = scene.tx.t
  if (units === 0) return
  const row = { ...goods, quantity: goods.quantity - units }
  await scene.tx.db.update(returnedGoods).set({ quantity: row.quantity }).where(eq(returnedGoods.id, goods.id))
  tellGoods(scene, row)
  await changeReturnLine(scene, goods, -units)
  await refreshReturn(scene, goods.returnId)
}
