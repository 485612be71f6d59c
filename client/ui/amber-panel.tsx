import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './amber-panel.module.css'
import { unbroken } from './unbroken.tsx'

export interface AmberPanelProps {
  /** "30 received, 24 expected." */
  title: string
  /** Why a reason is asked, and what will happen. */
  children?: ReactNode
}

/** Allowed, with a reason: the reasons follow as a ChoiceList. */
export function AmberPanel({ title, children }: AmberPanelProps) {
  return (
    <section className={styles.panel} role="alert">
      <p className={styles.say}>
        <TriangleAlert size={30} strokeWidth={2.5} aria-hidden />
        <span>{unbroken(title)}</span>
      </p>
      {children && <div>{unbroken(children)}</div>}
    </section>
  )
}
