/** A practice in the demo: it sees by itself what a person does, on the floor without a network and at a desk. In `npm test` two roles of five. */
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { IS_WHOLE } from '../support/whole.ts'
import { findChromium, launchChromium, newOnlineContext } from './chromium.ts'
import { lookAt } from './matrix/looks.ts'
import { openVisit, readDemo, signIn, type Visit } from './matrix/visit.ts'

const labels = async ({ url }: ServerProcess, group: string): Promise<Record<string, string>> => {
  const { groups } = (await (await fetch(`${url}/demo/codes.json`)).json()) as {
    groups: { title: string; codes: { label: string; text: string }[] }[]
  }
  const codes = groups.filter(({ title }) => title.startsWith(group)).flatMap((one) => one.codes)
  return Object.fromEntries(codes.map(({ label, text }) => [label, text]))
}

/** A line of which "2 of 4" are packed. */
function isLeft(line: string): boolean {
  const [, done, of] = /(\d+) of (\d+)/.exec(line) ?? []
  return done !== of
}

const firstLine = (text: string): string => text.split('\n')[0] ?? ''

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
    return comeTo(await newOnlineContext(browser, { viewport: { width, height: width < 700 ? 640 : 900 } }), role)
  }
  async function comeTo(context: BrowserContext, role: string): Promise<Visit> {
    const { users, pin } = readDemo(server)
    const opened = await openVisit(context, server, 'en')
    faults.push(opened.faults)
    await signIn(opened.visit, users.find(({ roles }) => roles[0] === role)?.badge ?? '', pin)
    return opened.visit
  }
  const reads = async ({ page }: Visit): Promise<string> => (await page.locator('output').first().textContent()) ?? ''
  const strip = ({ page }: Visit) => page.getByRole('region', { name: 'Practice' })
  const says = (visit: Visit, text: string | RegExp) => strip(visit).getByText(text).waitFor(SOON)
  const press = (visit: Visit, name: string | RegExp) => visit.page.getByRole('button', { name }).first().click(SOON)

  const begin = (visit: Visit) => strip(visit).getByRole('button', { name: 'Begin' }).click(SOON)
  async function isLearnt({ page }: Visit, task: string, lesson: RegExp): Promise<void> {
    const dialog = page.getByRole('dialog', { name: `Done: ${task}` })
    await dialog.getByText(lesson).waitFor(SOON)
    await dialog.getByRole('button', { name: 'On with it' }).click(SOON)
  }

  it('leads a receiver through a delivery, also without a network, and says what was learnt', async () => {
    const visit = await comeTo(await browser.newContext({ viewport: { width: 360, height: 640 } }), 'receiver')
    const { page } = visit
    const [label = ''] = await visit.codes('Receipt')
    await says(visit, 'New here? Practise: Receive and put away.')
    expect(await lookAt(page, { width: 320, height: 480, theme: 'contrast' })).toEqual([])
    await begin(visit)
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
    await isLearnt(visit, 'Receive and put away', /in a single scan/)
    await page.context().setOffline(false)
    expect(await strip(visit).count()).toBe(0)
  })

  it.runIf(IS_WHOLE)('leads a picker from the list to the lorry', async () => {
    const visit = await come('picker')
    const { page } = visit
    const [unit = {}, cases = {}] = await Promise.all([
      labels(server, 'Single units'),
      labels(server, 'Cases in these'),
    ])
    await begin(visit)
    await press(visit, /^Pick/)
    await visit.asks('Choose a list, or scan its order')
    // One order: a batch is put into totes first.
    await page
      .locator('main li button', { hasText: /\d{3}-\d{7}-\d{7}/ })
      .first()
      .click(SOON)
    await visit.asks(/Scan bin/)
    for (let steps = 0; !/All picked/.test(await reads(visit)); steps++) {
      expect(steps).toBeLessThan(30)
      const asked = await reads(visit)
      const bin = /Scan bin ([A-Z]-\d\d-\d)/.exec(asked)?.[1]
      const lot = /lot (\w+)/i.exec(asked)?.[1] ?? ''
      if (bin) await visit.scan(`LOC:${bin}`)
      else if (/Take/.test(asked)) await press(visit, / taken$/)
      else await visit.scan(Object.entries(cases).find(([label]) => label.includes(`lot ${lot},`))?.[1] ?? '')
      await page.waitForTimeout(200)
    }
    await says(visit, /open Pack/)
    await press(visit, 'Back')
    await press(visit, 'Back')
    await press(visit, /^Pack/)
    await page
      .locator('main li button', { hasText: /\d{3}-\d{7}-\d{7}/ })
      .first()
      .click(SOON)
    const before = await visit.codes('Cartons and pallets')
    await press(visit, 'New carton')
    await visit.asks('Scan what you put in')
    await page
      .locator('main li', { hasText: /\d+ of \d+/ })
      .first()
      .waitFor(SOON)
    for (let steps = 0; ; steps++) {
      expect(steps).toBeLessThan(60)
      const next = (await page.locator('main li').allInnerTexts()).find(isLeft)
      if (next === undefined) break
      await visit.scan(unit[/^(.+?) · lot/m.exec(next)?.[1] ?? ''] ?? '')
    }
    await press(visit, /^Close/)
    await says(visit, /open Ship/)
    await expect.poll(async () => (await visit.codes('Cartons and pallets')).length).toBe(before.length + 1)
    const packed = (await visit.codes('Cartons and pallets')).find((code) => !before.includes(code))
    await visit.goto('/')
    await press(visit, /^Ship/)
    await visit.asks('Scan carton or order')
    await visit.scan(packed ?? '')
    await press(visit, /^Ship \d/)
    await isLearnt(visit, 'Pick, pack and ship', /oldest lot goes first/)
  })

  it.runIf(IS_WHOLE)('leads an inspector to the end', async () => {
    const inspector = await come('inspector')
    await begin(inspector)
    await press(inspector, /^Returns/)
    await inspector.asks('Scan order, slip or goods')
    const [order = ''] = await inspector.codes('Orders that were shipped')
    await inspector.scan(order)
    await inspector.page.getByRole('button', { name: 'It has no barcode' }).waitFor(SOON)
    const sent = await inspector.page.locator('main').innerText()
    await press(inspector, 'It has no barcode')
    let item: string | undefined
    const offered = async () => (await inspector.page.locator('main li button').allInnerTexts()).map(firstLine)
    await expect.poll(async () => (item = (await offered()).find((name) => sent.includes(name))), SOON).toBeTruthy()
    await press(inspector, item ?? '')
    await press(inspector, /^Lot /)
    await press(inspector, 'Not wanted any more')
    await press(inspector, / came back$/)
    await press(inspector, 'It is in CAGE-1')
    await says(inspector, /open Inspect/)
    await inspector.goto('/')
    await press(inspector, /^Inspect/)
    await inspector.page.locator('main li button').first().click(SOON)
    await press(inspector, 'As new, unopened')
    await press(inspector, /^All OK/)
    await press(inspector, 'Go on without')
    await press(inspector, /like this$/)
    await press(inspector, /^Restock/)
    await inspector.asks(/[A-Z]+-\d\d-\d/)
    const [bin = ''] = (await reads(inspector)).match(/[A-Z]+-\d\d-\d/) ?? []
    await inspector.scan(`LOC:${bin}`)
    await isLearnt(inspector, 'Take back and inspect', /sold to nobody/)
  })

  it.runIf(IS_WHOLE)('leads a counter to the end', async () => {
    const counter = await come('counter')
    await begin(counter)
    await press(counter, /^Count/)
    const [bin = ''] = await counter.codes('Bins to count')
    await counter.asks('Scan a bin to count')
    await counter.scan(bin)
    const cases = await labels(server, 'Cases in the bins to count')
    await counter.asks(/^Scan .* in /)
    await counter.scan(Object.entries(cases).find(([label]) => label.endsWith(`in ${bin.slice(4)}`))?.[1] ?? '')
    await press(counter, 'That is all')
    await isLearnt(counter, 'Count', /blind/)
  })

  it('leads a supervisor to the end at a desk', async () => {
    const visit = await come('supervisor', 1440)
    const { page } = visit
    await page.waitForURL('**/office/today')
    await begin(visit)
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Exceptions/ })
      .click(SOON)
    await says(visit, /take one of the remedies/)
    await page
      .getByRole('row', { name: /Chargeback due/ })
      .first()
      .click(SOON)
    await press(visit, 'Accept the chargeback')
    await page.getByLabel('Why (kept with it)').fill('It was our delay.')
    await page.getByRole('button', { name: 'Accept the chargeback' }).last().click(SOON)
    await isLearnt(visit, 'Settle an exception', /A remedy acts/)
  })

  it('can be left, and asked for again', async () => {
    const visit = await come('counter')
    await begin(visit)
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
    await page.waitForURL('**/office/today')
    await begin(visit)
    await page.getByRole('link', { name: 'Stock', exact: true }).click(SOON)
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
    await begin(visit)
    const dialog = visit.page.getByRole('dialog', { name: 'What do you want to practise?' })
    expect(await dialog.getByRole('button').count()).toBe(7)
    const stranger = await openVisit(await newOnlineContext(browser, {}), server, 'en')
    await stranger.visit.goto('/')
    await stranger.visit.asks('Scan your badge')
    expect(await strip(stranger.visit).count()).toBe(0)
    expect(faults.flat()).toEqual([])
  })
})
