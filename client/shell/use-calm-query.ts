/**
 * Asks the databases, and again a moment after they changed. The moment is the point: what a scan has just recorded is
 * on the screen already, and asking again must not stand in the way of its paint or of the next scan.
 */
import Dexie from 'dexie'
import { type DependencyList, useEffect, useEffectEvent, useState } from 'react'
import { isCursorAlone } from '../replica/database.ts'
import { whenCalm } from './calm.ts'

/** Undefined until the first answer. A query that fails leaves the last answer. */
export function useCalmQuery<Answer>(query: () => Promise<Answer>, deps: DependencyList): Answer | undefined {
  const [answer, setAnswer] = useState<Answer>()
  const ask = useEffectEvent(query)
  useEffect(() => {
    let turn = 0
    let cancel: (() => void) | undefined
    const run = () => {
      cancel = undefined
      turn += 1
      const mine = turn
      ask().then(
        (next) => mine === turn && setAnswer(next),
        () => {},
      )
    }
    const later = (changed: object) => {
      if (!isCursorAlone(changed)) cancel ??= whenCalm(run)
    }
    run()
    Dexie.on.storagemutated.subscribe(later)
    return () => {
      turn += 1
      cancel?.()
      Dexie.on.storagemutated.unsubscribe(later)
    }
    // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what the query depends on.
  }, deps)
  return answer
}
