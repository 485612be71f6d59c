import { Action } from '../ui/action.tsx'
import parts from '../ui/parts.module.css'
import { Nothing } from '../ui/screen.tsx'
import { plural } from '../words.ts'
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
  now: 'Nothing must be ordered now.',
  soon: 'Nothing is due soon.',
  overstock: 'Nothing lies longer than it should.',
  expiring: 'Nothing will expire before it is sold.',
  all: 'No item is like that.',
}

/** Why no item is shown: there is none of that kind, none was found, or nobody knows yet. */
export function NothingToShow({ page, view, onDemand }: NothingToShowProps) {
  const may = useMayPlan()
  const { counts, pending } = page
  if (view.text !== '' || view.supplier !== '')
    return <Nothing>No item is like that. Search for less, or choose all suppliers.</Nothing>
  if (counts.all === 0 && pending > 0)
    return <Nothing>The first figures are being made, of {plural(pending, 'item')}. They come by themselves.</Nothing>
  if (counts.all === 0)
    return (
      <div className={styles.none}>
        <p>
          Nothing was asked for yet, so that nobody can say what will be. Orders teach it from the first day on. What
          was asked for before can be imported.
        </p>
        {may && (
          <div className={parts.row}>
            <Action kind="primary" onPress={onDemand}>
              Import demand
            </Action>
          </div>
        )}
      </div>
    )
  const soon = view.need === 'now' && counts.soon > 0 ? ` ${plural(counts.soon, 'item')} will be due soon.` : ''
  return (
    <Nothing>
      {SAYS[view.need]}
      {soon}
    </Nothing>
  )
}
