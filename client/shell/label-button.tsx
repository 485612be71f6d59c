/** Opens a label where there is a network, and says plainly where there is none. */

import { Printer } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { t } from '../language/t.ts'
import { Button } from '../ui/index.ts'
import { useFloor } from './floor.ts'
import { type LabelAnswer, openLabel } from './open-label.ts'

const SAID: Record<LabelAnswer, string | undefined> = {
  opened: undefined,
  unsent: t('It is not sent yet. Try again in a moment.'),
  unreachable: t('The server cannot be reached.'),
  declined: t('The server did not draw it. Ask the office for labels.'),
}

export interface LabelButtonProps {
  /** `unitLabel(…)` or `lotLabel(…)`. */
  label: string
  /** Of the file. */
  file: string
  name: string
}

export function LabelButton({ label, file, name }: LabelButtonProps) {
  const { sync, session } = useFloor()
  const { online } = useSyncExternalStore(sync.subscribe, sync.status)
  const [answer, setAnswer] = useState<LabelAnswer | 'asking' | null>(null)
  const press = () => {
    setAnswer('asking')
    sync.nudge()
    void openLabel(label, file, session.token).then(setAnswer)
  }
  return (
    <Button
      kind="choice"
      icon={<Printer aria-hidden />}
      offReason={online ? undefined : t('Labels are drawn where the network is.')}
      note={answer === null || answer === 'asking' ? undefined : SAID[answer]}
      off={answer === 'asking'}
      onPress={press}
    >
      {name}
    </Button>
  )
}
