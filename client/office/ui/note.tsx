import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './note.module.css'

export type NoteTone = 'info' | 'ok' | 'warn' | 'bad'

const ICONS = { info: Info, ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert }

/** A sentence that stands where it concerns. Bad and warn are read aloud at once. */
export function Note({ tone = 'info', children }: { tone?: NoteTone | undefined; children: ReactNode }) {
  const Icon = ICONS[tone]
  return (
    <div
      className={styles.note}
      data-tone={tone}
      role={tone === 'info' ? undefined : tone === 'ok' ? 'status' : 'alert'}
    >
      <Icon size={18} aria-hidden />
      <div className={styles.words}>{children}</div>
    </div>
  )
}

/** What a request or a read failed with. */
export function Failure({ of }: { of: Error | null | undefined }) {
  return of ? <Note tone="bad">{of.message}</Note> : null
}
