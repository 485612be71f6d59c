/** How rarely goods may be short, and what is taken where nothing is known. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { useDesk } from '../../desk.ts'
import { withoutField } from '../../fault.ts'
import form from '../../item/form.module.css'
import type { ReplenishmentSettings } from '../../replenishment/contract.ts'
import { targetField } from '../../replenishment/policy-body.ts'
import { TargetField } from '../../replenishment/target-field.tsx'
import { Input } from '../../ui/field.tsx'
import { Failure } from '../../ui/note.tsx'
import parts from '../../ui/parts.module.css'
import { Section, SettingForm } from '../section.tsx'
import styles from '../settings.module.css'
import {
  CLASSES,
  type Days,
  replenishmentFaults,
  replenishmentToSend,
  type TypedReplenishment,
  typedReplenishment,
} from './replenishment.ts'

const PATH = '/settings/replenishment'

export function Replenishment() {
  const { api } = useDesk()
  const { data, error } = useQuery({
    queryKey: ['settings', 'replenishment'],
    queryFn: ({ signal }) => api.get<ReplenishmentSettings>(PATH, signal),
  })
  return (
    <>
      <p className={parts.prose}>
        {t(
          'What to order is reckoned by what is said here, where nothing else is said for an item or a channel. After a change the figures of all items are made anew.',
        )}
      </p>
      {!data && <Failure of={error} />}
      {data && <Form settings={data} />}
    </>
  )
}

function Form({ settings }: { settings: ReplenishmentSettings }) {
  const may = useDesk().roles.some((role) => role === 'planner' || role === 'admin')
  const [typed, setTyped] = useState(() => typedReplenishment(settings))
  const faults = replenishmentFaults(typed)
  const put = (change: Partial<TypedReplenishment>) => setTyped({ ...typed, ...change })
  return (
    <SettingForm
      path={PATH}
      body={replenishmentToSend(typed)}
      verb={t('Save replenishment')}
      inWords={withoutField}
      who={{ may, say: t('A planner or an administrator changes this.') }}
    >
      {(fault) => {
        const errorAt = (path: string) =>
          faults.get(path) ?? (fault && targetField(fault.field) === path ? fault.detail : undefined)
        return (
          <div className={styles.columns}>
            <Service typed={typed} errorAt={errorAt} onChange={put} />
            <DaysSection typed={typed} errorAt={errorAt} onChange={put} />
          </div>
        )
      }}
    </SettingForm>
  )
}

interface PartProps {
  typed: TypedReplenishment
  errorAt: (path: string) => string | undefined
  onChange: (change: Partial<TypedReplenishment>) => void
}

const Service = ({ typed, errorAt, onChange }: PartProps) => (
  <Section
    title={t('Service')}
    say={t(
      'How rarely goods may be short. More costs more stock: from 95 to 99 % the safety stock grows by about two fifths.',
    )}
  >
    <TargetField
      label={t('Service')}
      hint={t('Such as 95 or 97.5')}
      error={errorAt('service')}
      typed={typed.service}
      onChange={(service) => onChange({ service })}
    />
    {CLASSES.map((name) => (
      <TargetField
        key={name}
        label={t('Class {name}', { name })}
        hint={t('Empty: as above')}
        error={errorAt(`classes.${name}`)}
        typed={typed.classes[name]}
        onChange={(target) => onChange({ classes: { ...typed.classes, [name]: target } })}
      />
    ))}
  </Section>
)

const FIELDS: readonly { name: Days; label: string; hint: string }[] = [
  { name: 'leadTimeDays', label: t('Lead time, days'), hint: t('Where neither receipts nor the item tell it') },
  { name: 'reviewDays', label: t('Review, days'), hint: t('How often somebody orders. 1: on any day') },
  { name: 'soonDays', label: t('Due soon within, days'), hint: t('What must be ordered so soon is shown as due soon') },
  { name: 'overstockDays', label: t('Overstock after, days'), hint: t('Stock that lasts longer is too much') },
]

const DaysSection = ({ typed, errorAt, onChange }: PartProps) => (
  <Section title={t('Days')} say={t('How long goods take to come, and what counts as soon and as too much.')}>
    <div className={form.pair}>
      {FIELDS.map(({ name, label, hint }) => (
        <Input
          key={name}
          label={label}
          hint={hint}
          inputMode="numeric"
          error={errorAt(name)}
          value={typed[name]}
          onChange={(text) => onChange({ [name]: text })}
        />
      ))}
    </div>
  </Section>
)
