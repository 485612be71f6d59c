/** The end of every posting: what it left contradictory is mended where the ledger can, and named where it cannot. */
import { freeStock } from '../../shared/rules/availability.ts'
import { claimsOfItem, sellableUnits } from '../availability/claims.ts'
import { closeException } from '../exceptions/open.ts'
import { refreshOrder } from '../orders/status.ts'
import { reallocateUndercut } from '../picking/reallocate.ts'
import { raise, type Scene } from './scene.ts'

/** Mending one balance can undercut another; more rounds than this mean a mistake of ours. */
const MAX_ROUNDS = 100

export async function settle(scene: Scene): Promise<void> {
  await mendAllocations(scene)
  const changed = await scene.shelf.write(scene.tx)
  const here = changed.filter((change) => change.warehouse === scene.warehouse).map((change) => change.sku)
  for (const sku of new Set([...here, ...scene.touchedItems])) await checkPromises(scene, scene.warehouse, sku)
  for (const { warehouse, sku } of changed)
    if (warehouse !== scene.warehouse) await checkPromises(scene, warehouse, sku)
  for (const orderId of scene.touchedOrders) await refreshOrder(scene, orderId)
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

/** committed + allocated ≤ sellable, or an open exception says that it is not. */
async function checkPromises(scene: Scene, warehouse: string, sku: string): Promise<void> {
  const { tx } = scene
  const claims = await claimsOfItem(tx, warehouse, sku)
  if (claims.length === 0) return
  const free = freeStock(await sellableUnits(tx, warehouse, sku, await scene.ground.today()), claims)
  // Less than nothing of what nobody was promised is a negative balance, which has its own exception.
  const promised = claims.reduce((sum, claim) => sum + claim.committed + claim.allocated, 0)
  if (free >= 0 || promised === 0) return closeException(tx, warehouse, 'at-risk', sku)
  await raise(
    scene,
    {
      type: 'at-risk',
      subject: sku,
      detail: `${-free} of ${sku} are promised beyond what can be sold: orders that are not yet picked will come up short.`,
      sku,
    },
    warehouse,
  )
}
