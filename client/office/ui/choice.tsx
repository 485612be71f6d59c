import styles from './choice.module.css'

export interface ChoiceProps {
  label: string
  says?: string | undefined
  on: boolean
  /** Among fields, as large as they are. */
  dense?: boolean | undefined
  onChange: (on: boolean) => void
}

/** Yes or no, and what it means. */
export function Choice({ label, says, on, dense, onChange }: ChoiceProps) {
  return (
    <label className={styles.choice} data-dense={dense || undefined}>
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      <span>
        {label}
        {says && <small>{says}</small>}
      </span>
    </label>
  )
}
