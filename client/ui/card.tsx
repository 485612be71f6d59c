import type { ReactNode } from 'react'
import styles from './card.module.css'
import { unbroken } from './unbroken.tsx'

export interface CardProps {
  children: ReactNode
  title?: string | undefined
  tone?: 'plain' | 'ok' | 'warn' | 'bad' | undefined
}

export function Card({ children, title, tone = 'plain' }: CardProps) {
  return (
    <section className={styles.card} data-tone={tone}>
      {title && <h2 className={styles.title}>{title}</h2>}
      {unbroken(children)}
    </section>
  )
}
