/** Lets go of what an archive has, in short units beside those who work; whatever has changed meanwhile stays. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { itemLock, type Reading, type Tx, type Work } from '../db/work.ts'
import { emitGone } from '../feed/emit.ts'
import type { LotName } from '../lots/genealogy.ts'
import { lockLots } from '../lots/record.ts'
import { stillBare } from './bare.ts'
import { stillClosed } from './closed-lots.ts'
import { OF_LOTS, ofLots } from './copy.ts'
import { saidById, saidOfLots } from './same.ts'

/** A family of lots: those that go together, with their movements in the archive. */
export interface Family {
  lots: LotName[]
  movements: number
}

/** Returns how many lots went: all or none. */
export async function leaveLots(
  work: Work,
  archived: Reading,
  { lots, movements }: Family,
  before: number,
): Promise<number> {
  const warehouses = await work.read(({ db, t }) => db.select({ code: t.warehouses.code }).from(t.warehouses))
  const skus = [...new Set(lots.map(({ sku }) => sku))]
  const keys = warehouses.flatMap(({ code }) => skus.map((sku) => itemLock(code, sku)))
  const said = await archived.read((reader) => saidOfLots(reader, lots))
  return work.run([], async (tx) => {
    // Lots first, as everybody does who says something of them.
    await lockLots({ tx }, lots)
    await tx.lock(...keys)
    if (!(await stillClosed(tx, lots, before))) return 0
    const [found] = await tx.db
      .select({ n: sql<number>`count(*)`.mapWith(Number) })
      .from(tx.t.movements)
      .where(ofLots(tx.t, 'movements', lots))
    if (found?.n !== movements || (await saidOfLots(tx, lots)) !== said) return 0
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
export async function leaveTransactions(
  work: Work,
  archived: Reading,
  ids: readonly string[],
  before: number,
): Promise<number> {
  const said = await archived.read((reader) => saidById(reader, 'inbox', ids))
  return work.run([], async (tx) => {
    const bare = await same(tx, 'inbox', said, await stillBare(tx, 'inbox', before, ids))
    if (bare.length === 0) return 0
    const { inbox, shipments, shipmentUnits, completions, counts } = tx.t
    for (const table of [shipments, shipmentUnits, completions])
      await tx.db.delete(table).where(inArray(table.transactionId, bare))
    await tx.db.delete(counts).where(inArray(counts.id, bare))
    await tx.db.delete(inbox).where(inArray(inbox.id, bare))
    return bare.length
  })
}

/** Of these, those of which the archive has all that is said now. */
async function same(
  tx: Tx,
  what: 'inbox' | 'orders',
  said: ReadonlyMap<string, string>,
  ids: readonly string[],
): Promise<string[]> {
  const now = await saidById(tx, what, ids)
  return ids.filter((id) => now.get(id) === said.get(id))
}

/** Of these orders, those that nothing speaks of any more. Returns how many went. */
export async function leaveOrders(
  work: Work,
  archived: Reading,
  ids: readonly string[],
  before: number,
): Promise<number> {
  const said = await archived.read((reader) => saidById(reader, 'orders', ids))
  return work.run([], async (tx) => {
    const bare = await same(tx, 'orders', said, await stillBare(tx, 'orders', before, ids))
    if (bare.length === 0) return 0
    const { orders, orderLines, pickLists, tasks } = tx.t
    const batches = await tx.db.selectDistinct({ id: tasks.pickListId }).from(tasks).where(inArray(tasks.orderId, bare))
    await tx.db.delete(tasks).where(inArray(tasks.orderId, bare))
    const lists = batches.flatMap(({ id }) => id ?? [])
    const empty = sql`not exists (select 1 from tasks k where k.pick_list_id = ${pickLists.id})`
    await tx.db.delete(pickLists).where(and(inArray(pickLists.orderId, bare), empty))
    if (lists.length > 0) await tx.db.delete(pickLists).where(and(inArray(pickLists.id, lists), empty))
    await tx.db.delete(orderLines).where(inArray(orderLines.orderId, bare))
    const numbers = await tx.db
      .select({ channel: orders.channel, externalId: orders.externalId, orderId: orders.id })
      .from(orders)
      .where(inArray(orders.id, bare))
    // Another run may have taken them in the meantime.
    if (numbers.length > 0) await tx.db.insert(tx.t.archivedOrders).values(numbers).onConflictDoNothing()
    await tx.db.delete(orders).where(inArray(orders.id, bare))
    return bare.length
  })
}
