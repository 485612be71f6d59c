import { t } from '../../language/t.ts'
import type { ReactNode } from 'react'
import styles from './list-count.module.css'

/** How many rows there are in all, told again when a filter changes it. */
export const ListCount = ({ children }: { children: ReactNode }) => (
  <span className={styles.count} role="status">
    {children}
  </span>
)

/** Beside what is selected: where there are more than can be acted on at once, these are not all. */
export const FirstOfMany = ({ chosen, most, count }: { chosen: number; most: number; count: number | null }) =>
  chosen === most && count !== null && count > most ? (
    <span>{t('the first of {total}', { total: count })}</span>
  ) : null
