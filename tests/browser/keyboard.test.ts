/** Each role's main task by keyboard alone (the scanner is one), with what a screen reader is told at each step. */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { findChromium, launchChromium, newOnlineContext } from './chromium.ts'
import { pressByKey, tabTo, treeOf } from './keyboard.ts'
import { openVisit, readDemo, signIn, type Visit } from './matrix/visit.ts'

describe.skipIf(findChromium() === null)('by keyboard alone', () => {
  let server: ServerProcess
  let browser: Browser
  let faults: string[] = []

  beforeAll(async () => {
    server = await createServerProcess({ demo: true })
    await server.start()
    browser = await launchChromium()
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  afterEach(() => expect(faults).toEqual([]))

  async function begin(role: string, width = 360): Promise<Visit> {
    const { users, pin } = readDemo(server)
    const who = users.find(({ roles }) => roles[0] === role)
    const context = await newOnlineContext(browser, { viewport: { width, height: width < 700 ? 640 : 900 } })
    const opened = await openVisit(context, server, 'en')
    faults = opened.faults
    await signIn(opened.visit, who?.badge ?? '', pin)
    return opened.visit
  }

  /** Everything has a name, the prompt is read out when it changes, and there is one heading that says where one is. */
  async function isTold({ page }: Visit, prompt?: RegExp): Promise<void> {
    const { nameless, live, headings, landmarks } = await treeOf(page)
    expect(nameless).toEqual([])
    expect(headings.length).toBeGreaterThan(0)
    // A dialog takes the place of everything else.
    if ((await page.locator('dialog[open]').count()) === 0) expect(landmarks).toContain('main')
    if (prompt) expect(live.join('\n')).toMatch(prompt)
  }

  /** Loaded, and not only announced: what is not there yet cannot be selected. */
  const rowsAreThere = ({ page }: Visit) => page.locator('tr[aria-rowindex="4"]:not([aria-busy])').waitFor()

  const reads = async ({ page }: Visit): Promise<string> => (await page.locator('output').first().textContent()) ?? ''
  const binIn = (text: string): string => text.match(/[A-Z]+-[A-Z0-9-]+/)?.[0] ?? ''

  it('a receiver takes in goods', async () => {
    const visit = await begin('receiver')
    await pressByKey(visit.page, /^Receive/)
    await visit.asks('Scan the dock')
    const [dock = ''] = await visit.codes('Docks', 'DOCK')
    await visit.scan(dock)
    await visit.asks('Scan the goods')
    const [label = ''] = await visit.codes('Receipt')
    await visit.scan(label)
    await visit.asks(/How many/)
    await isTold(visit, /How many/)
    await visit.scan(label)
    await pressByKey(visit.page, /^Receive \d/)
    await visit.asks(/received/)
    await isTold(visit, /received/)
    await pressByKey(visit.page, /^Undo/)
    await visit.asks(/Undone/)
  })

  it('a picker takes a line, and hears what is wrong with another bin', async () => {
    const visit = await begin('picker')
    await pressByKey(visit.page, /^Pick/)
    await pressByKey(visit.page, /^SO-|^Batch|^[A-Z0-9-]{4,}.*/)
    await visit.asks(/Scan (?:bin|an empty tote)/)
    const bin = binIn(await reads(visit))
    await visit.scan('LOC:NOWHERE-9')
    await isTold(visit, /Nothing was recorded|There is no location/)
    await visit.scan(`LOC:${bin}`)
    await expect.poll(() => reads(visit)).not.toMatch(/Scan bin/)
    await isTold(visit)
  })

  it('a counter counts a bin', async () => {
    const visit = await begin('counter')
    await pressByKey(visit.page, /^Count/)
    await visit.asks(/Scan/)
    const [bin = ''] = await visit.codes('Bins to count')
    await visit.scan(bin)
    await isTold(visit)
    await pressByKey(visit.page, /^(?:Bin empty|None here)/)
    await isTold(visit)
  })

  it('an inspector says what becomes of goods', async () => {
    const visit = await begin('inspector')
    await pressByKey(visit.page, /^Inspect/)
    await visit.asks(/Scan what you inspect/)
    await tabTo(visit.page, /oat|granola|crisps|tea|bar/i)
    await visit.page.keyboard.press('Enter')
    await expect.poll(() => reads(visit)).not.toMatch(/Scan what you inspect/)
    await isTold(visit)
  })

  it('a planner opens an item and sees how its figure is made', async () => {
    const visit = await begin('planner', 1440)
    await visit.page.waitForURL('**/office/today')
    await visit.goto('/office')
    await rowsAreThere(visit)
    await visit.page.keyboard.press('j')
    await visit.page.keyboard.press('Enter')
    await visit.page.waitForURL(/item=/)
    await isTold(visit)
    await visit.page.keyboard.press('Escape')
    await visit.page.keyboard.press('Control+k')
    await visit.page.keyboard.type('orders')
    const chosen = visit.page.locator('[role=option][aria-selected=true]')
    await chosen.first().waitFor()
    for (let step = 0; step < 12 && !/^Orders/.test((await chosen.first().textContent()) ?? ''); step++)
      await visit.page.keyboard.press('ArrowDown')
    await visit.page.keyboard.press('Enter')
    await visit.page.waitForURL('**/office/orders')
    await rowsAreThere(visit)
    await visit.page.keyboard.press('j')
    await visit.page.keyboard.press('x')
    await pressByKey(visit.page, /^Release/)
    await isTold(visit)
  })

  it('a supervisor settles an exception', async () => {
    const visit = await begin('supervisor', 1440)
    await visit.goto('/office/exceptions')
    await visit.page.getByRole('row').nth(2).waitFor()
    await visit.page.keyboard.press('j')
    await visit.page.keyboard.press('Enter')
    await visit.page.waitForURL(/exception=/)
    await isTold(visit)
    await tabTo(visit.page, /^Accept|^Keep|^Count|^Review|^Hold|^Approve|^Re-allocate|^Split|^Write off|^Undo/)
  })
})
