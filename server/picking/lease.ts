/** A pick list belongs to one device until it is returned, taken over, or silent for eight hours. */
import { eq, max } from 'drizzle-orm'
import type { Tx } from '../db/work.ts'
import { emit } from '../feed/emit.ts'
import { isClosed } from '../orders/status.ts'
import { notFound, Problem } from '../problem.ts'
import type { PickListRow } from './tasks.ts'

const SILENT_MS = 8 * 3_600_000

export async function leasePickList(tx: Tx, id: string, deviceId: string, warehouse: string | null) {
  const list = await readList(tx, id, warehouse)
  if (list.state !== 'open') throw new Problem(409, 'pick-list-closed', `This pick list is ${list.state}.`)
  if (list.deviceId !== null && list.deviceId !== deviceId && !(await isSilent(tx, list))) {
    throw new Problem(
      409,
      'pick-list-leased',
      `This pick list is with device ${list.deviceId}. Have it returned there first.`,
      { deviceId: list.deviceId },
    )
  }
  return write(tx, { ...list, deviceId, leasedAt: tx.now })
}

export async function returnPickList(tx: Tx, id: string, deviceId: string, warehouse: string | null) {
  const list = await readList(tx, id, warehouse)
  if (list.deviceId !== null && list.deviceId !== deviceId) {
    throw new Problem(409, 'pick-list-leased', `This pick list is with device ${list.deviceId}, not with this one.`, {
      deviceId: list.deviceId,
    })
  }
  return write(tx, { ...list, deviceId: null, leasedAt: null })
}

/** `warehouse`: the only one whose lists the caller may have; null: any. */
async function readList(tx: Tx, id: string, warehouse: string | null): Promise<PickListRow> {
  await tx.lock(`pick-list ${id}`)
  const [list] = await tx.db.select().from(tx.t.pickLists).where(eq(tx.t.pickLists.id, id))
  if (!list || (warehouse !== null && list.warehouse !== warehouse)) throw notFound(`pick list ${id}`)
  return list
}

/** Neither leased nor heard from its device within the time. */
export async function isSilent(tx: Tx, list: Pick<PickListRow, 'deviceId' | 'leasedAt'>): Promise<boolean> {
  const { inbox } = tx.t
  const [heard] = await tx.db
    .select({ at: max(inbox.receivedAt) })
    .from(inbox)
    .where(eq(inbox.deviceId, list.deviceId ?? ''))
  return tx.now - Math.max(list.leasedAt ?? 0, heard?.at ?? 0) > SILENT_MS
}

async function write(tx: Tx, row: PickListRow): Promise<PickListRow> {
  await tx.db
    .update(tx.t.pickLists)
    .set({ deviceId: row.deviceId, leasedAt: row.leasedAt })
    .where(eq(tx.t.pickLists.id, row.id))
  if (await isOnTheFloor(tx, row)) emit(tx, 'pickLists', row.warehouse, row)
  return row
}

/** Lists of closed orders, and batches that are done, have left the handhelds. */
async function isOnTheFloor(tx: Tx, { orderId, state }: PickListRow): Promise<boolean> {
  if (orderId === null) return state === 'open'
  const { orders } = tx.t
  const [order] = await tx.db.select({ status: orders.status }).from(orders).where(eq(orders.id, orderId))
  return order !== undefined && !isClosed(order.status)
}
