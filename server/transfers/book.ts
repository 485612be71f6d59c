/**
 * What is known of a transfer: who sends it to whom, what was sent of each lot, and what of that has come.
 *
 * Both ends write it, each when it hears of it; neither waits for the other. What is under way stands in no warehouse: the
 * sender's @in-transit has it, the receiver's owes it, and the two sum to what this book says.
 */
import { and, eq, isNull, ne, notInArray, sql } from 'drizzle-orm'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/work.ts'
import { emit, emitGone } from '../feed/emit.ts'
import type { Scene } from '../ledger/scene.ts'

export type Transfer = Schema['transfers']['$inferSelect']
export type TransferGoods = Schema['transferGoods']['$inferSelect']
type Unit = Schema['transferUnits']['$inferSelect']

/** Whatever a posting reads or writes of a transfer it does behind this. */
export const lockTransfer = (tx: Tx, id: string): Promise<void> => tx.lock(`transfer ${id}`)

export const readTransfer = async ({ db, t }: Pick<Tx, 'db' | 't'>, id: string): Promise<Transfer | undefined> =>
  (await db.select().from(t.transfers).where(eq(t.transfers.id, id)))[0]

export const goodsOf = ({ db, t }: Pick<Tx, 'db' | 't'>, id: string): PromiseLike<TransferGoods[]> =>
  db
    .select()
    .from(t.transferGoods)
    .where(eq(t.transferGoods.transferId, id))
    .orderBy(t.transferGoods.sku, t.transferGoods.lot)

/** Units of it that have not come yet. */
export const unitsUnderWay = ({ db, t }: Pick<Tx, 'db' | 't'>, id: string): PromiseLike<Unit[]> =>
  db
    .select()
    .from(t.transferUnits)
    .where(and(eq(t.transferUnits.transferId, id), isNull(t.transferUnits.receivedAt)))
    .orderBy(t.transferUnits.unit)

interface Ends {
  from?: string | undefined
  to?: string | undefined
}

/** The transfer that a fact names: the one that is known, told what it did not know yet, or a new one. */
export async function meetTransfer(scene: Scene, id: string, { from, to }: Ends): Promise<Transfer> {
  const { tx } = scene
  const known = await readTransfer(tx, id)
  if (!known) return addTransfer(tx, { id, reference: id.slice(-8).toUpperCase(), from, to, expectedOn: null })
  const met = {
    ...known,
    fromWarehouse: known.fromWarehouse ?? from ?? null,
    toWarehouse: known.toWarehouse ?? to ?? null,
  }
  if (met.fromWarehouse === known.fromWarehouse && met.toWarehouse === known.toWarehouse) return known
  await saveTransfer(tx, met)
  // Its handhelds hear of all of it now.
  if (known.toWarehouse === null) await tellAll(tx, met)
  return met
}

export async function addTransfer(
  tx: Tx,
  { id, reference, from, to, expectedOn }: Ends & { id: string; reference: string; expectedOn: string | null },
): Promise<Transfer> {
  const ends = { fromWarehouse: from ?? null, toWarehouse: to ?? null }
  const times = { expectedOn, createdAt: tx.now, firstSentAt: null, lastReceivedAt: null }
  const row: Transfer = { id, reference, ...ends, state: 'open', ...times }
  await tx.db.insert(tx.t.transfers).values(row)
  tell(tx, row)
  return row
}

async function saveTransfer(tx: Tx, row: Transfer): Promise<void> {
  await tx.db.update(tx.t.transfers).set(row).where(eq(tx.t.transfers.id, row.id))
  tell(tx, row)
}

/** When the first of it left, or the last of it came. */
export const stamp = ({ db, t }: Tx, { id }: Transfer, at: Partial<Transfer>): PromiseLike<unknown> =>
  db.update(t.transfers).set(at).where(eq(t.transfers.id, id))

function tell(tx: Tx, row: Transfer): void {
  if (row.toWarehouse !== null && row.state === 'open') emit(tx, 'transfers', row.toWarehouse, row)
}

async function tellAll(tx: Tx, row: Transfer): Promise<void> {
  if (row.toWarehouse === null) return
  tell(tx, row)
  for (const goods of await goodsOf(tx, row.id)) emit(tx, 'transferGoods', row.toWarehouse, goods)
  for (const unit of await unitsUnderWay(tx, row.id)) emit(tx, 'transferUnits', row.toWarehouse, unit)
}

