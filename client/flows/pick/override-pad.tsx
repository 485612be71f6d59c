/** A supervisor lets a younger lot pass: badge, reason, PIN. It works without a network, and leaves a proof. */
import { IdCard } from 'lucide-react'
import { useState } from 'react'
import { PinPad } from '../../shell/pin-pad.tsx'
import { AmberPanel, ChoiceList, EmptyState } from '../../ui/index.ts'
import type { PickAction, PickLine, PickState } from './machine.ts'

const REASONS = [
  'The place is blocked',
  'Older lot is damaged or opened',
  'Customer asked for this lot',
  'Count is wrong',
]

interface OverridePadProps {
  state: PickState
  line: PickLine
  act(action: PickAction): void
}

export function OverridePad({ state, line, act }: OverridePadProps) {
  const [reason, setReason] = useState<string | null>(null)
  const lots = `Lot ${state.other?.lot} instead of ${line.lot}, which goes first.`
  if (state.badge === null)
    return <EmptyState icon={<IdCard aria-hidden />} say={`${lots} A supervisor must allow it.`} />
  if (reason === null)
    return (
      <>
        <AmberPanel title={lots} />
        <ChoiceList
          label="Why?"
          choices={REASONS.map((words) => ({ id: words, label: words }))}
          onChoose={(words) => setReason(words)}
        />
      </>
    )
  return (
    <PinPad
      badge={state.badge}
      label={`${reason}. Supervisor, enter your PIN`}
      allow={`Allow lot ${state.other?.lot}`}
      onPerson={async (key) => {
        const claim = { taskId: line.taskId, sku: line.sku, lot: state.other?.lot ?? '', reason }
        act({ type: 'override', override: { supervisor: key.id, reason, proof: await key.sign(claim) } })
      }}
    />
  )
}
