/** A practice in the demo: it sees by itself what a person does, on the floor without a network and at a desk. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { findChromium, launchChromium } from './chromium.ts'
import { lookAt } from './matrix/looks.ts'
import { openVisit, readDemo, signIn, type Visit } from './matrix/visit.ts'

const SOON = { timeout: 15_000 }

describe.skipIf(findChromium() === null)('a practice in the demo', () => {
  let server: ServerProcess
  let browser: Browser
  const faults: string[][] = []

  beforeAll(async () => {
    server = await createServerProcess({ demo: true })
    await server.start()
    browser = await launchChromium()
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  async function come(role: string, width = 360): Promise<Visit> {
    const { users, pin } = readDemo(server)
    const context = await browser.newContext({ viewport: { width, height: width < 700 ? 640 : 900 } })
    const opened = await openVisit(context, server, 'en')
    faults.push(opened.faults)
    await signIn(opened.visit, users.find(({ roles }) => roles[0] === role)?.badge ?? '', pin)
    return opened.visit
  }
  const strip = ({ page }: Visit) => page.getByRole('region', { name: 'Practice' })
  const says = (visit: Visit, text: string | RegExp) => strip(visit).getByText(text).waitFor(SOON)
  const press = (visit: Visit, name: string | RegExp) => visit.page.getByRole('button', { name }).first().click(SOON)

  it('leads a receiver through a delivery, also without a network, and says what was learnt', async () => {
    const visit = await come('receiver')
    const { page } = visit
    const [label = ''] = await visit.codes('Receipt')
    await says(visit, 'New here? Practise: Receive and put away.')
    expect(await lookAt(page, { width: 320, height: 480, theme: 'contrast' })).toEqual([])
    await strip(visit).getByRole('button', { name: 'Begin' }).click(SOON)
    await says(visit, /Open Receive/)
    // What comes later is on the device by now: its screens and its goods.
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, SOON)
    await page.waitForTimeout(2_500)
    await page.context().setOffline(true)
    await press(visit, /^Receive/)
    await says(visit, /Scan the label of a case/)
    await press(visit, 'DOCK-1')
    await visit.scan(label)
    await visit.asks(/How many/)
    await visit.scan(label)
    await press(visit, /^Receive \d/)
    await says(visit, /open Put away/)
    // It goes on where it was after a killed tab.
    await page.reload()
    await says(visit, /open Put away/)
    await press(visit, 'Back')
    await press(visit, /^Put away/)
    await visit.scan(label)
    const bin = page.locator('output').first()
    await bin.getByText(/Scan/).waitFor(SOON)
    if (await page.getByRole('button', { name: /^Use / }).count()) await press(visit, /^Use /)
    await visit.asks(/Scan (bin )?[A-Z]-\d/)
    const code = /[A-Z]-\d\d-\d/.exec((await bin.textContent()) ?? '')?.[0] ?? ''
    await visit.scan(`LOC:${code}`)
    const dialog = page.getByRole('dialog', { name: 'Done: Receive and put away' })
    await dialog.getByText(/in a single scan/).waitFor(SOON)
    await page.context().setOffline(false)
    await dialog.getByRole('button', { name: 'On with it' }).click(SOON)
    expect(await strip(visit).count()).toBe(0)
  })

  it('can be left, and asked for again', async () => {
    const visit = await come('counter')
    await strip(visit).getByRole('button', { name: 'Begin' }).click(SOON)
    await says(visit, /Open Count/)
    await strip(visit).getByRole('button', { name: 'Leave the practice' }).click(SOON)
    await strip(visit).getByRole('button', { name: 'Not now' }).click(SOON)
    expect(await strip(visit).count()).toBe(0)
    await press(visit, 'Demo barcodes')
    await press(visit, 'Practise a task')
    await says(visit, 'New here? Practise: Count.')
  })

  it('sees at a desk what the server has said yes to', async () => {
    const visit = await come('planner', 1440)
    const { page } = visit
    await page.waitForURL('**/office')
    await strip(visit).getByRole('button', { name: 'Begin' }).click(SOON)
    await says(visit, /press Edit protection/)
    expect(await lookAt(page, { width: 1440, height: 900, theme: 'dark' })).toEqual([])
    await page.getByRole('button', { name: 'Dried fruit Mango 250 g' }).first().click(SOON)
    await press(visit, /^Edit protection of/)
    await page.getByLabel('Protected units').fill('30')
    await page.getByRole('complementary').getByRole('button', { name: 'Protect', exact: true }).click(SOON)
    await says(visit, /In Orders/)
  })

  it('offers whoever administers all of it, and nothing where nobody is signed in', async () => {
    const visit = await come('admin', 1440)
    await strip(visit).getByRole('button', { name: 'Begin' }).click(SOON)
    const dialog = visit.page.getByRole('dialog', { name: 'What do you want to practise?' })
    expect(await dialog.getByRole('button').count()).toBe(7)
    const stranger = await openVisit(await browser.newContext(), server, 'en')
    await stranger.visit.goto('/')
    await stranger.visit.asks('Scan your badge')
    expect(await strip(stranger.visit).count()).toBe(0)
    expect(faults.flat()).toEqual([])
  })
})
