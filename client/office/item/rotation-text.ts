/** In which order the lots of an item leave, how strictly, and whether its records are an inspector's. */
import type { RotationPolicy } from '../../../shared/rules/rotation.ts'
import { policyOf } from '../../../shared/rules/rotation.ts'
import type { ItemFacts } from '../contract.ts'

const ORDER: Record<ItemFacts['rotation'], string> = {
  fifo: 'Oldest receipt first (FIFO)',
  fefo: 'Earliest expiry first (FEFO)',
}

const POLICY: Record<RotationPolicy, string> = {
  enforce: 'enforced at the scan',
  warn: 'the picker is only warned',
}

export function rotationText(item: ItemFacts, warehouse: { rotationPolicy: RotationPolicy }): string {
  if (!item.lotTracked) return 'No lots'
  const own = item.rotationPolicy === null ? 'as the warehouse says' : 'the item’s own policy'
  const parts = [
    `${ORDER[item.rotation]}, ${POLICY[policyOf(item, warehouse)]}, ${own}`,
    item.traced && 'on the food traceability list',
  ]
  return parts.filter(Boolean).join(' · ')
}
