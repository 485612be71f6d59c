import { useState } from 'react'
import { t } from '../../language/t.ts'
import form from '../item/form.module.css'
import { Input, TextArea } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import type { TraceabilityPlan } from './contract.ts'
import { usePlan } from './queries.ts'
import { Section, SettingForm } from './section.tsx'

export function PlanSection() {
  const { data, error } = usePlan()
  return (
    <Section
      title={t('Traceability plan')}
      say={t(
        'How you keep records, which foods on the list you handle, how lot codes are given, and whom an inspector may ask. It comes with the spreadsheet.',
      )}
    >
      {!data && <Failure of={error} />}
      {data && <Form plan={data} />}
    </Section>
  )
}

const CONTACT = [
  ['contactName', t('Contact')],
  ['contactTitle', t('Title')],
  ['contactPhone', t('Phone')],
  ['contactEmail', t('Email')],
] as const

function Form({ plan }: { plan: TraceabilityPlan }) {
  const [typed, setTyped] = useState(plan)
  const body = {
    planText: typed.planText,
    ...Object.fromEntries(CONTACT.map(([part]) => [part, typed[part]?.trim() || null])),
  }
  return (
    <SettingForm path="/settings/traceability" body={body} verb={t('Save the plan')}>
      <TextArea
        label={t('Plan')}
        rows={8}
        value={typed.planText}
        onChange={(planText) => setTyped({ ...typed, planText })}
      />
      <div className={form.pair}>
        {CONTACT.map(([part, label]) => (
          <Input
            key={part}
            label={label}
            value={typed[part] ?? ''}
            onChange={(text) => setTyped({ ...typed, [part]: text })}
          />
        ))}
      </div>
    </SettingForm>
  )
}
