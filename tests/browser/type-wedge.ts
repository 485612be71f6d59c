/**
 * Types as a hardware scanner does: all keys handed to the browser at once, each with the moment at which a scanner would have
 * pressed it, so that a busy machine cannot put pauses between them that no scanner makes. GS comes as Ctrl+], Enter ends the code.
 */
import type { Page } from 'playwright-core'

const GS = '\u001d'
const CONTROL = 2
const SECONDS_BETWEEN_KEYS = 0.001

export async function typeWedge(page: Page, text: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const keys = [...text].map((character) =>
    character === GS ? { key: ']', code: 'BracketRight', modifiers: CONTROL } : { key: character, text: character },
  )
  const all = [...keys, { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 }]
  await page.evaluate(holdTimers)
  const began = Date.now() / 1000
  await Promise.all(
    all.flatMap((key, nth) => {
      const timestamp = began + nth * SECONDS_BETWEEN_KEYS
      return [
        devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, timestamp }),
        devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, text: '', timestamp }),
      ]
    }),
  )
  await page.evaluate(() => (window as HoldsTimers).releaseTimers?.())
  await devtools.detach()
}

type HoldsTimers = Window & { holdTimers?: () => void; releaseTimers?: () => void }

/**
 * A busy machine may deliver the second half of a code so late that the page takes the first for a whole one. What a page starts
 * a timer for while keys come waits, therefore, until all of them are there.
 */
function holdTimers(): void {
  const page = window as HoldsTimers
  if (page.holdTimers) {
    page.holdTimers()
    return
  }
  const { setTimeout: start, clearTimeout: stop } = window
  const waiting = new Map<number, () => number>()
  // What was begun late keeps the name that its owner knows it by.
  const begun = new Map<number, number>()
  let last = 0
  const hold = (...timer: Parameters<typeof start>): number => {
    waiting.set(--last, () => start(...timer))
    return last
  }
  page.holdTimers = () => {
    window.setTimeout = hold as typeof start
  }
  page.releaseTimers = () => {
    window.setTimeout = start
    for (const [id, begin] of waiting) begun.set(id, begin())
    waiting.clear()
  }
  window.clearTimeout = (id) => {
    if (!waiting.delete(Number(id))) stop(begun.get(Number(id)) ?? id)
  }
  page.holdTimers()
}
