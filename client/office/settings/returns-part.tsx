/** What the lists of the returns settings have in common. */

import { Plus, X } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { t } from '../../language/t.ts'
import { useChannels } from '../queries.ts'
import { Action, IconAction } from '../ui/action.tsx'
import parts from '../ui/parts.module.css'
import { useMayChange } from './queries.ts'
import styles from './returns.module.css'

export interface PartProps {
  legend: string
  say?: string | undefined
  /** The server's sentence about the list as a whole. */
  error?: string | undefined
  /** Something in it is wrong: it opens, so that it is seen. */
  bad: boolean
  add: string
  onAdd: () => void
  children: ReactNode
}

/** A list that can be added to. Many rows: it is opened when it is wanted. */
export function Part({ legend, say, error, bad, add, onAdd, children }: PartProps) {
  const may = useMayChange()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (bad) setOpen(true)
  }, [bad])
  return (
    <details className={styles.part} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{legend}</summary>
      <fieldset className={styles.rows} aria-label={legend}>
        {say && <p className={parts.prose}>{say}</p>}
        {error && <p className={styles.error}>{error}</p>}
        {children}
        {may && (
          <div>
            <Action icon={<Plus aria-hidden />} onPress={onAdd}>
              {add}
            </Action>
          </div>
        )}
      </fieldset>
    </details>
  )
}

export function Remove({ label, onPress }: { label: string; onPress: () => void }) {
  return useMayChange() ? <IconAction label={label} icon={<X aria-hidden />} onPress={onPress} /> : null
}

export interface TickProps {
  label: string
  on: boolean
  onChange: (on: boolean) => void
}

export function Tick({ label, on, onChange }: TickProps) {
  return (
    <label className={styles.tick}>
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}

const KINDS = [
  { value: 'dtc', label: t('All direct to consumer') },
  { value: 'marketplace', label: t('All marketplaces') },
  { value: 'retail', label: t('All retailers') },
  { value: 'wholesale', label: t('All wholesale') },
]

/** Kinds of channels first, then each channel; one that is named and known no more stands too. */
export function useChannelChoices(named: readonly string[]): { value: string; label: string }[] {
  const channels = useChannels().map(({ channel, name }) => ({ value: channel, label: name }))
  const known = [...KINDS, ...channels]
  const gone = named.filter((code) => code !== '' && !known.some(({ value }) => value === code))
  return [...known, ...new Set(gone)].map((one) => (typeof one === 'string' ? { value: one, label: one } : one))
}
