import { ADJUSTMENT } from '../../shared/rules/places.ts'
import { countAnew } from '../counting/anew.ts'
import { ledgerLot, meetLot } from '../lots/record.ts'
import { defineHandler } from './handler.ts'
import { lockItem, move } from './scene.ts'

export const adjust = defineHandler('adjust', {
  permission: 'floor:adjust',
  async resolve({ ground }, payload) {
    const item = await ground.namedItem(payload)
    await ground.namedLocation(payload.location, 'location')
    return { item, lot: ledgerLot(item, payload.lot) }
  },
  async post(scene, { location, status, quantity, reason }, { item, lot }) {
    await lockItem(scene, item.sku)
    await meetLot(scene, item, lot)
    const here = { location, status }
    const elsewhere = { location: ADJUSTMENT, status }
    const [from, to] = quantity > 0 ? [elsewhere, here] : [here, elsewhere]
    await move(scene, { sku: item.sku, lot, quantity: Math.abs(quantity), from, to, reason })
    // A difference that is decided after this would be posted twice.
    const why = 'It was adjusted by hand meanwhile: it is counted again.'
    await countAnew(scene, { sku: item.sku, lots: [lot], locations: [location], why })
  },
})
