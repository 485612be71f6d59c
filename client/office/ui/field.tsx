import { CircleAlert } from 'lucide-react'
import { type ReactNode, type Ref, useId } from 'react'
import styles from './field.module.css'

interface Shared {
  label: string
  hint?: string | undefined
  error?: string | undefined
}

interface FrameProps extends Shared {
  id: string
  children: ReactNode
}

function FieldFrame({ id, label, hint, error, children }: FrameProps) {
  const below = error ?? hint
  return (
    <div className={styles.field} data-bad={error !== undefined || undefined}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children}
      {below && (
        <p id={`${id}-below`} className={styles.below}>
          {error !== undefined && <CircleAlert size={16} aria-hidden />}
          {below}
        </p>
      )}
    </div>
  )
}

export interface InputProps extends Shared {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'date' | 'password' | undefined
  inputMode?: 'numeric' | 'decimal' | 'text' | undefined
  list?: readonly string[] | undefined
}

export function Input({ label, hint, error, value, onChange, type = 'text', inputMode, list }: InputProps) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        className={styles.input}
        type={type}
        inputMode={inputMode}
        list={list && `${id}-list`}
        autoComplete={type === 'password' ? 'new-password' : 'off'}
        value={value}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={(error ?? hint) ? `${id}-below` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {list && (
        <datalist id={`${id}-list`}>
          {list.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </FieldFrame>
  )
}

export interface CellInputProps {
  /** Read aloud: what it is of stands in the row and the head of the column. */
  label: string
  value: string
  onChange: (value: string) => void
  /** The id of the sentence that says what is wrong with it. */
  wrong?: string | undefined
}

/** A whole number typed into a cell of a table. */
export function CellInput({ label, value, onChange, wrong }: CellInputProps) {
  return (
    <input
      className={styles.cell}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      aria-label={label}
      aria-invalid={wrong !== undefined || undefined}
      aria-describedby={wrong}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onFocus={(event) => event.target.select()}
    />
  )
}

export interface TextAreaProps extends Shared {
  value: string
  onChange: (value: string) => void
  rows: number
}

export function TextArea({ label, hint, error, value, onChange, rows }: TextAreaProps) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <textarea
        id={id}
        className={styles.area}
        rows={rows}
        value={value}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={(error ?? hint) ? `${id}-below` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </FieldFrame>
  )
}

export interface SelectProps extends Shared {
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string }[]
}

export function Select({ label, hint, error, value, onChange, options }: SelectProps) {
  const id = useId()
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <select id={id} className={styles.input} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}

export interface SearchProps {
  label: string
  value: string
  onChange: (value: string) => void
  inputRef?: Ref<HTMLInputElement> | undefined
}

/** The one field that `/` goes to. */
export function Search({ label, value, onChange, inputRef }: SearchProps) {
  return (
    <input
      ref={inputRef}
      className={styles.search}
      type="search"
      data-search
      aria-label={label}
      aria-keyshortcuts="/"
      placeholder={label}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
