/** A service target: what it is measured by, and how much of it. */
import { t } from '../../language/t.ts'
import { Input, Select } from '../ui/field.tsx'
import type { ServiceTarget } from './contract.ts'
import type { TypedTarget } from './policy-body.ts'
import styles from './replenishment.module.css'

const KINDS: readonly { value: ServiceTarget['kind']; label: string }[] = [
  { value: 'cycle', label: t('Supply cycles without a gap') },
  { value: 'fill', label: t('Units delivered at once') },
]

export interface TargetFieldProps {
  label: string
  hint?: string | undefined
  error?: string | undefined
  typed: TypedTarget
  onChange: (typed: TypedTarget) => void
}

export function TargetField({ label, hint, error, typed, onChange }: TargetFieldProps) {
  return (
    <div className={styles.target}>
      <Input
        label={`${label}, %`}
        inputMode="decimal"
        hint={hint}
        error={error}
        value={typed.level}
        onChange={(level) => onChange({ ...typed, level })}
      />
      <Select
        label={t('{label}: of what', { label })}
        value={typed.kind}
        onChange={(kind) => onChange({ ...typed, kind: kind as ServiceTarget['kind'] })}
        options={KINDS}
      />
    </div>
  )
}
