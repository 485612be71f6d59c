/** A supervisor lets a younger lot pass: badge, reason, PIN. It works without a network, and leaves a proof. */

import { IdCard } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../language/t.ts'
import { PinPad } from '../../shell/pin-pad.tsx'
import { AmberPanel, ChoiceList, EmptyState } from '../../ui/index.ts'
import type { PickAction, PickLine, PickState } from './machine.ts'

const REASONS = [
  t('The place is blocked'),
  t('Older lot is damaged or opened'),
  t('Customer asked for this lot'),
  t('Count is wrong'),
]

interface OverridePadProps {
  state: PickState
  line: PickLine
  act(action: PickAction): void
}

export function OverridePad({ state, line, act }: OverridePadProps) {
  const [reason, setReason] = useState<string | null>(null)
  const lots = t('Lot {lot} instead of {lot2}, which goes first.', { lot: state.other?.lot, lot2: line.lot })
  if (state.badge === null)
    return <EmptyState icon={<IdCard aria-hidden />} say={t('{lots} A supervisor must allow it.', { lots })} />
  if (reason === null)
    return (
      <>
        <AmberPanel title={lots} />
        <ChoiceList
          label={t('Why?')}
          choices={REASONS.map((words) => ({ id: words, label: words }))}
          onChoose={(words) => setReason(words)}
        />
      </>
    )
  return (
    <PinPad
      badge={state.badge}
      label={t('{reason}. Supervisor, enter your PIN', { reason })}
      allow={t('Allow lot {lot}', { lot: state.other?.lot })}
      onPerson={async (key) => {
        const claim = { taskId: line.taskId, sku: line.sku, lot: state.other?.lot ?? '', reason }
        act({ type: 'override', override: { supervisor: key.id, reason, proof: await key.sign(claim) } })
      }}
    />
  )
}
