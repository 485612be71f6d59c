import type { ReactNode } from 'react'
import { Tap } from '../../ui/tap.tsx'
import styles from './action.module.css'

export interface ActionProps {
  children: ReactNode
  onPress?: (() => void) | undefined
  kind?: 'plain' | 'primary' | 'danger' | 'quiet' | undefined
  icon?: ReactNode
  off?: boolean | undefined
  /** What it says aloud, where its text alone would not tell. */
  label?: string | undefined
}

/** The office's button: as the floor's, but for a mouse. */
export function Action({ children, onPress, kind = 'plain', icon, off, label }: ActionProps) {
  return (
    <Tap className={styles.action} data-kind={kind} off={off} aria-label={label} onPress={onPress}>
      {icon}
      {children}
    </Tap>
  )
}

export interface IconActionProps {
  label: string
  icon: ReactNode
  onPress: () => void
}

export function IconAction({ label, icon, onPress }: IconActionProps) {
  return (
    <Tap className={styles.icon} aria-label={label} title={label} onPress={onPress}>
      {icon}
    </Tap>
  )
}
