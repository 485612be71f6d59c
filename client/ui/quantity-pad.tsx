import { TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { Keypad } from './keypad.tsx'
import { add, backspace, digit, type Press, type Quantity } from './quantity.ts'
import styles from './quantity-pad.module.css'
import { Stepper } from './stepper.tsx'
import { Tap } from './tap.tsx'
import { unbroken } from './unbroken.tsx'
import { words } from './words.ts'

export interface QuantityPadProps {
  /** "Total picked". The value is always the whole, never a difference. */
  label: string
  value: Quantity
  onChange: (value: Quantity) => void
  /** Under the label: "of 24", "1 case = 12". */
  hint?: string | undefined
  /** A hard end: keys that would pass it do nothing and show maxHint. Leave out where more is allowed with a reason. */
  max?: number | undefined
  maxHint?: string | undefined
  /** +N keys, as base units. */
  packs?: readonly number[] | undefined
  /** 96 px minus and plus beside the value, where the screen is high enough for them and the keys. */
  steppers?: boolean | undefined
}

export function QuantityPad({ label, value, onChange, hint, max, maxHint, packs, steppers }: QuantityPadProps) {
  // The value this pad put out last; any other came from the app, and the first digit replaces it.
  const [typed, setTyped] = useState<Quantity | undefined>(undefined)
  const [refused, setRefused] = useState(false)
  const put = (next: Quantity) => {
    setTyped(next)
    setRefused(false)
    onChange(next)
  }
  const press = (result: Press) => (result.refused ? setRefused(true) : put(result.value))
  const warning = refused && maxHint
  const below = warning ? (
    <span className={styles.refused}>
      <TriangleAlert size={20} aria-hidden /> {maxHint}
    </span>
  ) : (
    unbroken(hint)
  )
  return (
    <div className={styles.pad} data-steppers={steppers || undefined}>
      {steppers && (
        <div className={styles.head}>
          <p className={styles.label}>
            <span className={styles.name}>{unbroken(label)}</span> {below}
          </p>
          <Stepper value={value} max={max} onChange={put} onRefused={() => setRefused(true)} />
        </div>
      )}
      <div className={styles.show}>
        <p className={styles.text}>
          <span className={styles.name}>{unbroken(label)}</span>
          <span className={styles.label}>{below}</span>
        </p>
        <output className={styles.value} aria-label={label}>
          {value ?? '–'}
        </output>
        {packs && packs.length > 0 && (
          <Tap className={styles.clear} aria-label={words.clear} off={value === null} onPress={() => put(null)}>
            <X size={28} aria-hidden />
          </Tap>
        )}
      </div>
      <Keypad
        low={steppers}
        packs={packs}
        onAdd={(pack) => press(add(value, pack, max))}
        onDigit={(key) => press(digit(value, key, value !== typed, max))}
        onBackspace={() => put(backspace(value))}
        onClear={() => put(null)}
      />
    </div>
  )
}
