import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './details.module.css'

export interface DetailsProps {
  label: string
  children: ReactNode
}

export function Details({ label, children }: DetailsProps) {
  return (
    <details className={styles.details}>
      {/* Blurred for the reason given in tap.tsx: the scanner's Enter would close it again. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: summary is the button of details */}
      <summary className={styles.summary} onClick={(event) => event.detail > 0 && event.currentTarget.blur()}>
        {label}
        <ChevronDown className={styles.mark} size={24} aria-hidden />
      </summary>
      <div className={styles.inside}>{children}</div>
    </details>
  )
}
