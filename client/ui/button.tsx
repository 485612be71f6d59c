import type { ReactNode } from 'react'
import styles from './button.module.css'
import { Tap } from './tap.tsx'
import { unbroken } from './unbroken.tsx'

export type ButtonKind = 'primary' | 'plain' | 'danger' | 'choice'

export interface ButtonProps {
  children: ReactNode
  onPress?: (() => void) | undefined
  /** primary 72 px; choice 72 px, full width, text at the left; plain and danger 56 px. */
  kind?: ButtonKind | undefined
  icon?: ReactNode
  /** A second, smaller line. */
  note?: ReactNode
  /** The proposed one among choices. */
  hot?: boolean | undefined
  /** For choices that are settings: whether it is the one in force. */
  chosen?: boolean | undefined
  /** Full width. */
  wide?: boolean | undefined
  /** Present: the button does nothing and says why. */
  offReason?: string | undefined
  /** Dimmed and does nothing, where the screen already says why. */
  off?: boolean | undefined
}

export function Button({
  children,
  onPress,
  kind = 'plain',
  icon,
  note,
  hot,
  chosen,
  wide,
  offReason,
  off,
}: ButtonProps) {
  return (
    <Tap
      className={styles.button}
      data-kind={kind}
      data-hot={hot || undefined}
      data-wide={wide || undefined}
      aria-pressed={chosen}
      off={off || offReason !== undefined}
      onPress={onPress}
    >
      {icon}
      <span className={styles.words}>
        {unbroken(children)}
        {(offReason ?? note) && <span className={styles.note}>{unbroken(offReason ?? note)}</span>}
      </span>
    </Tap>
  )
}
