import type { ReactNode } from 'react'
import { t } from '../../language/t.ts'
import styles from './list-count.module.css'

/** How many rows there are in all, told again when a filter changes it. */
export const ListCount = ({ children }: { children: ReactNode }) => <output className={styles.count}>{children}</output>

/** Beside what is selected: where there are more than can be acted on at once, these are not all. */
export const FirstOfMany = ({ chosen, most, count }: { chosen: number; most: number; count: number | null }) =>
  chosen === most && count !== null && count > most ? <span>{t('the first of {total}', { total: count })}</span> : null
