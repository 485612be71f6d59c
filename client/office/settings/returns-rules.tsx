import { ArrowDown, ArrowUp } from 'lucide-react'
import { DISPOSITION_WORDS, DISPOSITIONS, type Disposition } from '../../../shared/rules/disposition.ts'
import { IconAction } from '../ui/action.tsx'
import { Input, Select } from '../ui/field.tsx'
import { useMayChange } from './queries.ts'
import styles from './returns.module.css'
import { changed, moved, type TypedRule, without } from './returns.ts'
import type { PartProps } from './returns-form.tsx'
import { Part, Remove, Tick, useChannelChoices } from './returns-part.tsx'

const GOES_TO = DISPOSITIONS.map((value) => ({ value, label: DISPOSITION_WORDS[value] }))

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
      legend={`Where goods go (${rules.length})`}
      say="Asked from the top: the first rule that applies, and that the goods allow, is proposed. Where none does, they are restocked, or kept for a supervisor where that cannot be."
      error={errorAt('rules')}
      bad={badBelow('rules')}
      add="Add a rule"
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
          label={`${at}: channel`}
          error={errorAt('channel')}
          value={rule.channel}
          onChange={(channel) => onChange({ channel })}
          options={[{ value: '', label: 'Every channel' }, ...channels]}
        />
        <Select
          label={`${at}: reason`}
          error={errorAt('reason')}
          value={rule.reason}
          onChange={(reason) => onChange({ reason })}
          options={choicesOf('Any reason', typed.reasons, rule.reason)}
        />
        <Select
          label={`${at}: condition`}
          error={errorAt('condition')}
          value={rule.condition}
          onChange={(condition) => onChange({ condition })}
          options={choicesOf('Any condition', typed.conditions, rule.condition)}
        />
        <Input
          label={`${at}: fewer days than`}
          inputMode="numeric"
          error={errorAt('fewerDaysThan')}
          value={rule.fewerDaysThan}
          onChange={(fewerDaysThan) => onChange({ fewerDaysThan })}
        />
        <Select
          label={`${at}: goes to`}
          error={errorAt('disposition')}
          value={rule.disposition}
          onChange={(disposition) => onChange({ disposition: disposition as Disposition })}
          options={GOES_TO}
        />
      </div>
      <div className={styles.ticks}>
        <Tick
          label="Only where the goods are worth no more than their rework"
          on={rule.worthLessThanRework}
          onChange={(worthLessThanRework) => onChange({ worthLessThanRework })}
        />
        {may && (
          <span className={styles.keys}>
            <IconAction label={`Move rule ${at} up`} icon={<ArrowUp aria-hidden />} onPress={() => onMove(-1)} />
            <IconAction label={`Move rule ${at} down`} icon={<ArrowDown aria-hidden />} onPress={() => onMove(1)} />
            <Remove label={`Remove rule ${at}`} onPress={onRemove} />
          </span>
        )}
      </div>
    </div>
  )
}
