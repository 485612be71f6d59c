/** Lets go of what an archive has, in short units beside those who work; whatever has changed meanwhile stays. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { itemLock, type Tx, type Work } from '../db/work.ts'
import { emitGone } from '../feed/emit.ts'
import type { LotName } from '../lots/genealogy.ts'
import { stillBare } from './bare.ts'
import { stillClosed } from './closed-lots.ts'
import { OF_LOTS, ofLots } from './copy.ts'

/** A family of lots: those that go together, with their movements in the archive. */
export interface Family {
  lots: LotName[]
  movements: number
}

/** Returns how many lots went: all or none. */
export async function leaveLots(work: Work, { lots, movements }: Family, before: number): Promise<number> {
  const warehouses = await work.read(({ db, t }) => db.select({ code: t.warehouses.code }).from(t.warehouses))
  const skus = [...new Set(lots.map(({ sku }) => sku))]
  const keys = warehouses.flatMap(({ code }) => skus.map((sku) => itemLock(code, sku)))
  return work.run(keys, async (tx) => {
    if (!(await stillClosed(tx, lots, before))) return 0
    const [found] = await tx.db
      .select({ n: sql<number>`count(*)`.mapWith(Number) })
      .from(tx.t.movements)
      .where(ofLots(tx.t, 'movements', lots))
    if (found?.n !== movements) return 0
    await tellGone(tx, lots)
    const made = await tx.db
      .selectDistinct({ id: tx.t.transformationLines.transactionId })
      .from(tx.t.transformationLines)
      .where(ofLots(tx.t, 'transformationLines', lots))
    for (const name of OF_LOTS) await tx.db.delete(tx.t[name]).where(ofLots(tx.t, name, lots))
    const ids = made.map(({ id }) => id)
    if (ids.length > 0) await tx.db.delete(tx.t.transformations).where(inArray(tx.t.transformations.transactionId, ids))
    return lots.length
  })
}

/** Handhelds carry every lot that there is. */
async function tellGone(tx: Tx, lots: readonly LotName[]): Promise<void> {
  const { lots: table, stock } = tx.t
  for (const row of await tx.db
    .select()
    .from(table)
    .where(ofLots(tx.t, 'lots', lots)))
    emitGone(tx, 'lots', null, row)
  const places = await tx.db
    .select()
    .from(stock)
    .where(and(ofLots(tx.t, 'stock', lots), eq(stock.inHouse, true)))
  for (const row of places) emitGone(tx, 'stock', row.warehouse, row)
}

/** Of these transactions, those that nothing speaks of any more. Returns how many went. */
export const leaveTransactions = (work: Work, ids: readonly string[], before: number): Promise<number> =>
  work.run([], async (tx) => {
    const bare = await stillBare(tx, 'inbox', before, ids)
    if (bare.length === 0) return 0
    const { inbox, shipments, shipmentUnits, completions, counts } = tx.t
    for (const table of [shipments, shipmentUnits, completions])
      await tx.db.delete(table).where(inArray(table.transactionId, bare))
    await tx.db.delete(counts).where(inArray(counts.id, bare))
    await tx.db.delete(inbox).where(inArray(inbox.id, bare))
    return bare.length
  })

/** Of these orders, those that nothing speaks of any more. Returns how many went. */
export const leaveOrders = (work: Work, ids: readonly string[], before: number): Promise<number> =>
  work.run([], async (tx) => {
    const bare = await stillBare(tx, 'orders', before, ids)
    if (bare.length === 0) return 0
    const { orders, orderLines, pickLists, tasks } = tx.t
    const batches = await tx.db.selectDistinct({ id: tasks.pickListId }).from(tasks).where(inArray(tasks.orderId, bare))
    await tx.db.delete(tasks).where(inArray(tasks.orderId, bare))
    const lists = batches.flatMap(({ id }) => id ?? [])
    const empty = sql`not exists (select 1 from tasks k where k.pick_list_id = ${pickLists.id})`
    await tx.db.delete(pickLists).where(and(inArray(pickLists.orderId, bare), empty))
    if (lists.length > 0) await tx.db.delete(pickLists).where(and(inArray(pickLists.id, lists), empty))
    await tx.db.delete(orderLines).where(inArray(orderLines.orderId, bare))
    await tx.db.delete(orders).where(inArray(orders.id, bare))
    return bare.length
  })
