import { ArrowUp, Check, ChevronRight, CircleAlert, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './row.module.css'
import { Tap } from './tap.tsx'
import { unbroken } from './unbroken.tsx'

export type RowTone = 'plain' | 'wait' | 'ok' | 'warn' | 'bad'

export interface RowProps {
  title: string
  detail?: string | undefined
  /** At the right, bold and tabular: "12", "3 of 24". */
  value?: ReactNode
  /** A word of state with the icon and colour of tone: wait "Saved here", ok "Done", bad "Needs attention". */
  state?: string | undefined
  tone?: RowTone | undefined
  icon?: ReactNode
  /** The one in hand. */
  hot?: boolean | undefined
  /** Present: the row is a button. */
  onPress?: (() => void) | undefined
}

const icons: Record<RowTone, LucideIcon | undefined> = {
  plain: undefined,
  wait: ArrowUp,
  ok: Check,
  warn: TriangleAlert,
  bad: CircleAlert,
}

export function Row({ title, detail, value, state, tone = 'plain', icon, hot, onPress }: RowProps) {
  const Icon = icons[tone]
  const inside = (
    <>
      {icon}
      <span className={styles.text}>
        <span className={styles.title}>{unbroken(title)}</span>
        {detail && <span className={styles.detail}>{unbroken(detail)}</span>}
        {state && (
          <span className={styles.state} data-tone={tone}>
            {Icon && <Icon size={20} strokeWidth={2.5} aria-hidden />}
            {state}
          </span>
        )}
      </span>
      {value !== undefined && <span className={styles.value}>{value}</span>}
      {onPress && <ChevronRight size={24} aria-hidden />}
    </>
  )
  return (
    <li className={styles.item} data-hot={hot || undefined}>
      {onPress ? (
        <Tap className={styles.row} onPress={onPress}>
          {inside}
        </Tap>
      ) : (
        <div className={styles.row}>{inside}</div>
      )}
    </li>
  )
}
