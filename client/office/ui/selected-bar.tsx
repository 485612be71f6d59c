import type { ReactNode } from 'react'
import styles from './selected-bar.module.css'

/** How many rows are selected, and what can be done with all of them. */
export function SelectedBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={styles.bar} aria-label={label} aria-live="polite">
      {children}
    </section>
  )
}
