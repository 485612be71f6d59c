import type { ReactNode } from 'react'
import styles from './item-line.module.css'
import { unbroken } from './unbroken.tsx'

export interface ItemLineProps {
  /** "Oat bars 500 g" */
  name: string
  /** "OAT-500 · 2 cases of 12" */
  detail?: string | undefined
  /** Address of a picture; decorative, the name says it. */
  picture?: string | undefined
  /** At the right: a quantity. */
  value?: ReactNode
  /** Below: LotTag. */
  children?: ReactNode
}

export function ItemLine({ name, detail, picture, value, children }: ItemLineProps) {
  return (
    <div className={styles.line}>
      {picture && <img className={styles.picture} src={picture} alt="" width={64} height={64} decoding="async" />}
      <div className={styles.text}>
        <p className={styles.name}>{name}</p>
        {detail && <p className={styles.detail}>{unbroken(detail)}</p>}
        {children}
      </div>
      {value !== undefined && <span className={styles.value}>{value}</span>}
    </div>
  )
}
