/** Goods that were set aside for their supplier left the house. */
import { SUPPLIER } from '../../shared/rules/places.ts'
import { ledgerLot, meetLot } from '../lots/record.ts'
import { completeSendBack } from '../returns/send-back-tasks.ts'
import { defineHandler } from './handler.ts'
import { lockItem, move } from './scene.ts'

export const returnToSupplier = defineHandler('returnToSupplier', {
  permission: 'floor:return',
  async resolve({ ground }, payload) {
    const item = await ground.namedItem(payload)
    await ground.namedLocation(payload.location, 'location')
    return { item, lot: ledgerLot(item, payload.lot) }
  },
  async post(scene, { location, status, quantity, taskId }, { item, lot }) {
    await lockItem(scene, item.sku)
    if (lot !== '') await meetLot(scene, item, lot)
    await completeSendBack(scene, { sku: item.sku, lot, location, quantity }, taskId)
    await move(scene, {
      sku: item.sku,
      lot,
      quantity,
      from: { location, status },
      to: { location: SUPPLIER, status: 'available' },
    })
  },
})
