/** Figures of an item that the screens add up from what the server answers. */
import { t } from '../../language/t.ts'
import type { Inventory } from '../contract.ts'

/** Why on hand is not all sellable. Each unit stands under the first reason that keeps it back, so they add up. */
export function unavailableParts(item: Inventory): { label: string; quantity: number }[] {
  const parts = [
    { label: t('uninspected'), quantity: item.byStatus.uninspected },
    { label: t('rework'), quantity: item.byStatus.rework },
    { label: t('damaged'), quantity: item.byStatus.damaged },
    { label: t('on hold'), quantity: item.onHold },
    { label: t('expired'), quantity: item.expired },
    { label: t('in blocked locations'), quantity: item.blocked },
    { label: t('in unconfirmed lots'), quantity: item.unconfirmed },
    { label: t('suspect'), quantity: item.suspect },
  ]
  return parts.filter(({ quantity }) => quantity !== 0)
}
