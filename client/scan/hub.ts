import type { RawScan } from './raw-scan.ts'

/** What a screen does with a scan. It runs synchronously, at the terminator. */
export type ScanListener = (scan: RawScan) => void

export interface ScanWishes {
  /** The same code several times in quick succession is meant (counting by scanning each piece). */
  readonly expectRepeats?: boolean
  /** Another screen is being opened from this one: what is scanned meanwhile is for that one. */
  readonly isLeaving?: boolean
}

/** The one path by which every reader reaches the screen in front. */
export interface ScanHub {
  /** Hands a scan to the last subscriber. False: nobody listens yet; whoever soon does gets it. */
  scan(scan: RawScan): boolean
  /** Listens until the returned function is called. Calling that twice is harmless. */
  subscribe(listener: ScanListener, wishes?: ScanWishes): () => void
  /** Whether the screen in front expects repeats. Give it to the wedge as its `expectRepeats`. */
  expectsRepeats(): boolean
}

/** Longer than a slow device takes from one screen to the next, shorter than a person waits for a beep before scanning again. */
const KEPT_MS = 1_000
/** As long as a flow waits for what it is about. */
const KEPT_FOR_NEXT_MS = 3_000

/**
 * Makes the hub that wedge, camera, demo panel and typed entry all feed.
 *
 * Subscribers stack: a dialog that subscribes over a screen gets the scans until it closes. Only the
 * last one gets a scan, so that no code is booked by two screens. Between two screens nobody listens:
 * what is scanned then waits for the next. `now` is on the time base of a scan's `at`.
 */
export function createScanHub(now = () => performance.now()): ScanHub {
  const stack: { listener: ScanListener; wishes: ScanWishes }[] = []
  let waiting: { scan: RawScan; until: number }[] = []

  function inFront() {
    const front = stack.at(-1)
    return front?.wishes.isLeaving ? undefined : front
  }

  /** Where nobody ever listens, nothing piles up; a badge least of all. */
  function keep(scan: RawScan): void {
    const until = scan.at + (stack.length > 0 ? KEPT_FOR_NEXT_MS : KEPT_MS)
    waiting = [...waiting.filter((kept) => kept.until >= now()), { scan, until }]
  }

  /** After what the new screen does first; by then it may be gone again, and they wait on. */
  function handOver(): void {
    const front = inFront()
    if (!front) return
    for (const { scan, until } of waiting.splice(0)) if (until >= now()) front.listener(scan)
  }

  return {
    scan(scan) {
      const front = inFront()
      if (front) front.listener(scan)
      else keep(scan)
      return front !== undefined
    },
    subscribe(listener, wishes = {}) {
      const entry = { listener, wishes }
      stack.push(entry)
      if (waiting.length > 0) queueMicrotask(handOver)
      return () => {
        const index = stack.indexOf(entry)
        if (index >= 0) stack.splice(index, 1)
      }
    },
    expectsRepeats: () => stack.at(-1)?.wishes.expectRepeats ?? false,
  }
}
