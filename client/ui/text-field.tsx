import { CircleAlert } from 'lucide-react'
import { type HTMLInputAutoCompleteAttribute, type HTMLInputTypeAttribute, useId } from 'react'
import styles from './text-field.module.css'

export interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** Enter, from the soft keyboard or a scanner. */
  onEnter?: (() => void) | undefined
  hint?: string | undefined
  error?: string | undefined
  type?: HTMLInputTypeAttribute | undefined
  inputMode?: 'text' | 'numeric' | 'decimal' | 'search' | 'url' | 'email' | 'tel' | 'none' | undefined
  autoComplete?: HTMLInputAutoCompleteAttribute | undefined
  /** Codes and lots: no capitals, corrections or suggestions of the keyboard's own. */
  code?: boolean | undefined
  placeholder?: string | undefined
}

export function TextField(props: TextFieldProps) {
  const {
    label,
    value,
    onChange,
    onEnter,
    hint,
    error,
    type = 'text',
    inputMode,
    autoComplete,
    code,
    placeholder,
  } = props
  const id = useId()
  const below = error ?? hint
  return (
    <div className={styles.field} data-bad={error !== undefined || undefined}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={styles.input}
        type={type}
        inputMode={inputMode}
        autoComplete={autoComplete ?? (code ? 'off' : undefined)}
        autoCapitalize={code ? 'characters' : undefined}
        autoCorrect={code ? 'off' : undefined}
        spellCheck={code ? false : undefined}
        placeholder={placeholder}
        value={value}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={below ? `${id}-below` : undefined}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !onEnter) return
          event.preventDefault()
          onEnter()
        }}
      />
      {below && (
        <p id={`${id}-below`} className={styles.below}>
          {error !== undefined && <CircleAlert size={20} aria-hidden />}
          {below}
        </p>
      )}
    </div>
  )
}
