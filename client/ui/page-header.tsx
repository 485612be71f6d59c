import type { ReactNode } from 'react'
import styles from './page-header.module.css'

export interface PageHeaderProps {
  title: string
  detail?: string | undefined
  /** A Button at the right. */
  action?: ReactNode
}

/** Heading of a page or part inside the body; the name of the task itself stands in the Frame. */
export function PageHeader({ title, detail, action }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.text}>
        <h2 className={styles.title}>{title}</h2>
        {detail && <p className={styles.detail}>{detail}</p>}
      </div>
      {action}
    </header>
  )
}
