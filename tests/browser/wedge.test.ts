import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findChromium, launchChromium } from './chromium.ts'
import { type Harness, serveHarness } from './harness/serve.ts'

const GS = '\u001d'

describe.skipIf(findChromium() === null)('the wedge in a real browser', () => {
  let harness: Harness
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    ;[harness, browser] = await Promise.all([serveHarness(), launchChromium()])
    page = await browser.newPage()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await harness?.stop()
  })

  beforeEach(async () => {
    await page.goto(harness.url)
    await start()
  }, 30_000)

  /** Each key is a round trip to a busy browser: the silence allowed is generous. */
  async function start(options: { focusField?: boolean; fastMs?: number } = {}): Promise<void> {
    await page.evaluate((it) => window.harness.startWedge({ silenceMs: 600, fastMs: 600, ...it }), options)
  }

  async function type(...keys: string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key)
  }

  const texts = () => page.evaluate(() => window.harness.scans.map(({ text }) => text))
  const settled = () => page.waitForTimeout(1000)
  const presses = () => page.evaluate(() => window.harness.presses)
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null)

  it('keeps the focus in its hidden field, which brings up no keyboard', async () => {
    expect(await focused()).toBe('Scanner')
    const field = page.getByLabel('Scanner')
    expect(await field.getAttribute('inputmode')).toBe('none')
    expect(await field.getAttribute('readonly')).toBeNull()
    expect(await field.evaluate((it) => getComputedStyle(it).display)).not.toBe('none')
  })

  it('reads a burst with Ctrl+] for GS, and leaves its field empty', async () => {
    await type(...'10A1', 'Control+]', ...'17271231', 'Enter')
    expect(await texts()).toEqual([`10A1${GS}17271231`])
    expect(await page.getByLabel('Scanner').inputValue()).toBe('')
  })

  it('presses no focused button with the Enter of the scanner, nor with a space inside', async () => {
    await page.focus('#button')
    await type(...'A-03 2', 'Enter', 'Enter')
    expect(await texts()).toEqual(['A-03 2'])
    expect(await presses()).toBe(0)
  })

  it('lets a person press the button by Enter and by Space', async () => {
    await page.focus('#button')
    await type('Enter')
    await settled()
    await type(' ')
    expect(await presses()).toBe(2)
    expect(await texts()).toEqual([])
  })

  it('keeps the focus where it is with the Tab of the scanner', async () => {
    await page.focus('#button')
    await type(...'B-10', 'Tab')
    expect(await texts()).toEqual(['B-10'])
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('button')
  })

  it('reads without the field, through the document', async () => {
    await start({ focusField: false })
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await type(...'B-10', 'Enter')
    expect(await texts()).toEqual(['B-10'])
  })

  it('takes the focus back when the focused button goes away', async () => {
    await page.focus('#button')
    await page.evaluate(() => document.querySelector('#button')?.remove())
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Scanner')
  })

  it('puts a text field back to what a person had typed in it', async () => {
    await page.focus('#text')
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('#text')
      if (field) field.value = 'note'
      field?.setSelectionRange(4, 4)
    })
    await type(...'LOT-A1', 'Enter')
    expect(await texts()).toEqual(['LOT-A1'])
    expect(await page.inputValue('#text')).toBe('note')
  })

  it('leaves a text field to the person', async () => {
    await start({ fastMs: 0 })
    await page.focus('#text')
    await type(...'carton', 'Enter')
    expect(await page.inputValue('#text')).toBe('carton')
    expect(await texts()).toEqual([])
  })

  it('leaves a field alone that wants the text as typed', async () => {
    await page.focus('#raw')
    await type(...'LOT-A1', 'Enter')
    expect(await page.inputValue('#raw')).toBe('LOT-A1')
    expect(await texts()).toEqual([])
  })

  it('reads text that comes without keys, as on Android, once', async () => {
    await page.keyboard.insertText('LOT-A1')
    await page.waitForFunction(() => window.harness.scans.length > 0)
    await settled()
    expect(await texts()).toEqual(['LOT-A1'])
    expect(await page.getByLabel('Scanner').inputValue()).toBe('')
  })

  it('reads what an input method composes letter by letter, once', async () => {
    const session = await page.context().newCDPSession(page)
    for (const text of ['L', 'LO', 'LOT']) {
      await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    }
    await page.waitForFunction(() => window.harness.scans.length > 0)
    await settled()
    expect(await texts()).toEqual(['LOT'])
  })

  it("survives the keydown without a key of Chrome's autofill", async () => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.evaluate(() => document.querySelector('#text')?.dispatchEvent(new Event('keydown', { bubbles: true })))
    expect(errors).toEqual([])
  })

  it('ends a burst by silence', async () => {
    await type(...'LOT-A1')
    await page.waitForFunction(() => window.harness.scans.length > 0)
    expect(await texts()).toEqual(['LOT-A1'])
  })
})
