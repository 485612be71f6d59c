/** What came in beyond what was expected goes back to who sent it. */
import { and, eq } from 'drizzle-orm'
import { SUPPLIER } from '../../../shared/rules/places.ts'
import { balanceOf } from '../../counting/verdict.ts'
import { changeReceived } from '../../ledger/receive.ts'
import { lockItem, lotWords, move, type Scene } from '../../ledger/scene.ts'
import { settle } from '../../ledger/settle.ts'
import { Problem } from '../../problem.ts'
import { receiptOf } from '../receipt-of.ts'
import { type ExceptionRow, missing, openRemedy, type Remedy, requireSku, type Settling } from './remedy.ts'

export const sendBack: Remedy = async (settling) => {
  const { tx, row } = settling
  const sku = requireSku(row)
  const scene = openRemedy(settling, 'send-back')
  await lockItem(scene, sku)
  const surplus = await surplusOf(scene, row)
  if (surplus <= 0) throw new Problem(409, 'already-settled', 'Nothing of it is more than was expected. Look again.')
  const quantity = settling.input.quantity ?? surplus
  if (quantity > surplus) throw missing('quantity', `${surplus} came in beyond what was expected.`)
  const { lot, location } = await placeOf(scene, settling, quantity)
  const status = 'available'
  await move(scene, { sku, lot, quantity, from: { location, status }, to: { location: SUPPLIER, status } })
  await expectNone(scene, receiptOf(row), sku, surplus)
  await changeReceived(scene, receiptOf(row), sku, -quantity)
  await settle(scene)
  const left = await surplusOf({ tx }, row)
  return { settled: left <= 0, did: toldOf(quantity, location, left) }
}

/** Of an item that was on no line of the receipt: from here on it is known how much of it is still here. */
async function expectNone({ tx }: Scene, receiptId: string, sku: string, received: number): Promise<void> {
  await tx.db.insert(tx.t.receiptLines).values({ receiptId, sku, expected: 0, received }).onConflictDoNothing()
}

const toldOf = (quantity: number, location: string, left: number): string =>
  `${quantity} left ${location} for the supplier${left > 0 ? `; ${left} more than was expected are still here` : ''}.`

/** Received beyond what was expected; of an item that nobody expected, all that the transaction brought. */
async function surplusOf({ tx }: Pick<Scene, 'tx'>, row: ExceptionRow): Promise<number> {
  const { receiptLines, movements } = tx.t
  const [line] = await tx.db
    .select()
    .from(receiptLines)
    .where(and(eq(receiptLines.receiptId, receiptOf(row)), eq(receiptLines.sku, row.sku ?? '')))
  if (line) return line.received - line.expected
  const brought = await tx.db
    .select({ quantity: movements.quantity })
    .from(movements)
    .where(
      and(
        eq(movements.transactionId, row.transactionId ?? ''),
        eq(movements.sku, row.sku ?? ''),
        eq(movements.fromLocation, SUPPLIER),
      ),
    )
  return brought.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** Where it came in, or where somebody says that it stands now. */
async function placeOf(scene: Scene, { row, input }: Settling, quantity: number) {
  const sku = requireSku(row)
  const lot = input.lot ?? row.lot ?? ''
  const location = input.location ?? row.location
  if (location === null) throw missing('location', 'Say where the goods stand that are sent back.')
  const there = (await balanceOf(scene, { sku, lot, location, status: 'available' }))?.quantity ?? 0
  if (there < quantity)
    throw missing(
      'location',
      `The ledger has ${there} of ${sku}${lotWords(lot)} at ${location}. Say where the goods stand.`,
    )
  return { lot, location }
}
