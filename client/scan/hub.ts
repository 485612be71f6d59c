import type { RawScan } from './raw-scan.ts'

/** What a screen does with a scan. It runs synchronously, at the terminator. */
export type ScanListener = (scan: RawScan) => void

export interface ScanWishes {
  /** The same code several times in quick succession is meant (counting by scanning each piece). */
  readonly expectRepeats?: boolean
}

/** The one path by which every reader reaches the screen in front. */
export interface ScanHub {
  /** Hands a scan to the last subscriber. False: nobody listens, and the scan is gone. */
  scan(scan: RawScan): boolean
  /** Listens until the returned function is called. Calling that twice is harmless. */
  subscribe(listener: ScanListener, wishes?: ScanWishes): () => void
  /** Whether the screen in front expects repeats. Give it to the wedge as its `expectRepeats`. */
  expectsRepeats(): boolean
}

/**
 * Makes the hub that wedge, camera, demo panel and typed entry all feed.
 *
 * Subscribers stack: a dialog that subscribes over a screen gets the scans until it closes. Only the
 * last one gets a scan, so that no code is booked by two screens.
 */
export function createScanHub(): ScanHub {
  const stack: { listener: ScanListener; wishes: ScanWishes }[] = []
  return {
    scan(scan) {
      const front = stack.at(-1)
      front?.listener(scan)
      return front !== undefined
    },
    subscribe(listener, wishes = {}) {
      const entry = { listener, wishes }
      stack.push(entry)
      return () => {
        const index = stack.indexOf(entry)
        if (index >= 0) stack.splice(index, 1)
      }
    },
    expectsRepeats: () => stack.at(-1)?.wishes.expectRepeats ?? false,
  }
}
