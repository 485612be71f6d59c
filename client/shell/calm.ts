/**
 * Work that can wait until the hand rests: sending, following the feed, and asking the databases again. It is begun when no scan
 * came for a moment, so that it stands in no scan's way, and after a while even if they go on. What a scan recorded is on this
 * device's disk by then, so nothing but others' view of it waits.
 */
const CALM_MS = 400
/** Once in a dozen scans of the quickest hand. */
const LONGEST_MS = 5_000

let lastScanAt = Number.NEGATIVE_INFINITY

export function noteScan(): void {
  lastScanAt = performance.now()
}

/** `since`: when there was something to do else than a scan, such as a press. Returns how to call it off. */
export function whenCalm(run: () => void, since = performance.now()): () => void {
  const askedAt = performance.now()
  const restMs = () => CALM_MS - (performance.now() - Math.max(lastScanAt, since))
  const check = () => {
    const rest = restMs()
    if (rest <= 0 || performance.now() - askedAt >= LONGEST_MS) run()
    else timer = setTimeout(check, rest)
  }
  let timer = setTimeout(check, Math.max(0, restMs()))
  return () => clearTimeout(timer)
}

/** The same for what was not asked for by the hand: at once where it rests. Calls while one waits are one. */
export function calmly(run: () => void): () => void {
  let waits = false
  return () => {
    if (waits) return
    waits = true
    whenCalm(() => {
      waits = false
      run()
    }, Number.NEGATIVE_INFINITY)
  }
}
