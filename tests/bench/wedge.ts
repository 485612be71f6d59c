/** Types like a fast hardware scanner on USB: a key every two milliseconds, Enter last. */
import type { CDPSession, Page } from 'playwright-core'

export const GS = '\u001d'

const BETWEEN_KEYS_MS = 2
/** A scanner is faster than this between two keys; the app takes what is slower for a person's typing. */
const FAST_MS = 45
/** Longer than the app remembers an unfinished burst. */
const FORGOTTEN_MS = 700
const TRIES = 12

/** Types it again where a busy machine delivered the keys more slowly than any scanner does. */
export async function typeScan(page: Page, devtools: CDPSession, text: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    await typeOnce(devtools, text)
    const slow = () => page.evaluate((limit) => (window.benchScans.at(-1)?.slowestGapMs ?? 0) > limit, FAST_MS)
    if (!(await slow())) return
    await page.waitForTimeout(FORGOTTEN_MS)
    // The app may have taken it all the same: typed again, it would be a scan of something else. Not where it fell in two.
    const taken = await page.evaluate(() => {
      const fellInTwo = document.querySelector('output')?.innerText.includes('is not known here')
      return window.benchScans.at(-1)?.recognisedChange !== null && !fellInTwo
    })
    if (taken) return
    await page.evaluate(() => void window.benchScans.pop())
  }
  throw new Error(`This machine is too busy: it could not deliver a scan's keys within ${FAST_MS} ms of each other.`)
}

/** Nobody waits for the page between two keys: where it is slower than the scanner, keys queue up, and that counts. */
async function typeOnce(devtools: CDPSession, text: string): Promise<void> {
  const keys = [...[...text].map(keyOf), { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 }]
  const sent: Promise<unknown>[] = []
  for (const key of keys) {
    sent.push(devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }))
    sent.push(devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, text: '' }))
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_KEYS_MS))
  }
  await Promise.all(sent)
}

const CONTROL = 2

/** A group separator comes as Ctrl+], as scanners in keyboard mode send it. */
function keyOf(character: string) {
  if (character === GS) return { key: ']', code: 'BracketRight', modifiers: CONTROL, windowsVirtualKeyCode: 221 }
  return { key: character, text: character, windowsVirtualKeyCode: character.toUpperCase().charCodeAt(0) }
}
