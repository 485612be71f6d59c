import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { Tap } from '../../ui/tap.tsx'
import styles from './table.module.css'

/** Which way the rows are sorted by the column; null: by another. */
export type Sorted = 'up' | 'down' | null

export interface SortHeadProps {
  label: string
  /** Spoken, where the head is short. */
  title?: string | undefined
  sorted: Sorted
  onPress: () => void
  lead?: boolean | undefined
  /** Of a column of names, which begin at the left. */
  name?: boolean | undefined
  /** Where it is left out for want of room: table.module.css. */
  room?: string | undefined
}

export function SortHead({ label, title, sorted, onPress, lead, name, room }: SortHeadProps) {
  const place = lead ? styles.lead : name ? undefined : styles.number
  return (
    <th scope="col" className={place} aria-sort={ariaSort(sorted)} title={title} data-room={room}>
      <SortPress sorted={sorted} onPress={onPress}>
        {label}
      </SortPress>
    </th>
  )
}

export const ariaSort = (sorted: Sorted): 'none' | 'ascending' | 'descending' =>
  sorted === null ? 'none' : sorted === 'up' ? 'ascending' : 'descending'

export interface SortPressProps {
  sorted: Sorted
  onPress: () => void
  children: ReactNode
}

export function SortPress({ sorted, onPress, children }: SortPressProps) {
  return (
    <Tap className={styles.sort} onPress={onPress}>
      {children}
      {sorted === 'up' && <ArrowUp aria-hidden />}
      {sorted === 'down' && <ArrowDown aria-hidden />}
    </Tap>
  )
}
