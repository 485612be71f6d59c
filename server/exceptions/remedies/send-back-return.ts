/** What a customer sent that nobody wants goes back to the customer. */
import { CUSTOMER } from '../../../shared/rules/places.ts'
import { balanceOf } from '../../counting/verdict.ts'
import type { Reader } from '../../db/work.ts'
import { lockItem, lotWords, move } from '../../ledger/scene.ts'
import { settle } from '../../ledger/settle.ts'
import { Problem } from '../../problem.ts'
import { readReturned, sendReturnedBack } from '../../returns/book.ts'
import type { ReturnedRow } from '../../returns/cases.ts'
import { outstanding, SENT_BACK, sentOver, sentWithOrder } from '../../returns/shipped.ts'
import { missing, openRemedy, type Remedy, requireSku } from './remedy.ts'

export const sendReturnBack: Remedy = async (settling) => {
  const { tx, row, input } = settling
  const sku = requireSku(row)
  const scene = openRemedy(settling, SENT_BACK)
  await lockItem(scene, sku)
  const goods = await readReturned(scene, row.subject)
  const most = goods ? goods.quantity - goods.inspected : 0
  if (!goods || most <= 0) throw new Problem(409, 'already-settled', 'All of it has been inspected. Look again.')
  const quantity = input.quantity ?? (await surplusOf(tx, row.orderId, goods, most))
  if (quantity > most) throw missing('quantity', `${most} of them have not been inspected yet.`)
  const { lot } = goods
  const location = input.location ?? goods.location
  const there = (await balanceOf(scene, { sku, lot, location, status: 'uninspected' }))?.quantity ?? 0
  if (there < quantity)
    throw missing(
      'location',
      `The ledger has ${there} of ${sku}${lotWords(lot)} uninspected at ${location}. Say where they stand.`,
    )
  await move(scene, {
    sku,
    lot,
    quantity,
    from: { location, status: 'uninspected' },
    to: { location: CUSTOMER, status: 'available' },
    order: { id: row.orderId, channel: goods.channel },
  })
  await sendReturnedBack(scene, goods, quantity)
  await settle(scene)
  return { settled: true, did: `${quantity} left ${location}, back to the customer.` }
}

/** What came back beyond what was sent, as far as it is still here; where that is nothing, all that came with it. */
async function surplusOf(reader: Reader, orderId: string | null, goods: ReturnedRow, most: number): Promise<number> {
  const sent = orderId === null ? [await sentOver(reader, goods)] : await sentWithOrder(reader, orderId, goods.sku)
  const surplus = -outstanding(sent)
  return surplus > 0 ? Math.min(surplus, most) : most
}
