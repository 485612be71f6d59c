/** Somebody who may allow things types the PIN to a scanned badge. It works without a network. */

import { useState } from 'react'
import type { SupervisorKey } from '../device/supervisor-key.ts'
import { t } from '../language/t.ts'
import { Button, SignInPad } from '../ui/index.ts'
import { useFloor } from './floor.ts'

/** PINs have 4 to 12 digits; the one who types says when it is complete. */
const SHORTEST_PIN = 4
const LONGEST_PIN = 12

interface PinPadProps {
  badge: string
  label: string
  /** On the button: "Allow lot L1". */
  allow: string
  /** Present: why this person may not, as a sentence. */
  whyNot?: ((person: SupervisorKey) => string | null) | undefined
  onPerson(person: SupervisorKey): Promise<void>
}

export function PinPad({ badge, label, allow, whyNot, onPerson }: PinPadProps) {
  const { supervisor, signal } = useFloor()
  const [pin, setPin] = useState('')
  const [error, setError] = useState<string | undefined>()
  const [checking, setChecking] = useState(false)
  const refuse = (words: string) => {
    signal('wrong')
    setPin('')
    setError(words)
  }
  const enter = async () => {
    setChecking(true)
    const person = await supervisor(badge, pin).catch(() => null)
    setChecking(false)
    if (!person) return refuse(t('Badge or PIN is not a supervisor’s here.'))
    const never = whyNot?.(person) ?? null
    if (never !== null) return refuse(never)
    await onPerson(person)
  }
  return (
    <>
      <SignInPad label={label} pin={pin} onChange={setPin} length={LONGEST_PIN} error={error} />
      <Button kind="primary" off={pin.length < SHORTEST_PIN || checking} onPress={() => void enter()}>
        {checking ? t('Checking') : allow}
      </Button>
    </>
  )
}
