import { Check } from 'lucide-react'
import { Tap } from '../../ui/tap.tsx'
import { figure } from '../words.ts'
import styles from './chips.module.css'

export interface ChipProps {
  label: string
  /** How many rows it would show. */
  count?: number | undefined
  on: boolean
  onPress: () => void
}

/** A filter that is on or off. */
export function FilterChip({ label, count, on, onPress }: ChipProps) {
  return (
    <Tap className={styles.chip} aria-pressed={on} onPress={onPress}>
      {on && <Check aria-hidden />}
      {label}
      {count !== undefined && <span className={styles.count}>{figure(count)}</span>}
    </Tap>
  )
}

export interface TabsProps<Id extends string> {
  label: string
  tabs: readonly { id: Id; label: string; count?: number | undefined }[]
  chosen: Id
  onChoose: (id: Id) => void
}

/** Views of one list: each has its address, so they are links in all but the element. */
export function Tabs<Id extends string>({ label, tabs, chosen, onChoose }: TabsProps<Id>) {
  return (
    <div className={styles.tabs} role="tablist" aria-label={label}>
      {tabs.map((tab) => (
        <Tap
          key={tab.id}
          className={styles.tab}
          role="tab"
          aria-selected={tab.id === chosen}
          onPress={() => onChoose(tab.id)}
        >
          {tab.label}
          {tab.count !== undefined && <span className={styles.count}>{figure(tab.count)}</span>}
        </Tap>
      ))}
    </div>
  )
}
