/** Somebody looked at returned goods: what they are, and where they go from here. */
import type { Payload } from '../../shared/transactions/index.ts'
import { itemLock } from '../db/work.ts'
import { ledgerLot, lockLots, meetLot } from '../lots/record.ts'
import { proceed } from '../returns/carry-out.ts'
import { type InspectionRow, readInspection, recordInspection, saveInspection } from '../returns/inspections.ts'
import { provenApproval } from '../returns/stops.ts'
import type { Item } from './ground.ts'
import { defineHandler } from './handler.ts'
import type { Scene } from './scene.ts'

export const inspect = defineHandler('inspect', {
  permission: 'floor:inspect',
  async resolve({ ground }, payload) {
    const item = await ground.namedItem(payload)
    await ground.namedLocation(payload.location, 'location')
    if (payload.to !== undefined) await ground.namedLocation(payload.to, 'to')
    return { item, lot: ledgerLot(item, payload.lot) }
  },
  async post(scene, payload: Payload<'inspect'>, { item, lot }) {
    await lockForInspection(scene, item, lot)
    if (lot !== '') await meetLot(scene, item, lot)
    const { inspection, goods } = await recordInspection(scene, payload, { item, lot })
    const scrap = { returned: payload.returned, sku: item.sku, lot, quantity: payload.quantity }
    const approvedBy = payload.disposition === 'scrap' ? await provenApproval(scene, payload.approval, scrap) : null
    const approved = approvedBy === null ? inspection : await saveInspection(scene, inspection, { approvedBy })
    await proceed(scene, approved, item, goods, approvedBy === null ? [] : ['second-person'])
  },
})

/** Before an inspection is decided, resumed or undone: whoever does one of these next sees what this one did. */
export async function lockInspection(scene: Scene, id: string): Promise<InspectionRow | undefined> {
  const before = await readInspection(scene.tx, id)
  const item = before && (await scene.ground.item(before.sku))
  if (!item) return before
  await lockForInspection(scene, item, before.lot)
  return readInspection(scene.tx, id)
}

/** The item and what it may become: lots before items, as everywhere. */
export async function lockForInspection(scene: Scene, { sku, secondarySku }: Item, lot: string): Promise<void> {
  const skus = [sku, ...(secondarySku === null ? [] : [secondarySku])]
  if (lot !== '')
    await lockLots(
      scene,
      skus.map((one) => ({ sku: one, lot })),
    )
  await scene.tx.lock(...skus.map((one) => itemLock(scene.warehouse, one)))
}
