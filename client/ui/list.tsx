import type { ReactNode } from 'react'
import styles from './list.module.css'

export interface ListProps {
  children: ReactNode
  /** A heading over the rows. */
  label?: string | undefined
}

export function List({ children, label }: ListProps) {
  return (
    <section>
      {label && <h2 className={styles.label}>{label}</h2>}
      <ul className={styles.list}>{children}</ul>
    </section>
  )
}
