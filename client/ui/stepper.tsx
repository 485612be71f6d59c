import { Minus, Plus } from 'lucide-react'
import { add, type Quantity } from './quantity.ts'
import styles from './stepper.module.css'
import { Tap } from './tap.tsx'
import { words } from './words.ts'

export interface StepperProps {
  value: Quantity
  onChange: (value: Quantity) => void
  label?: string | undefined
  step?: number | undefined
  max?: number | undefined
  /** A plus that max does not allow. */
  onRefused?: (() => void) | undefined
}

export function Stepper({ value, onChange, label, step = 1, max, onRefused }: StepperProps) {
  const move = (by: number) => {
    const press = add(value, by, max)
    if (press.refused) onRefused?.()
    else onChange(press.value)
  }
  return (
    <fieldset className={styles.stepper}>
      <Tap className={styles.step} aria-label={words.less(step)} off={(value ?? 0) < step} onPress={() => move(-step)}>
        <Minus size={40} strokeWidth={3} aria-hidden />
      </Tap>
      <output className={styles.middle}>
        <span className={styles.value} data-digits={String(value ?? '').length}>
          {value ?? '–'}
        </span>
        {label && <span className={styles.label}>{label}</span>}
      </output>
      <Tap className={styles.step} aria-label={words.more(step)} onPress={() => move(step)}>
        <Plus size={40} strokeWidth={3} aria-hidden />
      </Tap>
    </fieldset>
  )
}
