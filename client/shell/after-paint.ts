const LONGEST_MS = 60

/** Runs it once the next frame is painted; soon in any case, for a page in the background paints none. */
export function afterPaint(run: () => void): void {
  let left = true
  const once = () => {
    if (!left) return
    left = false
    clearTimeout(timer)
    run()
  }
  const timer = setTimeout(once, LONGEST_MS)
  requestAnimationFrame(() => {
    // The callback comes before the paint, the first task after it comes behind.
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = once
    port2.postMessage(null)
  })
}
