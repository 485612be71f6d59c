import { OctagonX } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './stop-panel.module.css'
import { unbroken } from './unbroken.tsx'
import { words } from './words.ts'

export interface StopPanelProps {
  /** "That is lot 2431." */
  scanned: string
  /** "Lot 2417 goes first." */
  expected: string
  /** What to do: "It is older. Take 24 from A-03-2, one bay to the left." */
  children?: ReactNode
}

/** A scan that was not taken. It stays until the next right scan; what may be done instead follows as a ChoiceList. */
export function StopPanel({ scanned, expected, children }: StopPanelProps) {
  return (
    <section className={styles.panel} role="alert">
      <p className={styles.say}>
        <OctagonX size={30} strokeWidth={2.5} aria-hidden />
        <span>
          <span className={styles.line}>{unbroken(scanned)}</span>{' '}
          <span className={styles.line}>{unbroken(expected)}</span>
        </span>
      </p>
      {children && <div className={styles.what}>{unbroken(children)}</div>}
      <p className={styles.nothing}>{words.nothingRecorded}</p>
    </section>
  )
}
