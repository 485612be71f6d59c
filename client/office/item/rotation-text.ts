/** In which order the lots of an item leave, how strictly, and whether its records are an inspector's. */

import type { RotationPolicy } from '../../../shared/rules/rotation.ts'
import { policyOf } from '../../../shared/rules/rotation.ts'
import { t } from '../../language/t.ts'
import type { ItemFacts } from '../contract.ts'

const ORDER: Record<ItemFacts['rotation'], string> = {
  fifo: t('Oldest receipt first (FIFO)'),
  fefo: t('Earliest expiry first (FEFO)'),
}

const POLICY: Record<RotationPolicy, string> = {
  enforce: t('enforced at the scan'),
  warn: t('the picker is only warned'),
}

export function rotationText(item: ItemFacts, warehouse: { rotationPolicy: RotationPolicy }): string {
  if (!item.lotTracked) return t('No lots')
  const own = item.rotationPolicy === null ? t('as the warehouse says') : t('the item’s own policy')
  const parts = [
    `${ORDER[item.rotation]}, ${POLICY[policyOf(item, warehouse)]}, ${own}`,
    item.traced && t('on the food traceability list'),
  ]
  return parts.filter(Boolean).join(' · ')
}
