import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import { percent } from '../counts/count-words.ts'
import { queryText } from '../queries.ts'
import { figure } from '../words.ts'
import type { Today } from './contract.ts'
import styles from './today.module.css'

/** The three figures that matter today. */
export function Figures({ today: { due, picked, right, day } }: { today: Today }) {
  return (
    <section className={styles.figures} aria-label={t('Figures of today')}>
      {due && (
        <Figure
          name={t('Shipped of what is due today')}
          value={t('{shipped} of {orders}', due)}
          note={
            due.orders === 0
              ? t('No order is due today.')
              : t('{count} orders still to leave', { count: due.orders - due.shipped })
          }
          href={`/office/orders?${queryText({ view: 'open', dueBy: day })}`}
          part={due.orders === 0 ? null : due.shipped / due.orders}
        />
      )}
      {picked && (
        <Figure
          name={t('Lines picked today')}
          value={figure(picked.lines)}
          note={t('{count} in the last hour', { count: picked.lastHour })}
          href="/office/orders?view=picking"
        />
      )}
      {right && (
        <Figure
          name={t('Stock right')}
          value={percent(right.bins === 0 ? null : right.right / right.bins)}
          note={
            right.bins === 0
              ? t('Nothing was counted in {days} days.', { days: right.days })
              : t('of {count} counts in {days} days', { count: right.bins, days: right.days })
          }
          href="/office/counts?view=accuracy"
          part={right.bins === 0 ? null : right.right / right.bins}
        />
      )}
    </section>
  )
}

interface FigureProps {
  name: string
  value: ReactNode
  note: string
  /** Where it comes from. */
  href: string
  /** Of all, 0 to 1. */
  part?: number | null
}

function Figure({ name, value, note, href, part = null }: FigureProps) {
  return (
    <Link href={href} className={styles.figure}>
      <span className={styles.name}>{name}</span>
      <b className={styles.value}>{value}</b>
      {part !== null && (
        <span className={styles.bar} aria-hidden>
          <span style={{ width: `${part * 100}%` }} />
        </span>
      )}
      <span className={styles.note}>{note}</span>
    </Link>
  )
}
