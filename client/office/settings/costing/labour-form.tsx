import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { Input } from '../../ui/field.tsx'
import { Failure } from '../../ui/note.tsx'
import { useWarehouse } from '../../warehouse.ts'
import { Section, SettingForm } from '../section.tsx'
import type { LabourSettings } from './contract.ts'
import styles from './costing.module.css'
import { labourFaults, labourToSend, type Seconds, type TypedLabour, typedLabour } from './labour.ts'
import { useLabour, useWho } from './queries.ts'

const STANDARDS: readonly { name: Seconds; label: string }[] = [
  { name: 'pickSecondsPerUnit', label: t('Pick one unit, seconds') },
  { name: 'packSecondsPerUnit', label: t('Pack one unit, seconds') },
  { name: 'inspectSecondsPerUnit', label: t('Inspect one unit, seconds') },
]

export function LabourSection() {
  const labour = useLabour()
  const warehouse = useWarehouse()
  return (
    <Section
      title={t('Work')}
      say={t(
        'Work is timed from scan to scan. Where there are no times, the standard seconds of a unit count. While no wage is given, no work is reckoned.',
      )}
    >
      {!(labour.data && warehouse.data) && <Failure of={labour.error ?? warehouse.error} />}
      {labour.data && warehouse.data && <Form settings={labour.data.settings} currency={warehouse.data.currency} />}
    </Section>
  )
}

function Form({ settings, currency }: { settings: LabourSettings | null; currency: string }) {
  const who = useWho()
  const [typed, setTyped] = useState(() => typedLabour(settings, currency))
  const faults = labourFaults(typed)
  const put = (change: Partial<TypedLabour>) => setTyped({ ...typed, ...change })
  return (
    <SettingForm path="/settings/labour" body={labourToSend(typed)} verb={t('Save work')} who={who}>
      {(fault) => {
        const errorAt = (name: string) => faults.get(name) ?? (fault?.field === name ? fault.detail : undefined)
        return (
          <>
            <div className={styles.pair}>
              <Input
                label={t('Wage per hour, {currency}', { currency: typed.wagePerHour.currency })}
                hint={t('With what an employer pays besides')}
                inputMode="decimal"
                error={errorAt('wagePerHour')}
                value={typed.wagePerHour.text}
                onChange={(text) => put({ wagePerHour: { ...typed.wagePerHour, text } })}
              />
              <Input
                label={t('Packaging per parcel, {currency}', { currency: typed.packagingPerParcel.currency })}
                hint={t('Carton, filling and label. Empty: none')}
                inputMode="decimal"
                error={errorAt('packagingPerParcel')}
                value={typed.packagingPerParcel.text}
                onChange={(text) => put({ packagingPerParcel: { ...typed.packagingPerParcel, text } })}
              />
            </div>
            <Input
              label={t('Idle after, seconds')}
              hint={t('A longer gap between two scans is no work; the standard counts instead')}
              inputMode="numeric"
              error={errorAt('idleSeconds')}
              value={typed.idleSeconds}
              onChange={(idleSeconds) => put({ idleSeconds })}
            />
            {STANDARDS.map(({ name, label }) => (
              <Input
                key={name}
                label={label}
                inputMode="numeric"
                error={errorAt(name)}
                value={typed[name]}
                onChange={(text) => put({ [name]: text })}
              />
            ))}
          </>
        )
      }}
    </SettingForm>
  )
}
