/** Returned goods become their secondary SKU: the same lot, the same dates and cost, linked so that holds and recalls follow. */
import { PRODUCTION } from '../../shared/rules/places.ts'
import type { Item } from '../ledger/ground.ts'
import { move, type Place, type Scene } from '../ledger/scene.ts'
import { costOfUnits } from '../lots/cost-of-units.ts'
import { inheritHolds } from '../lots/inherit-holds.ts'
import { recordReceivedLot } from '../lots/record.ts'
import { recordTransformation } from '../lots/transformations.ts'

interface Becoming {
  item: Item
  lot: string
  quantity: number
  from: Place
  /** Where they are put. */
  to: string
}

/** Both items are locked, and both lots. */
export async function becomeSecondary(scene: Scene, { item, lot, quantity, from, to }: Becoming): Promise<void> {
  const secondary = item.secondarySku === null ? undefined : await scene.ground.item(item.secondarySku)
  if (!secondary) throw new Error(`${item.sku} has no secondary SKU.`)
  const known = await scene.ground.lot(item.sku, lot)
  const into = secondary.lotTracked ? lot : ''
  const { cost, costCurrency } = await costOfUnits(scene, item, lot, quantity)
  const totalCost = cost !== null && costCurrency !== null ? { amount: cost, currency: costCurrency } : undefined
  const production = { location: PRODUCTION, status: 'available' } as const
  await move(scene, { sku: item.sku, lot, quantity, from, to: production })
  const facts = { expiresOn: known?.expiresOn ?? undefined, producedOn: known?.producedOn ?? undefined, totalCost }
  await recordReceivedLot(scene, secondary, into, quantity, facts, known?.receivedAt)
  await move(scene, {
    sku: secondary.sku,
    lot: into,
    quantity,
    from: production,
    to: { location: to, status: 'available' },
  })
  const line = { quantity, cost: totalCost?.amount ?? null, costCurrency: totalCost?.currency ?? null }
  await recordTransformation(scene, { kind: 'secondary' }, [
    { side: 'consumed', sku: item.sku, lot, ...line },
    { side: 'produced', sku: secondary.sku, lot: into, ...line },
  ])
  await inheritHolds(scene, [{ sku: item.sku, lot }], [{ sku: secondary.sku, lot: into }])
}
