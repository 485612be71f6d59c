/** The end of every posting: what it left contradictory is mended where the ledger can, and named where it cannot. */
import { balanceItems } from '../availability/balance.ts'
import { refreshOrder } from '../orders/status.ts'
import { reallocateUndercut } from '../picking/reallocate.ts'
import { followReturned } from '../returns/follow-stock.ts'
import { openScene, type Scene } from './scene.ts'
import type { SellableChange } from './stock.ts'

/** Mending one balance can undercut another; more rounds than this mean a mistake of ours. */
const MAX_ROUNDS = 100

export async function settle(scene: Scene): Promise<void> {
  await mendAllocations(scene)
  const changed = await scene.shelf.write(scene.tx)
  for (const { warehouse, sku, sellable } of changed)
    if (warehouse === scene.warehouse && sellable > 0) scene.freedItems.add(sku)
  const here = changed.filter((change) => change.warehouse === scene.warehouse).map((change) => change.sku)
  await balanceItems(scene, [...new Set([...here, ...scene.touchedItems])])
  for (const orderId of scene.touchedOrders) await refreshOrder(scene, orderId)
  for (const { warehouse, sku, sellable } of changed)
    if (warehouse !== scene.warehouse) await settleElsewhere(scene, { warehouse, sku, sellable })
  await followReturned(scene)
}

/** A lot belongs to the company: what happens to it is felt in every warehouse that has some. */
async function settleElsewhere(
  { tx, posted, exceptions }: Scene,
  { warehouse, sku, sellable }: SellableChange,
): Promise<void> {
  const there = openScene({ tx, warehouse, posted })
  there.touchedItems.add(sku)
  if (sellable > 0) there.freedItems.add(sku)
  await settle(there)
  exceptions.push(...there.exceptions)
}

async function mendAllocations(scene: Scene): Promise<void> {
  for (let round = 0; scene.undercut.size > 0; round++) {
    if (round === MAX_ROUNDS) throw new Error('Allocations could not be brought to rest.')
    const [[subject, stock] = []] = scene.undercut
    if (subject === undefined || stock === undefined) return
    scene.undercut.delete(subject)
    await reallocateUndercut(scene, stock)
  }
}
