/** What a customer sent that nobody wants goes back to the customer. */
import { CUSTOMER } from '../../../shared/rules/places.ts'
import { balanceOf } from '../../counting/verdict.ts'
import { lockItem, lotWords, move } from '../../ledger/scene.ts'
import { settle } from '../../ledger/settle.ts'
import { Problem } from '../../problem.ts'
import { readReturned, sendReturnedBack } from '../../returns/book.ts'
import { missing, openRemedy, type Remedy, requireSku } from './remedy.ts'

export const sendReturnBack: Remedy = async (settling) => {
  const { row, input } = settling
  const sku = requireSku(row)
  const scene = openRemedy(settling, 'send-back')
  await lockItem(scene, sku)
  const goods = await readReturned(scene, row.subject)
  const most = goods ? goods.quantity - goods.inspected : 0
  if (!goods || most <= 0) throw new Problem(409, 'already-settled', 'All of it has been inspected. Look again.')
  const quantity = input.quantity ?? most
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
