import { ArrowDown, ArrowUp } from 'lucide-react'
import { DISPOSITION_WORDS, DISPOSITIONS, type Disposition } from '../../../shared/rules/disposition.ts'
import { t, told } from '../../language/t.ts'
import { IconAction } from '../ui/action.tsx'
import { Input, Select } from '../ui/field.tsx'
import { useMayChange } from './queries.ts'
import styles from './returns.module.css'
import { changed, moved, type TypedRule, without } from './returns.ts'
import type { PartProps } from './returns-form.tsx'
import { Part, Remove, Tick, useChannelChoices } from './returns-part.tsx'

const GOES_TO = DISPOSITIONS.map((value) => ({ value, label: told(DISPOSITION_WORDS[value]) }))

/** Asked from the top; the first that applies, and can be followed, is proposed to the inspector. */
export function Rules({ typed, errorAt, badBelow, newId, onChange }: PartProps) {
  const { rules } = typed
  const added: TypedRule = {
    id: newId(),
    channel: '',
    reason: '',
    condition: '',
    fewerDaysThan: '',
    worthLessThanRework: false,
    disposition: 'restock',
  }
  return (
    <Part
      legend={t('Where goods go ({rules})', { rules: rules.length })}
      say={t(
        'Asked from the top: the first rule that applies, and that the goods allow, is proposed. Where none does, they are restocked, or kept for a supervisor where that cannot be.',
      )}
      error={errorAt('rules')}
      bad={badBelow('rules')}
      add={t('Add a rule')}
      onAdd={() => onChange({ rules: [...rules, added] })}
    >
      {rules.map((rule, index) => (
        <Rule
          key={rule.id}
          rule={rule}
          index={index}
          typed={typed}
          errorAt={(part) => errorAt(`rules.${index}.${part}`)}
          onChange={(change) => onChange({ rules: changed(rules, rule.id, change) })}
          onMove={(by) => onChange({ rules: moved(rules, index, by) })}
          onRemove={() => onChange({ rules: without(rules, rule.id) })}
        />
      ))}
    </Part>
  )
}

interface RuleProps extends Pick<PartProps, 'typed' | 'errorAt'> {
  rule: TypedRule
  index: number
  onChange: (change: Partial<TypedRule>) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** Codes that the rule names and that were taken off their list stay to be seen. */
const choicesOf = (any: string, listed: readonly { code: string; label: string }[], named: string) => [
  { value: '', label: any },
  ...listed.map(({ code, label }) => ({ value: code, label: label || code })),
  ...(named === '' || listed.some(({ code }) => code === named) ? [] : [{ value: named, label: named }]),
]

function Rule({ rule, index, typed, errorAt, onChange, onMove, onRemove }: RuleProps) {
  const may = useMayChange()
  const channels = useChannelChoices([rule.channel])
  const at = index + 1
  return (
    <div className={styles.entry}>
      <div className={styles.rule}>
        <Select
          label={t('{at}: channel', { at })}
          error={errorAt('channel')}
          value={rule.channel}
          onChange={(channel) => onChange({ channel })}
          options={[{ value: '', label: t('Every channel') }, ...channels]}
        />
        <Select
          label={t('{at}: reason', { at })}
          error={errorAt('reason')}
          value={rule.reason}
          onChange={(reason) => onChange({ reason })}
          options={choicesOf(t('Any reason'), typed.reasons, rule.reason)}
        />
        <Select
          label={t('{at}: condition', { at })}
          error={errorAt('condition')}
          value={rule.condition}
          onChange={(condition) => onChange({ condition })}
          options={choicesOf(t('Any condition'), typed.conditions, rule.condition)}
        />
        <Input
          label={t('{at}: fewer days than', { at })}
          inputMode="numeric"
          error={errorAt('fewerDaysThan')}
          value={rule.fewerDaysThan}
          onChange={(fewerDaysThan) => onChange({ fewerDaysThan })}
        />
        <Select
          label={t('{at}: goes to', { at })}
          error={errorAt('disposition')}
          value={rule.disposition}
          onChange={(disposition) => onChange({ disposition: disposition as Disposition })}
          options={GOES_TO}
        />
      </div>
      <div className={styles.ticks}>
        <Tick
          label={t('Only where the goods are worth no more than their rework')}
          on={rule.worthLessThanRework}
          onChange={(worthLessThanRework) => onChange({ worthLessThanRework })}
        />
        {may && (
          <span className={styles.keys}>
            <IconAction
              label={t('Move rule {at} up', { at })}
              icon={<ArrowUp aria-hidden />}
              onPress={() => onMove(-1)}
            />
            <IconAction
              label={t('Move rule {at} down', { at })}
              icon={<ArrowDown aria-hidden />}
              onPress={() => onMove(1)}
            />
            <Remove label={t('Remove rule {at}', { at })} onPress={onRemove} />
          </span>
        )}
      </div>
    </div>
  )
}
