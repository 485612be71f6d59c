/** Rows are lower where a mouse points: the same question as in office.css, asked for the windowed lists. */

import { useSyncExternalStore } from 'react'

const TALL = '(max-width: 1180px), (pointer: coarse)'

export function useRowHeight(): number {
  const tall = useSyncExternalStore(subscribe, () => window.matchMedia(TALL).matches)
  return tall ? 48 : 40
}

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(TALL)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
