/** `heard`, for what was read before sentences could be heard: it is drawn again once they can. */
import { useEffect, useState } from 'react'
import { heard, isHeard, listen } from './heard.ts'

export function useHeard(): (sentence: string) => string {
  const [, setHeard] = useState(isHeard)
  useEffect(() => {
    if (!isHeard()) void listen().then(() => setHeard(isHeard()))
  }, [])
  return heard
}
