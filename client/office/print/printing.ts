/** Paper has no scroll bar: what is drawn or loaded only in sight is drawn and loaded for it. */
import { useEffect, useEffectEvent, useState } from 'react'
import { flushSync } from 'react-dom'

type Preparation = () => Promise<unknown> | undefined

const preparations = new Set<Preparation>()

/** Whether the page is being laid out for paper. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    // The browser lays the page out as soon as it has told: nothing may be left for later.
    const before = () => flushSync(() => setPrinting(true))
    const after = () => setPrinting(false)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [])
  return printing
}

/** What is to be loaded before this page is printed from within it. */
export function useBeforePrint(prepare: Preparation): void {
  const run = useEffectEvent(prepare)
  useEffect(() => {
    const one = () => run()
    preparations.add(one)
    return () => void preparations.delete(one)
  }, [])
}

/** What cannot be loaded is not printed; beside the table stands which rows are. */
export async function printPage(): Promise<void> {
  await Promise.allSettled([...preparations].map((prepare) => prepare()))
  window.print()
}
