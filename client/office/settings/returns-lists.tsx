import { t } from '../../language/t.ts'
import { toggled } from '../returns/views.ts'
import { Input, Select } from '../ui/field.tsx'
import styles from './returns.module.css'
import { changed, type TypedReason, without } from './returns.ts'
import type { PartProps } from './returns-form.tsx'
import { Part, Remove, Tick, useChannelChoices } from './returns-part.tsx'

const INSPECTIONS = [
  { value: 'plain', label: t('A look') },
  { value: 'quality', label: t('Whole checklist and a photo') },
]

/** Why customers send things back. */
export function Reasons({ typed: { reasons }, errorAt, badBelow, newId, onChange }: PartProps) {
  const put = (id: string, change: Partial<TypedReason>) => onChange({ reasons: changed(reasons, id, change) })
  const added: TypedReason = { id: newId(), code: '', label: '', channels: [], quality: false, inspection: 'plain' }
  return (
    <Part
      legend={`Reasons (${reasons.length})`}
      say={t('A reason that speaks against the goods counts when the return rate of a lot is judged.')}
      error={errorAt('reasons')}
      bad={badBelow('reasons')}
      add={t('Add a reason')}
      onAdd={() => onChange({ reasons: [...reasons, added] })}
    >
      {reasons.map((reason, index) => (
        <div key={reason.id} className={styles.entry}>
          <div className={styles.reason}>
            <Input
              label={t('Reason {index}', { index: index + 1 })}
              error={errorAt(`reasons.${index}.label`)}
              value={reason.label}
              onChange={(label) => put(reason.id, { label })}
            />
            <Input
              label={t('Code {index}', { index: index + 1 })}
              error={errorAt(`reasons.${index}.code`)}
              value={reason.code}
              onChange={(code) => put(reason.id, { code })}
            />
            <Select
              label={t('Inspection {index}', { index: index + 1 })}
              error={errorAt(`reasons.${index}.inspection`)}
              value={reason.inspection}
              onChange={(inspection) => put(reason.id, { inspection: inspection as TypedReason['inspection'] })}
              options={INSPECTIONS}
            />
            <Remove
              label={t('Remove the reason {label}', { label: reason.label || index + 1 })}
              onPress={() => onChange({ reasons: without(reasons, reason.id) })}
            />
          </div>
          <div className={styles.ticks}>
            <Tick
              label={t('Speaks against the goods')}
              on={reason.quality}
              onChange={(quality) => put(reason.id, { quality })}
            />
            <ReasonChannels reason={reason} onChange={(channels) => put(reason.id, { channels })} />
          </div>
        </div>
      ))}
    </Part>
  )
}

interface ReasonChannelsProps {
  reason: TypedReason
  onChange: (channels: readonly string[]) => void
}

function ReasonChannels({ reason: { channels, label }, onChange }: ReasonChannelsProps) {
  const choices = useChannelChoices(channels)
  const named = channels.map((code) => choices.find(({ value }) => value === code)?.label ?? code)
  return (
    <details className={styles.channels}>
      <summary>
        {channels.length === 0 ? t('Over every channel') : t('Only over: {named}', { named: named.join(', ') })}
      </summary>
      <fieldset className={styles.ticks} aria-label={t('Channels of {label}', { label: label || t('this reason') })}>
        {choices.map(({ value, label: word }) => (
          <Tick
            key={value}
            label={word}
            on={channels.includes(value)}
            onChange={() => onChange(toggled(channels, value))}
          />
        ))}
      </fieldset>
    </details>
  )
}

/** In what state the goods are found. */
export function Conditions({ typed: { conditions }, errorAt, badBelow, newId, onChange }: PartProps) {
  return (
    <Part
      legend={`Conditions (${conditions.length})`}
      error={errorAt('conditions')}
      bad={badBelow('conditions')}
      add={t('Add a condition')}
      onAdd={() => onChange({ conditions: [...conditions, { id: newId(), code: '', label: '' }] })}
    >
      {conditions.map(({ id, code, label }, index) => (
        <div key={id} className={styles.condition}>
          <Input
            label={t('Condition {index}', { index: index + 1 })}
            error={errorAt(`conditions.${index}.label`)}
            value={label}
            onChange={(text) => onChange({ conditions: changed(conditions, id, { label: text }) })}
          />
          <Input
            label={t('Code of condition {index}', { index: index + 1 })}
            error={errorAt(`conditions.${index}.code`)}
            value={code}
            onChange={(text) => onChange({ conditions: changed(conditions, id, { code: text }) })}
          />
          <Remove
            label={t('Remove the condition {label}', { label: label || index + 1 })}
            onPress={() => onChange({ conditions: without(conditions, id) })}
          />
        </div>
      ))}
    </Part>
  )
}
