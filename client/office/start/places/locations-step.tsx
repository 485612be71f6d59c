/** Places made from a pattern, or from a file. */
import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { Tabs } from '../../ui/chips.tsx'
import { Note } from '../../ui/note.tsx'
import type { Setup } from '../contract.ts'
import { ImportStep } from '../import/import-step.tsx'
import { stepSays } from '../step-words.ts'
import { PatternForm } from './pattern-form.tsx'

const WAYS = [
  { id: 'pattern', label: t('From a pattern') },
  { id: 'file', label: t('From a file') },
] as const

export function LocationsStep({ setup }: { setup: Setup }) {
  const [way, setWay] = useState<(typeof WAYS)[number]['id']>('pattern')
  const { bins } = setup.steps.locations
  return (
    <>
      {bins > 0 && <Note tone="ok">{stepSays('locations', setup.steps)}</Note>}
      <Tabs label={t('Where the locations come from')} tabs={WAYS} chosen={way} onChoose={setWay} />
      {way === 'pattern' ? <PatternForm setup={setup} /> : <ImportStep kind="locations" setup={setup} />}
    </>
  )
}
