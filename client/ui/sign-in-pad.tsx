import { CircleAlert } from 'lucide-react'
import { Keypad } from './keypad.tsx'
import styles from './sign-in-pad.module.css'
import { words } from './words.ts'

export interface SignInPadProps {
  /** "Maria, enter your PIN" */
  label: string
  pin: string
  onChange: (pin: string) => void
  /** How many digits are taken. */
  length: number
  error?: string | undefined
}

/** Dots for the digits of a PIN, which are never shown. */
export function SignInPad({ label, pin, onChange, length, error }: SignInPadProps) {
  return (
    <div className={styles.pad}>
      <div className={styles.head}>
        <p className={styles.label}>{label}</p>
        <div className={styles.dots} role="img" aria-label={words.entered(pin.length, length)}>
          {Array.from({ length }, (_, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a dot is nothing but its place
            <span key={place} className={styles.dot} data-on={place < pin.length || undefined} />
          ))}
        </div>
        <p className={styles.error} role="alert">
          {error !== undefined && (
            <>
              <CircleAlert size={20} aria-hidden /> {error}
            </>
          )}
        </p>
      </div>
      <Keypad
        onDigit={(digit) => pin.length < length && onChange(`${pin}${digit}`)}
        onBackspace={() => onChange(pin.slice(0, -1))}
        onClear={() => onChange('')}
      />
    </div>
  )
}
