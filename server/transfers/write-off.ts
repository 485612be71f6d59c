/** The difference of a transfer is booked: what never came is gone, what came beyond what was sent was found. */
import { ADJUSTMENT, IN_TRANSIT } from '../../shared/rules/places.ts'
import { lockItem, move, type Scene } from '../ledger/scene.ts'
import { changeGoods, refreshTransfer, type Transfer, type TransferGoods } from './book.ts'
import { meetDifference, underWay } from './differences.ts'

const ROAD = { location: IN_TRANSIT, status: 'available' } as const
const BOOKS = { location: ADJUSTMENT, status: 'available' } as const

/** Behind the transfer's lock. `reason`: a code of the settings. The scene is settled by the caller. */
export async function writeOffDifference(
  scene: Scene,
  transfer: Transfer,
  goods: TransferGoods,
  reason: string,
): Promise<void> {
  const units = underWay(goods)
  if (units === 0) return
  await lockItem(scene, goods.sku)
  const { sku, lot } = goods
  const [from, to] = units > 0 ? [ROAD, BOOKS] : [BOOKS, ROAD]
  await move(scene, { sku, lot, quantity: Math.abs(units), from, to, reason })
  await meetDifference(scene, transfer, await changeGoods(scene, transfer, { sku, lot, lost: units }))
  await refreshTransfer(scene, transfer.id)
}
