/** Why it does not go where the rules propose: a short list, or the inspector's own words. */
import { useState } from 'react'
import { Button, ChoiceList, TextField } from '../../../ui/index.ts'

const REASONS = [
  'Better than it sounds',
  'Worse than it sounds',
  'Not worth the work',
  'Agreed with the customer',
  'Agreed with the supplier',
  'A supervisor said so',
]

export function BecauseForm({ onBecause }: { onBecause(text: string): void }) {
  const [text, setText] = useState('')
  return (
    <>
      <ChoiceList choices={REASONS.map((words) => ({ id: words, label: words }))} onChoose={onBecause} />
      <TextField label="Another reason" value={text} onChange={setText} onEnter={() => onBecause(text)} />
      <Button kind="choice" off={text.trim() === ''} onPress={() => onBecause(text)}>
        Use this reason
      </Button>
    </>
  )
}
