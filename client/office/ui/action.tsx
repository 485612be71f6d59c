import type { ReactNode } from 'react'
import { Link } from 'wouter'
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

export interface ActionLinkProps {
  href: string
  children: ReactNode
  kind?: 'plain' | 'primary' | undefined
  icon?: ReactNode
}

/** Looks like an action, and leads to another screen. */
export function ActionLink({ href, children, kind = 'plain', icon }: ActionLinkProps) {
  return (
    <Link className={styles.action} data-kind={kind} href={href}>
      {icon}
      {children}
    </Link>
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
