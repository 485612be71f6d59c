/** Why it does not go where the rules propose: a short list, or the inspector's own words. */

import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { Button, ChoiceList, TextField } from '../../../ui/index.ts'

const REASONS = [
  t('Better than it sounds'),
  t('Worse than it sounds'),
  t('Not worth the work'),
  t('Agreed with the customer'),
  t('Agreed with the supplier'),
  t('A supervisor said so'),
]

export function BecauseForm({ onBecause }: { onBecause(text: string): void }) {
  const [text, setText] = useState('')
  return (
    <>
      <ChoiceList choices={REASONS.map((words) => ({ id: words, label: words }))} onChoose={onBecause} />
      <TextField label={t('Another reason')} value={text} onChange={setText} onEnter={() => onBecause(text)} />
      <Button kind="choice" off={text.trim() === ''} onPress={() => onBecause(text)}>
        {t('Use this reason')}
      </Button>
    </>
  )
}
