/** What a posting tells the book of a transfer, with the effects by which an undo takes it back. */
import type { UnitGoods } from '../../shared/wire/pull.ts'
import type { Scene } from '../ledger/scene.ts'
import {
  addUnit,
  changeGoods,
  forgetUnit,
  goodsOf,
  lockTransfer,
  readTransfer,
  refreshTransfer,
  setUnitReceived,
  stamp,
  type Transfer,
} from './book.ts'
import { meetDifference, raiseMissing, underWay } from './differences.ts'

/** What left: by lot, and by the unit that it left in. `unit` null: loose. */
export interface Sent extends UnitGoods {
  unit: string | null
}

export async function noteSent(scene: Scene, transfer: Transfer, sent: readonly Sent[]): Promise<void> {
  if (transfer.firstSentAt === null) await stamp(scene.tx, transfer, { firstSentAt: scene.posted.occurredAt })
  for (const { sku, lot, quantity } of byLot(sent)) await changeBook(scene, transfer, { sku, lot, sent: quantity })
  for (const [unit, goods] of byUnit(sent))
    if (await addUnit(scene.tx, transfer, unit, goods))
      scene.effects.push({ kind: 'transfer-unit', transferId: transfer.id, unit, received: false })
  await refreshTransfer(scene, transfer.id)
}

export async function noteReceived(
  scene: Scene,
  transfer: Transfer,
  received: readonly UnitGoods[],
  { unit, complete }: { unit: string | null; complete: boolean },
): Promise<void> {
  await stamp(scene.tx, transfer, { lastReceivedAt: scene.posted.occurredAt })
  for (const { sku, lot, quantity } of byLot(received))
    await changeBook(scene, transfer, { sku, lot, received: quantity })
  if (unit !== null && (await setUnitReceived(scene.tx, transfer, unit, scene.tx.now)))
    scene.effects.push({ kind: 'transfer-unit', transferId: transfer.id, unit, received: true })
  if (complete)
    for (const goods of await goodsOf(scene.tx, transfer.id))
      if (underWay(goods) > 0) await raiseMissing(scene, transfer, goods, 'whoever received it says that this was all')
  await refreshTransfer(scene, transfer.id)
}

async function changeBook(
  scene: Scene,
  transfer: Transfer,
  delta: { sku: string; lot: string; sent?: number; received?: number },
): Promise<void> {
  await meetDifference(scene, transfer, await changeGoods(scene, transfer, delta))
  const { sku, lot, sent = 0, received = 0 } = delta
  scene.effects.push({ kind: 'transfer', transferId: transfer.id, sku, lot, sent, received })
}

/** A posting was undone. */
export async function unnoteGoods(
  scene: Scene,
  {
    transferId,
    sku,
    lot,
    sent,
    received,
  }: { transferId: string; sku: string; lot: string; sent: number; received: number },
): Promise<void> {
  await lockTransfer(scene.tx, transferId)
  const transfer = await readTransfer(scene.tx, transferId)
  if (!transfer) return
  await meetDifference(
    scene,
    transfer,
    await changeGoods(scene, transfer, { sku, lot, sent: -sent, received: -received }),
  )
  await refreshTransfer(scene, transferId)
}

export async function unnoteUnit(
  scene: Scene,
  { transferId, unit, received }: { transferId: string; unit: string; received: boolean },
): Promise<void> {
  await lockTransfer(scene.tx, transferId)
  const transfer = await readTransfer(scene.tx, transferId)
  if (!transfer) return
  if (received) await setUnitReceived(scene.tx, transfer, unit, null)
  else await forgetUnit(scene.tx, transfer, unit)
}

function byLot(lines: readonly UnitGoods[]): UnitGoods[] {
  const sums = new Map<string, UnitGoods>()
  for (const { sku, lot, quantity } of lines) {
    const key = `${sku}\n${lot}`
    sums.set(key, { sku, lot, quantity: quantity + (sums.get(key)?.quantity ?? 0) })
  }
  return [...sums.values()]
}

function byUnit(sent: readonly Sent[]): Map<string, UnitGoods[]> {
  const units = new Map<string, UnitGoods[]>()
  for (const { unit, ...goods } of sent) if (unit !== null) units.set(unit, [...(units.get(unit) ?? []), goods])
  return new Map([...units].map(([unit, goods]) => [unit, byLot(goods)]))
}
