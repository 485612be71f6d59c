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
  await devtools.detach()
}
