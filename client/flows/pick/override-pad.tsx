/** A supervisor lets a younger lot pass: badge, reason, PIN. It works without a network, and leaves a proof. */
import { IdCard } from 'lucide-react'
import { useState } from 'react'
import { useFloor } from '../../shell/floor.ts'
import { AmberPanel, Button, ChoiceList, EmptyState, SignInPad } from '../../ui/index.ts'
import type { PickAction, PickLine, PickState } from './machine.ts'

/** PINs have 4 to 12 digits; the one who types says when it is complete. */
const SHORTEST_PIN = 4
const LONGEST_PIN = 12

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
  return <PinPad badge={state.badge} reason={reason} state={state} line={line} act={act} />
}

function PinPad({ badge, reason, state, line, act }: OverridePadProps & { badge: string; reason: string }) {
  const { supervisor, signal } = useFloor()
  const [pin, setPin] = useState('')
  const [error, setError] = useState<string | undefined>()
  const [checking, setChecking] = useState(false)
  const enter = async () => {
    setChecking(true)
    const key = await supervisor(badge, pin).catch(() => null)
    setChecking(false)
    if (!key) {
      signal('wrong')
      setPin('')
      return setError('Badge or PIN is not a supervisor’s, as far as this device knows.')
    }
    const claim = { taskId: line.taskId, sku: line.sku, lot: state.other?.lot ?? '', reason }
    act({ type: 'override', override: { supervisor: key.id, reason, proof: await key.sign(claim) } })
  }
  return (
    <>
      <SignInPad
        label={`${reason}. Supervisor, enter your PIN`}
        pin={pin}
        onChange={setPin}
        length={LONGEST_PIN}
        error={error}
      />
      <Button kind="primary" off={pin.length < SHORTEST_PIN || checking} onPress={() => void enter()}>
        {checking ? 'Checking' : `Allow lot ${state.other?.lot}`}
      </Button>
    </>
  )
}
