import styles from './progress-bar.module.css'

export interface ProgressBarProps {
  value: number
  max: number
  /** "18 of 24 picked" */
  label: string
}

export function ProgressBar({ value, max, label }: ProgressBarProps) {
  return (
    <div className={styles.progress}>
      <span className={styles.label}>{label}</span>
      <progress className={styles.bar} value={value} max={Math.max(max, 1)} aria-label={label} />
    </div>
  )
}
