import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './banner.module.css'

export type BannerKind = 'info' | 'ok' | 'warn' | 'bad'

export interface BannerProps {
  kind?: BannerKind | undefined
  /** "An update is ready." */
  title: string
  children?: ReactNode
  /** A Button. */
  action?: ReactNode
}

const icons: Record<BannerKind, LucideIcon> = { info: Info, ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert }

/** A state of the device that goes on while work does: update ready, low storage. It stays until settled. */
export function Banner({ kind = 'info', title, children, action }: BannerProps) {
  const Icon = icons[kind]
  return (
    <section className={styles.banner} data-kind={kind} role={kind === 'bad' ? 'alert' : 'status'}>
      <Icon size={26} strokeWidth={2.5} aria-hidden />
      <div className={styles.text}>
        <p className={styles.title}>{title}</p>
        {children && <div className={styles.more}>{children}</div>}
      </div>
      {action}
    </section>
  )
}
