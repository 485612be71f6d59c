import { madeLot } from '../../shared/rules/made-lot.ts'
import { PRODUCTION } from '../../shared/rules/places.ts'
import { lockLot, recordReceivedLot } from '../lots/record.ts'
import { recordTransformation } from '../lots/transformations.ts'
import { defineHandler } from './handler.ts'
import { lockItem, move } from './scene.ts'

export const produce = defineHandler('produce', {
  permission: 'floor:transform',
  async resolve({ ground, posted }, payload) {
    const item = await ground.namedItem(payload)
    await ground.namedLocation(payload.location, 'location')
    const lot = item.lotTracked ? (payload.lot ?? madeLot(payload.producedOn, posted.transactionId)) : ''
    return { item, lot }
  },
  async post(scene, payload, { item, lot }) {
    const { quantity, location } = payload
    await lockLot(scene, item.sku, lot)
    await lockItem(scene, item.sku)
    await recordReceivedLot(scene, item, lot, quantity, payload)
    await move(scene, {
      sku: item.sku,
      lot,
      quantity,
      from: { location: PRODUCTION, status: 'available' },
      to: { location, status: 'available' },
    })
    await recordTransformation(scene, { kind: 'production', ...payload }, [
      { side: 'produced', sku: item.sku, lot, quantity, cost: null, costCurrency: null },
    ])
  },
})
