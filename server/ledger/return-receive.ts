/** Goods come back. They are posted whatever is known of them; what does not fit is told, and nobody can sell them yet. */
import { CUSTOMER } from '../../shared/rules/places.ts'
import type { Payload } from '../../shared/transactions/index.ts'
import { ledgerLot, lockLot, meetLot } from '../lots/record.ts'
import { bookReturned } from '../returns/book.ts'
import { caseOf } from '../returns/case-of.ts'
import { claimPast } from '../returns/claims.ts'
import { judgeLot } from '../returns/judge-lot.ts'
import { orderOfReturn } from '../returns/order-of-return.ts'
import { raiseOverReturn } from '../returns/over-return.ts'
import type { Item } from './ground.ts'
import { defineHandler } from './handler.ts'
import { lockItem, move } from './scene.ts'

interface Resolved {
  item: Item
  lot: string
}

export const returnReceive = defineHandler('returnReceive', {
  permission: 'floor:return',
  async resolve({ ground }, payload): Promise<Resolved> {
    const item = await ground.namedItem(payload)
    await ground.namedLocation(payload.location, 'location')
    return { item, lot: ledgerLot(item, payload.lot) }
  },
  async post(scene, payload: Payload<'returnReceive'>, { item, lot }) {
    if (lot !== '') await lockLot(scene, item.sku, lot)
    await lockItem(scene, item.sku)
    // Which lot it is may never be known: it is told where the goods are inspected, not each time some come in.
    if (lot !== '') await meetLot(scene, item, lot)
    const order = await orderOfReturn(scene, payload)
    const channel = order?.channel ?? payload.channel
    const row = await caseOf(scene, payload, { sku: item.sku, order, channel })
    await raiseOverReturn(scene, payload, { sku: item.sku, lot, channel, order, row })
    await move(scene, {
      sku: item.sku,
      lot,
      quantity: payload.quantity,
      from: { location: CUSTOMER, status: 'available' },
      to: { location: payload.location, status: 'uninspected' },
      order: { id: order?.id ?? null, channel },
    })
    await bookReturned(scene, payload, { item, lot, channel, returnId: row.id })
    await claimPast(scene, { sku: item.sku, lot })
    if (lot !== '') await judgeLot(scene, { sku: item.sku, lot, reason: payload.reason })
  },
})
