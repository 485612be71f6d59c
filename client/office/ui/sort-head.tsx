import { ArrowDown, ArrowUp } from 'lucide-react'
import { Tap } from '../../ui/tap.tsx'
import styles from './table.module.css'

export interface SortHeadProps {
  label: string
  /** Spoken, where the head is short. */
  title?: string | undefined
  sorted: 'up' | 'down' | null
  onPress: () => void
  lead?: boolean | undefined
  /** Of a column of names, which begin at the left. */
  name?: boolean | undefined
  /** Where it is left out for want of room: table.module.css. */
  room?: string | undefined
}

export function SortHead({ label, title, sorted, onPress, lead, name, room }: SortHeadProps) {
  const order = sorted === null ? 'none' : sorted === 'up' ? 'ascending' : 'descending'
  const place = lead ? styles.lead : name ? undefined : styles.number
  return (
    <th scope="col" className={place} aria-sort={order} title={title} data-room={room}>
      <Tap className={styles.sort} onPress={onPress}>
        {label}
        {sorted === 'up' && <ArrowUp aria-hidden />}
        {sorted === 'down' && <ArrowDown aria-hidden />}
      </Tap>
    </th>
  )
}
