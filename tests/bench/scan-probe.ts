/**
 * Runs in the page before the app: when each scan's terminator came, when the band answered, when that was painted.
 *
 * `at` is the Enter keydown's own timeStamp, taken by the browser when the key arrived: what waits in the queue before
 * the app sees it counts. A change is painted when the frame that shows it has left the page's thread: the first task
 * after the requestAnimationFrame that follows the change, so style, layout and paint of that frame count. What the
 * compositor does afterwards does not; `presentedMs` holds the browser's own figure for that (Event Timing: from the key
 * to the picture on screen, rounded to 8 ms by the browser, told only from 16 ms on).
 */
export interface ProbedScan {
  at: number
  recognisedChange: number | null
  recognisedPaint: number | null
  doneChange: number | null
  donePaint: number | null
  presentedMs: number | null
  /** Animation frames that began after the terminator, up to the one that the band had changed before: 1 is the very next. */
  frames: number
  /** The longest silence between two keys of this scan. */
  slowestGapMs: number
}

declare global {
  interface Window {
    benchScans: ProbedScan[]
    /** Answers once the band says this: woken by the change, so that nothing is polled while the app is measured. */
    benchSays(text: string): Promise<void>
  }
}

/** Given to the page as text: it must be whole in itself. */
export function probeScans(): void {
  const scans: ProbedScan[] = []
  window.benchScans = scans
  let lastKey: number | null = null
  let slowestGapMs = 0
  window.addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      if (lastKey !== null) slowestGapMs = Math.max(slowestGapMs, timeStamp - lastKey)
      lastKey = key === 'Enter' ? null : timeStamp
      if (key !== 'Enter') return
      const scan: ProbedScan = {
        at: timeStamp,
        recognisedChange: null,
        recognisedPaint: null,
        doneChange: null,
        donePaint: null,
        presentedMs: null,
        frames: 0,
        slowestGapMs,
      }
      scans.push(scan)
      slowestGapMs = 0
      const frame = () => {
        scan.frames++
        if (scan.recognisedChange === null) requestAnimationFrame(frame)
      }
      requestAnimationFrame(frame)
    },
    true,
  )
  const afterPaint = (run: (now: number) => void) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => run(performance.now())
      channel.port2.postMessage(null)
    })
  let awaited: { text: string; resolve(): void } | null = null
  const bandSays = (text: string) => document.querySelector('output[data-state]')?.textContent?.includes(text) ?? false
  const wake = () => {
    if (!awaited || !bandSays(awaited.text)) return
    awaited.resolve()
    awaited = null
  }
  window.benchSays = (text) =>
    new Promise((resolve) => {
      awaited = { text, resolve }
      wake()
    })
  const bandOf = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest('output[data-state]')
  new MutationObserver((records) => {
    wake()
    const scan = scans.at(-1)
    const band = records.map(({ target }) => bandOf(target)).find(Boolean)
    if (!scan || !band) return
    const now = performance.now()
    if (scan.recognisedChange === null) {
      scan.recognisedChange = now
      afterPaint((painted) => {
        scan.recognisedPaint = painted
      })
    }
    if (scan.doneChange === null && band.getAttribute('data-state') === 'done') {
      scan.doneChange = now
      afterPaint((painted) => {
        scan.donePaint = painted
      })
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: ['data-state'] })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const scan = scans.find(({ at }) => entry.name === 'keydown' && Math.abs(at - entry.startTime) < 0.5)
      if (scan) scan.presentedMs = entry.duration
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
}
