/** A lot by hand, where its label does not say it. */

import { useState } from 'react'
import { t } from '../language/t.ts'
import { Button, TextField } from '../ui/index.ts'

export function LotEntry({ label, onLot }: { label: string; onLot(lot: string): void }) {
  const [lot, setLot] = useState('')
  const enter = () => lot.trim() !== '' && onLot(lot.trim())
  return (
    <>
      <TextField label={label} value={lot} onChange={setLot} onEnter={enter} code />
      <Button kind="choice" off={lot.trim() === ''} onPress={enter}>
        {lot.trim() === '' ? t('Use this lot') : t('Use lot {lot}', { lot: lot.trim() })}
      </Button>
    </>
  )
}
