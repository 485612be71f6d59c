/**
 * Work that can wait until the hand rests: sending, and asking the databases again. It is begun when no scan came for a
 * moment, so that it stands in no scan's way, and after a while even if they go on.
 */
const CALM_MS = 400
const LONGEST_MS = 2_000

let lastScanAt = Number.NEGATIVE_INFINITY

export function noteScan(): void {
  lastScanAt = performance.now()
}

/** Returns how to call it off. */
export function whenCalm(run: () => void): () => void {
  const askedAt = performance.now()
  const check = () => {
    const now = performance.now()
    const quietMs = now - Math.max(lastScanAt, askedAt)
    if (quietMs >= CALM_MS || now - askedAt >= LONGEST_MS) run()
    else timer = setTimeout(check, CALM_MS - quietMs)
  }
  let timer = setTimeout(check, CALM_MS)
  return () => clearTimeout(timer)
}
