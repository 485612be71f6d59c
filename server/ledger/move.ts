import { ledgerLot, meetLot } from '../lots/record.ts'
import { completePutBack, followStock } from '../picking/follow.ts'
import { followSendBack } from '../returns/send-back-tasks.ts'
import { defineHandler } from './handler.ts'
import { lockItem, move as moveStock } from './scene.ts'

export const move = defineHandler('move', {
  permission: 'floor:move',
  async resolve({ ground }, payload) {
    const item = await ground.namedItem(payload)
    await ground.namedLocation(payload.from, 'from')
    await ground.namedLocation(payload.to, 'to')
    return { item, lot: ledgerLot(item, payload.lot) }
  },
  async post(scene, payload, { item, lot }) {
    await lockItem(scene, item.sku)
    await meetLot(scene, item, lot)
    const { from, to, status, quantity } = payload
    await moveStock(scene, {
      sku: item.sku,
      lot,
      quantity,
      from: { location: from, status },
      to: { location: to, status },
    })
    const moved = { sku: item.sku, lot, quantity, from, to }
    if (status === 'damaged') await followSendBack(scene, moved)
    if (status !== 'available') return
    await followStock(scene, moved)
    await completePutBack(scene, moved)
  },
})
