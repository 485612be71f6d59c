import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../language/t.ts'
import type { CountingSettings, ItemClass } from '../counts/contract.ts'
import { useCountingSettings } from '../counts/queries.ts'
import type { Fault } from '../fault.ts'
import form from '../item/form.module.css'
import { Action, IconAction } from '../ui/action.tsx'
import field from '../ui/field.module.css'
import { Input } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import { useWarehouse } from '../warehouse.ts'
import {
  CLASSES,
  countingToSend,
  faultsIn,
  reasonAt,
  type TypedCounting,
  type TypedReason,
  typedCounting,
} from './counting.ts'
import { useMayChange } from './queries.ts'
import { Section, SettingForm } from './section.tsx'
import styles from './settings.module.css'

export function CountingSection() {
  const settings = useCountingSettings()
  const warehouse = useWarehouse()
  const error = settings.error ?? warehouse.error
  return (
    <Section
      title={t('Counting')}
      say={t(
        'Items are classed by the worth of what leaves: A is most of it. A count within tolerance is posted at once; beyond it another person counts, then a supervisor decides.',
      )}
    >
      {!(settings.data && warehouse.data) && <Failure of={error} />}
      {settings.data && warehouse.data && <Form settings={settings.data} currency={warehouse.data.currency} />}
    </Section>
  )
}

function Form({ settings, currency }: { settings: CountingSettings; currency: string }) {
  const [typed, setTyped] = useState(() => typedCounting(settings, currency))
  const faults = faultsIn(typed, currency)
  const put = (change: Partial<TypedCounting>) => setTyped({ ...typed, ...change })
  return (
    <SettingForm path="/settings/counting" body={countingToSend(typed, currency)} verb={t('Save counting')}>
      {(fault) => {
        const errorAt = (path: string) => faults.get(path) ?? (fault?.field === path ? fault.detail : undefined)
        return (
          <>
            {CLASSES.map((name) => (
              <ClassFields
                key={name}
                name={name}
                currency={currency}
                typed={typed.classes[name]}
                errorAt={errorAt}
                onChange={(one) => put({ classes: { ...typed.classes, [name]: one } })}
              />
            ))}
            <div className={form.pair}>
              <Input
                label={t('Counts a day')}
                inputMode="numeric"
                hint={t('0: no plan is made')}
                error={errorAt('perDay')}
                value={typed.perDay}
                onChange={(perDay) => put({ perDay })}
              />
              <Input
                label={t('Classes from the last days')}
                inputMode="numeric"
                hint={t('What left in so many days makes A, B and C')}
                error={errorAt('classDays')}
                value={typed.classDays}
                onChange={(classDays) => put({ classDays })}
              />
            </div>
            <Reasons reasons={typed.reasons} fault={fault} onChange={(reasons) => put({ reasons })} />
          </>
        )
      }}
    </SettingForm>
  )
}

interface ClassFieldsProps {
  name: ItemClass
  currency: string
  typed: TypedCounting['classes'][ItemClass]
  errorAt: (path: string) => string | undefined
  onChange: (typed: TypedCounting['classes'][ItemClass]) => void
}

function ClassFields({ name, currency, typed, errorAt, onChange }: ClassFieldsProps) {
  return (
    <div className={styles.three}>
      <Input
        label={t('{name}: units off', { name })}
        inputMode="numeric"
        error={errorAt(`tolerance.${name}.units`)}
        value={typed.units}
        onChange={(units) => onChange({ ...typed, units })}
      />
      <Input
        label={t('{name}: worth off, {currency}', { name, currency })}
        inputMode="decimal"
        error={errorAt(`tolerance.${name}.value`)}
        value={typed.value}
        onChange={(value) => onChange({ ...typed, value })}
      />
      <Input
        label={t('{name}: days between', { name })}
        inputMode="numeric"
        error={errorAt(`everyDays.${name}`)}
        value={typed.days}
        onChange={(days) => onChange({ ...typed, days })}
      />
    </div>
  )
}

interface ReasonsProps {
  reasons: readonly TypedReason[]
  fault: Fault | null
  onChange: (reasons: TypedReason[]) => void
}

function Reasons({ reasons, fault, onChange }: ReasonsProps) {
  const may = useMayChange()
  const bad = reasonAt(fault?.field)
  const change = (id: string, part: Partial<TypedReason>) =>
    onChange(reasons.map((one) => (one.id === id ? { ...one, ...part } : one)))
  const errorOf = (index: number, part: 'code' | 'label') =>
    bad?.index === index && bad.part === part ? fault?.detail : undefined
  return (
    <fieldset className={field.lines}>
      <legend>{t('Reasons for a difference')}</legend>
      {reasons.map(({ id, code, label }, index) => (
        <div key={id} className={styles.reason}>
          <Input
            label={t('Reason {index}', { index: index + 1 })}
            error={errorOf(index, 'label')}
            value={label}
            onChange={(text) => change(id, { label: text })}
          />
          <Input
            label={t('Code {index}', { index: index + 1 })}
            error={errorOf(index, 'code')}
            value={code}
            onChange={(text) => change(id, { code: text })}
          />
          {may && (
            <IconAction
              label={t('Remove the reason {label}', { label: label || index + 1 })}
              icon={<X aria-hidden />}
              onPress={() => onChange(reasons.filter((one) => one.id !== id))}
            />
          )}
        </div>
      ))}
      {may && (
        <div className={styles.actions}>
          <Action
            icon={<Plus aria-hidden />}
            onPress={() => onChange([...reasons, { id: `new ${reasons.length} ${Date.now()}`, code: '', label: '' }])}
          >
            {t('Add a reason')}
          </Action>
        </div>
      )}
    </fieldset>
  )
}
