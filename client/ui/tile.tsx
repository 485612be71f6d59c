import type { ReactNode } from 'react'
import { Tap } from './tap.tsx'
import styles from './tile.module.css'

export interface TileProps {
  label: string
  /** How many wait. */
  count?: number | undefined
  /** In place of a count: "item, bin, lot". */
  note?: string | undefined
  icon?: ReactNode
  /** The one to take next. */
  hot?: boolean | undefined
  /** Present: the tile does nothing and says why. */
  offReason?: string | undefined
  onPress?: (() => void) | undefined
}

export function Tile({ label, count, note, icon, hot, offReason, onPress }: TileProps) {
  const off = offReason !== undefined
  return (
    <Tap className={styles.tile} data-hot={(hot && !off) || undefined} off={off} onPress={onPress}>
      <span className={styles.label}>{label}</span>
      <span className={styles.below}>
        {!off && count !== undefined && <span className={styles.count}>{count}</span>}
        {(off || (count === undefined && note)) && <span className={styles.note}>{offReason ?? note}</span>}
        {icon}
      </span>
    </Tap>
  )
}

export function Tiles({ children }: { children: ReactNode }) {
  return <div className={styles.tiles}>{children}</div>
}
