import { and, eq, sql } from 'drizzle-orm'
import { SUPPLIER } from '../../shared/rules/places.ts'
import { emit } from '../feed/emit.ts'
import { ledgerLot, lockLot, recordReceivedLot } from '../lots/record.ts'
import { defineHandler } from './handler.ts'
import { Refusal } from './refusal.ts'
import { lockItem, move, raise, type Scene } from './scene.ts'

/** In minor units: sums of a thousand such receipts are still exact. */
const HIGHEST_COST = Number.MAX_SAFE_INTEGER / 1000

export const receive = defineHandler('receive', {
  permission: 'floor:receive',
  async resolve({ ground }, payload) {
    const item = await ground.namedItem(payload)
    await ground.namedLocation(payload.location, 'location')
    if ((payload.unitCost?.amount ?? 0) * payload.quantity > HIGHEST_COST)
      throw new Refusal('malformed', 'No receipt costs that much; the unit cost was read wrong.', 'payload.unitCost')
    return { item, lot: ledgerLot(item, payload.lot) }
  },
  async post(scene, payload, { item, lot }) {
    await lockLot(scene, item.sku, lot)
    await lockItem(scene, item.sku)
    await recordReceivedLot(scene, item, lot, payload.quantity, payload)
    await move(scene, {
      sku: item.sku,
      lot,
      quantity: payload.quantity,
      from: { location: SUPPLIER, status: 'available' },
      to: { location: payload.location, status: 'available' },
    })
    if (payload.receiptId !== undefined)
      await countAgainstReceipt(scene, payload.receiptId, { ...payload, sku: item.sku, lot })
  },
})

interface Received {
  sku: string
  lot: string
  location: string
  quantity: number
}

async function countAgainstReceipt(
  scene: Scene,
  receiptId: string,
  { sku, lot, location, quantity }: Received,
): Promise<void> {
  const { tx, warehouse } = scene
  const [receipt] = await tx.db.select().from(tx.t.receipts).where(eq(tx.t.receipts.id, receiptId))
  if (receipt?.warehouse !== warehouse) return raiseUnknownReceipt(scene, receiptId, sku)
  const expected = await changeReceived(scene, receiptId, sku, quantity)
  if (receipt.firstReceivedAt === null)
    await tx.db.update(tx.t.receipts).set({ firstReceivedAt: tx.now }).where(eq(tx.t.receipts.id, receiptId))
  if (expected) return
  await raise(scene, {
    type: 'over-receipt',
    subject: `${receiptId}/${sku}`,
    detail: `${quantity} of ${sku} came in on receipt ${receipt.reference} from ${receipt.supplier}: more than was expected. Accept it or send it back.`,
    sku,
    lot,
    location,
  })
}

/** Adds to what has come in of a receipt's line. Returns whether that much was expected. */
export async function changeReceived(scene: Scene, receiptId: string, sku: string, delta: number): Promise<boolean> {
  const { tx, warehouse } = scene
  const { receiptLines } = tx.t
  const [row] = await tx.db
    .update(receiptLines)
    .set({ received: sql`${receiptLines.received} + ${delta}` })
    .where(and(eq(receiptLines.receiptId, receiptId), eq(receiptLines.sku, sku)))
    .returning()
  if (!row) return false
  scene.effects.push({ kind: 'receipt', receiptId, sku, delta })
  emit(tx, 'receiptLines', warehouse, row)
  await refreshReceipt(scene, receiptId)
  return row.received <= row.expected
}

/** A receipt is closed once every line has all that was expected. */
async function refreshReceipt({ tx, warehouse }: Scene, receiptId: string): Promise<void> {
  // Its lines come in side by side: the last two must not each wait for the other.
  await tx.lock(`receipt ${receiptId}`)
  const { receipts, receiptLines } = tx.t
  const [receipt] = await tx.db.select().from(receipts).where(eq(receipts.id, receiptId))
  const waiting = await tx.db
    .select({ sku: receiptLines.sku })
    .from(receiptLines)
    .where(and(eq(receiptLines.receiptId, receiptId), sql`${receiptLines.received} < ${receiptLines.expected}`))
    .limit(1)
  const state = waiting.length > 0 ? 'open' : 'closed'
  if (!receipt || receipt.state === state) return
  await tx.db.update(receipts).set({ state }).where(eq(receipts.id, receiptId))
  emit(tx, 'receipts', warehouse, { ...receipt, state })
}

const raiseUnknownReceipt = (scene: Scene, receiptId: string, sku: string): Promise<void> =>
  raise(scene, {
    type: 'unknown-reference',
    subject: receiptId,
    detail: `A receipt of ${sku} names the expected receipt ${receiptId}, which is not known here. The goods were posted.`,
    sku,
  })
