/** Says when what is on screen is no longer what the server knows. */

import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { t } from '../../language/t.ts'
import { NotConnected } from '../api.ts'
import { Note } from '../ui/note.tsx'
import { timeOfDay } from '../words.ts'
import styles from './connection.module.css'

export function Connection() {
  const cache = useQueryClient().getQueryCache()
  const say = useSyncExternalStore(
    (listener) => cache.subscribe(listener),
    () => sentenceOf(cache.findAll({ type: 'active' }).map(({ state }) => state)),
  )
  if (say === null) return null
  return (
    <div className={styles.connection}>
      <Note tone="warn">{say}</Note>
    </div>
  )
}

export interface ReadState {
  error: unknown
  fetchFailureReason: unknown
  /** When it was read last; 0 where it never was. */
  dataUpdatedAt: number
}

/** Null while the server answers. The figures are as old as the oldest that is shown. */
export function sentenceOf(reads: readonly ReadState[]): string | null {
  const lost = reads.some(({ error, fetchFailureReason }) => [error, fetchFailureReason].some(isLost))
  if (!lost) return null
  const times = reads.map(({ dataUpdatedAt }) => dataUpdatedAt).filter((at) => at > 0)
  return times.length === 0
    ? t('Not connected.')
    : t('Not connected: figures of {timeOfDay}', { timeOfDay: timeOfDay(Math.min(...times)) })
}

const isLost = (error: unknown): boolean => error instanceof NotConnected
