import { useState } from 'react'
import { t } from '../../language/t.ts'
import { Action } from '../ui/action.tsx'
import { SelectedBar } from '../ui/selected-bar.tsx'
import { whyNotTogether } from './accept-body.ts'
import { AcceptDialog } from './accept-dialog.tsx'
import type { Accepted } from './accepted-dialog.tsx'
import type { ItemPlan } from './contract.ts'

export interface AcceptBarProps {
  selected: readonly ItemPlan[]
  onDone: (accepted: Accepted) => void
  onNone: () => void
}

/** What can be done with all items that are selected. */
export function AcceptBar({ selected, onDone, onNone }: AcceptBarProps) {
  const [asking, setAsking] = useState(false)
  const why = whyNotTogether(selected)
  return (
    <SelectedBar label={t('Selected items')}>
      <b>{t('{count} items selected', { count: selected.length })}</b>
      {why === null ? <Action onPress={() => setAsking(true)}>{t('Accept…')}</Action> : <span>{why}</span>}
      <Action onPress={onNone}>{t('Select none')}</Action>
      {asking && (
        <AcceptDialog
          plans={selected}
          onDone={(accepted) => {
            setAsking(false)
            onDone(accepted)
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </SelectedBar>
  )
}
