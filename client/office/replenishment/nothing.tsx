import { t } from '../../language/t.ts'
import { Action } from '../ui/action.tsx'
import parts from '../ui/parts.module.css'
import { Nothing } from '../ui/screen.tsx'
import type { PlanPage } from './contract.ts'
import { useMayPlan } from './queries.ts'
import styles from './replenishment.module.css'
import type { NeedView, PlansView } from './views.ts'

export interface NothingToShowProps {
  page: PlanPage
  view: PlansView
  onDemand: () => void
}

const SAYS: Record<NeedView, string> = {
  now: t('Nothing must be ordered now.'),
  soon: t('Nothing is due soon.'),
  overstock: t('Nothing lies longer than it should.'),
  expiring: t('Nothing will expire before it is sold.'),
  all: t('No item is like that.'),
}

/** Why no item is shown: there is none of that kind, none was found, or nobody knows yet. */
export function NothingToShow({ page, view, onDemand }: NothingToShowProps) {
  const may = useMayPlan()
  const { counts, pending } = page
  if (view.text !== '' || view.supplier !== '')
    return <Nothing>{t('No item is like that. Search for less, or choose all suppliers.')}</Nothing>
  if (counts.all === 0 && pending > 0)
    return (
      <Nothing>
        {t('The first figures are being made, of {count} items. They come by themselves.', { count: pending })}
      </Nothing>
    )
  if (counts.all === 0)
    return (
      <div className={styles.none}>
        <p>
          {t(
            'Nothing was asked for yet, so that nobody can say what will be. Orders teach it from the first day on. What was asked for before can be imported.',
          )}
        </p>
        {may && (
          <div className={parts.row}>
            <Action kind="primary" onPress={onDemand}>
              {t('Import demand')}
            </Action>
          </div>
        )}
      </div>
    )
  const soon =
    view.need === 'now' && counts.soon > 0 ? t(' {count} items will be due soon.', { count: counts.soon }) : ''
  return (
    <Nothing>
      {SAYS[view.need]}
      {soon}
    </Nothing>
  )
}
