import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

export interface EmptyStateProps {
  /** One sentence: "No picks are ready." */
  say: string
  icon?: ReactNode
  /** A Button. */
  action?: ReactNode
}

export function EmptyState({ say, icon, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {icon}
      <p className={styles.say}>{say}</p>
      {action}
    </div>
  )
}
