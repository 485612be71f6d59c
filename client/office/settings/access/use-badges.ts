/** Badges made one after the other: those that were made are kept whatever becomes of the next, for they cannot be shown again. */
import { useState } from 'react'
import { useRequest } from '../../use-request.ts'
import type { NewBadge } from './contract.ts'

export interface Wanted {
  path: string
  body: object
}

export interface Badges {
  made: readonly NewBadge[]
  /** All that were wanted are made, or one was refused. */
  over: boolean
  busy: boolean
  failure: Error | null
  make(wanted: readonly Wanted[]): Promise<void>
}

export function useBadges(): Badges {
  const request = useRequest()
  const [made, setMade] = useState<readonly NewBadge[]>([])
  const [over, setOver] = useState(false)
  return {
    made,
    over,
    busy: request.busy,
    failure: request.failure,
    async make(wanted) {
      for (const { path, body } of wanted) {
        const badge = await request.send<NewBadge>('POST', path, body)
        if (!badge) break
        setMade((before) => [...before, badge])
      }
      setOver(true)
    },
  }
}
