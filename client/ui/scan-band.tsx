import { Check, LoaderCircle, type LucideIcon, ScanBarcode, ScanLine, X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import type { Band, BandState } from './band.ts'
import styles from './scan-band.module.css'
import { unbroken } from './unbroken.tsx'

const icons: Record<BandState, LucideIcon> = {
  idle: ScanBarcode,
  recognised: ScanLine,
  saving: LoaderCircle,
  done: Check,
  wrong: X,
}

export interface ScanBandProps {
  /** One sentence of what to do: "Scan bin A-03-2". */
  say: string
  band?: Band | undefined
  /** A number or a choice is asked, not a scan: no barcode beside the sentence. */
  quiet?: boolean | undefined
}

const still = { state: 'idle', word: '', turn: 0 } as const
const noBand = { read: () => still, subscribe: () => () => {} }

export function ScanBand({ say, band, quiet }: ScanBandProps) {
  const { subscribe, read } = band ?? noBand
  const { state, word, turn } = useSyncExternalStore(subscribe, read)
  const Icon = icons[state]
  return (
    <output className={styles.band} data-state={state} aria-live={state === 'wrong' ? 'assertive' : 'polite'}>
      {(state === 'done' || state === 'wrong') && <span key={turn} className={styles.flash} />}
      {!(quiet && state === 'idle') && <Icon className={styles.icon} size={32} strokeWidth={2.5} aria-hidden />}
      <span className={styles.lines}>
        {word && <span className={styles.word}>{unbroken(word)}</span>}
        <span className={styles.say}>{unbroken(say)}</span>
      </span>
    </output>
  )
}
