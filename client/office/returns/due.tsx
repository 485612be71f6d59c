import { CalendarClock, TriangleAlert } from 'lucide-react'
import { t } from '../../language/t.ts'
import type { Chargeback } from './contract.ts'
import { CHARGEBACK_WORDS, dueText, isDue } from './return-words.ts'
import styles from './returns.module.css'

export interface DueProps {
  chargeback: Chargeback
  /** The day where the stock is. */
  today: string
  /** So many days before the last one it is marked. */
  within: number
}

/** Until when a chargeback can be disputed, or what became of it. */
export function Due({ chargeback, today, within }: DueProps) {
  const { state, disputeBy } = chargeback
  if (state !== 'open') return <span>{CHARGEBACK_WORDS[state]}</span>
  if (disputeBy === null) return <span>{t('No date')}</span>
  const near = isDue(chargeback, today, within)
  const Icon = near ? TriangleAlert : CalendarClock
  return (
    <span className={styles.due} data-near={near || undefined}>
      <Icon size={14} aria-hidden />
      {dueText(disputeBy, today)}
    </span>
  )
}
