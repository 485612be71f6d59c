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
  /** Where it is left out for want of room: table.module.css. */
  room?: string | undefined
}

export function SortHead({ label, title, sorted, onPress, lead, room }: SortHeadProps) {
  const order = sorted === null ? 'none' : sorted === 'up' ? 'ascending' : 'descending'
  return (
    <th scope="col" className={lead ? styles.lead : styles.number} aria-sort={order} title={title} data-room={room}>
      <Tap className={styles.sort} onPress={onPress}>
        {label}
        {sorted === 'up' && <ArrowUp aria-hidden />}
        {sorted === 'down' && <ArrowDown aria-hidden />}
      </Tap>
    </th>
  )
}
