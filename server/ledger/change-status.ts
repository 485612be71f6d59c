import { ledgerLot, meetLot } from '../lots/record.ts'
import { defineHandler } from './handler.ts'
import { lockItem, move } from './scene.ts'

export const changeStatus = defineHandler('changeStatus', {
  permission: 'floor:move',
  async resolve({ ground }, payload) {
    const item = await ground.namedItem(payload)
    await ground.namedLocation(payload.location, 'location')
    return { item, lot: ledgerLot(item, payload.lot) }
  },
  async post(scene, { location, quantity, from, to }, { item, lot }) {
    await lockItem(scene, item.sku)
    await meetLot(scene, item, lot)
    await move(scene, { sku: item.sku, lot, quantity, from: { location, status: from }, to: { location, status: to } })
  },
})
