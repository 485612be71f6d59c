/** What can be begun from anywhere, and what it needs. */
import type { Permission } from '../../../../shared/rules/permissions.ts'
import { t } from '../../../language/t.ts'
import { rolesMay } from '../../may.ts'
import type { Goal } from './goal.ts'

export interface PaletteAction {
  label: string
  needs: Permission
  href: string
}

/** `today`: the day where the stock is. */
export const actionsOn = (today: string): readonly PaletteAction[] => [
  {
    label: t('Release all orders due by today'),
    needs: 'orders:write',
    href: `/office/orders?view=ready&dueBy=${today}&do=release`,
  },
  { label: t('Ask for a transfer'), needs: 'orders:write', href: '/office/transfers?do=ask' },
  { label: t('Ask for counts'), needs: 'counts:plan', href: '/office/counts?do=ask' },
  { label: t('Plan the counts of the day'), needs: 'counts:plan', href: '/office/counts?do=plan' },
  { label: t('Start a recall'), needs: 'recalls:write', href: '/office/recalls' },
  { label: t('Announce a return'), needs: 'returns:write', href: '/office/returns?do=announce' },
  { label: t('Add or change an allocation rule'), needs: 'protections:write', href: '/office/rules?do=add' },
  { label: t('Preview and apply the allocation rules'), needs: 'protections:write', href: '/office/rules?do=apply' },
  { label: t('Import demand'), needs: 'orders:write', href: '/office/replenishment?do=demand' },
  { label: t('Connect a platform'), needs: 'connectors:write', href: '/office/platforms?do=connect' },
  { label: t('Add a person'), needs: 'users:write', href: '/office/settings?view=access&add=person' },
  { label: t('Add several people'), needs: 'users:write', href: '/office/settings?view=access&add=people' },
  { label: t('Enrol a device'), needs: 'devices:enrol', href: '/office/settings?view=access&do=enrol' },
  { label: t('Make an API key'), needs: 'keys:write', href: '/office/settings?view=access&add=key' },
  { label: t('Add a warehouse'), needs: 'master:write', href: '/office/settings?view=places&add=warehouse' },
  { label: t('Set the warehouse up'), needs: 'master:write', href: '/office/start' },
  { label: t('Add a trading partner'), needs: 'master:write', href: '/office/settings?add=yes' },
]

/** Only what the person may do. */
export const actionGoals = (roles: readonly string[], today: string): Goal[] =>
  actionsOn(today)
    .filter(({ needs }) => rolesMay(roles, needs))
    .map(({ label, href }) => ({ href, label, kind: 'action' }))