async function untellAll(tx: Tx, row: Transfer): Promise<void> {
  if (row.toWarehouse === null) return
  emitGone(tx, 'transfers', row.toWarehouse, row)
  for (const goods of await goodsOf(tx, row.id)) emitGone(tx, 'transferGoods', row.toWarehouse, goods)
  for (const unit of await unitsUnderWay(tx, row.id)) emitGone(tx, 'transferUnits', row.toWarehouse, unit)
}

export interface GoodsDelta {
  sku: string
  lot: string
  sent?: number
  received?: number
  lost?: number
}

/** Adds to what is known of a lot of it; the answer is the row as it is now. */
export async function changeGoods(
  { tx }: Scene,
  transfer: Transfer,
  { sku, lot, sent = 0, received = 0, lost = 0 }: GoodsDelta,
): Promise<TransferGoods> {
  const { transferGoods: g } = tx.t
  const [row] = await tx.db
    .insert(g)
    .values({ transferId: transfer.id, sku, lot, sent, received, lost })
    .onConflictDoUpdate({
      target: [g.transferId, g.sku, g.lot],
      set: {
        sent: sql`${g.sent} + ${sent}`,
        received: sql`${g.received} + ${received}`,
        lost: sql`${g.lost} + ${lost}`,
      },
    })
    .returning()
  if (!row) throw new Error('The goods of a transfer were not written.')
  if (transfer.toWarehouse !== null) emit(tx, 'transferGoods', transfer.toWarehouse, row)
  return row
}

/** A carton or pallet left with these goods in it. Returns whether it was news. */
export async function addUnit(tx: Tx, transfer: Transfer, unit: string, goods: Unit['goods']): Promise<boolean> {
  const row: Unit = { transferId: transfer.id, unit, goods, receivedAt: null }
  const added = await tx.db.insert(tx.t.transferUnits).values(row).onConflictDoNothing().returning()
  if (added.length > 0 && transfer.toWarehouse !== null) emit(tx, 'transferUnits', transfer.toWarehouse, row)
  return added.length > 0
}

export async function forgetUnit(tx: Tx, transfer: Transfer, unit: string): Promise<void> {
  const { transferUnits: u } = tx.t
  const [gone] = await tx.db
    .delete(u)
    .where(and(eq(u.transferId, transfer.id), eq(u.unit, unit)))
    .returning()
  if (gone && transfer.toWarehouse !== null) emitGone(tx, 'transferUnits', transfer.toWarehouse, gone)
}

/** It came, or, undone, is under way again. Returns whether that was news. */
export async function setUnitReceived(
  tx: Tx,
  transfer: Transfer,
  unit: string,
  receivedAt: number | null,
): Promise<boolean> {
  const { transferUnits: u } = tx.t
  const [row] = await tx.db
    .update(u)
    .set({ receivedAt })
    .where(
      and(
        eq(u.transferId, transfer.id),
        eq(u.unit, unit),
        receivedAt === null ? sql`${u.receivedAt} is not null` : isNull(u.receivedAt),
      ),
    )
    .returning()
  if (!row) return false
  if (transfer.toWarehouse !== null)
    (receivedAt === null ? emit : emitGone)(tx, 'transferUnits', transfer.toWarehouse, row)
  return true
}

/** Closed once nothing is asked for and nothing is under way. A closed one leaves the handhelds; a reopened one comes back. */
export async function refreshTransfer({ tx }: Pick<Scene, 'tx'>, id: string): Promise<void> {
  const row = await readTransfer(tx, id)
  if (!row) return
  const state = (await isUnderWay(tx, id)) || (await isAsked(tx, id)) ? 'open' : 'closed'
  if (state === row.state) return
  const next = { ...row, state } as const
  await saveTransfer(tx, next)
  await (state === 'open' ? tellAll : untellAll)(tx, next)
}

async function isUnderWay({ db, t }: Tx, id: string): Promise<boolean> {
  const { transferGoods: g } = t
  const rows = await db
    .select({ sku: g.sku })
    .from(g)
    .where(and(eq(g.transferId, id), ne(g.sent, sql`${g.received} + ${g.lost}`)))
    .limit(1)
  return rows.length > 0
}

async function isAsked({ db, t: { orders } }: Tx, id: string): Promise<boolean> {
  const rows = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.id, id), notInArray(orders.status, ['shipped', 'cancelled'])))
  return rows.length > 0
}
