/** A lot by hand, where its label does not say it. */
import { useState } from 'react'
import { Button, TextField } from '../ui/index.ts'

export function LotEntry({ label, onLot }: { label: string; onLot(lot: string): void }) {
  const [lot, setLot] = useState('')
  const enter = () => lot.trim() !== '' && onLot(lot.trim())
  return (
    <>
      <TextField label={label} value={lot} onChange={setLot} onEnter={enter} code />
      <Button kind="choice" off={lot.trim() === ''} onPress={enter}>
        {lot.trim() === '' ? 'Use this lot' : `Use lot ${lot.trim()}`}
      </Button>
    </>
  )
}
