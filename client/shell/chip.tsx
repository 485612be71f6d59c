/** The sync chip: how much is unsent and how old it is, everywhere. */

import { useEffect, useState, useSyncExternalStore } from 'react'
import { useLocation } from 'wouter'
import { backlog } from '../outbox/pending.ts'
import { photoBacklog } from '../outbox/photos.ts'
import { SyncChip } from '../ui/index.ts'
import { useFloor } from './floor.ts'
import { useCalmQuery } from './use-calm-query.ts'

const TICK_MS = 20_000

export function Chip() {
  const { view, sync, recorder } = useFloor()
  const [, navigate] = useLocation()
  const status = useSyncExternalStore(sync.subscribe, sync.status)
  const waiting = useCalmQuery(() => backlog(view.outbox), [view.outbox])
  const photos = useCalmQuery(() => photoBacklog(view.outbox), [view.outbox])
  const now = useTick(recorder.now)
  const oldest = waiting?.oldestAt
  return (
    <SyncChip
      online={status.online}
      waiting={(waiting?.waiting ?? 0) + (photos?.waiting ?? 0)}
      attention={(waiting?.attention ?? 0) + (photos?.refused ?? 0)}
      oldestMs={oldest == null ? undefined : Math.max(0, now - oldest)}
      onPress={() => navigate('/outbox')}
    />
  )
}

/** The time, now and then: ages grow while nothing else changes. */
function useTick(now: () => number): number {
  const [time, setTime] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), TICK_MS)
    return () => clearInterval(timer)
  }, [now])
  return time
}
