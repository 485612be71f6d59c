/**
 * Whatever stands on a screen of the office stands in its address: filter, sort, tab and open drawer are as they were after a reload, and
 * in a page of their own for whom the link is sent to. All screens are walked, before the sample warehouse; every third of them in `npm test`.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PLACES } from '../../client/office/shell/places.ts'
import { IS_WHOLE } from '../support/whole.ts'
import { type DemoDesk, openDemoDesk } from './demo-desk.ts'
import { lookAt } from './matrix/looks.ts'

const LONGEST_WAIT_MS = 15_000
const WALKED = PLACES.filter((_, nth) => IS_WHOLE || nth % 5 === 0)

/** Screens of which a row opens a drawer in the sample warehouse. */
const WITH_DRAWER = [
  '/office',
  '/office/orders',
  '/office/counts',
  '/office/lots',
  '/office/margins',
  '/office/replenishment',
  '/office/returns',
]

/** What a person sees of how the page is set. */
const seen = (page: Page) =>
  page.evaluate(() => {
    const texts = (selector: string) =>
      [...document.querySelectorAll(selector)].map((element) => element.textContent?.trim())
    return {
      address: location.pathname + location.search,
      title: document.title,
      tabs: texts('[role="tab"][aria-selected="true"]').map((text) => text?.replace(/[\d,]+$/, '')),
      chips: texts('[aria-pressed="true"]').map((text) => text?.replace(/[\d,]+$/, '')),
      sorted: [...document.querySelectorAll('th[aria-sort]:not([aria-sort="none"])')].map(
        (head) => `${head.textContent} ${head.getAttribute('aria-sort')}`,
      ),
      fields: [...document.querySelectorAll<HTMLInputElement>('main :is(select, input:not([type="checkbox"]))')].map(
        (field) => `${field.getAttribute('aria-label') ?? field.labels?.[0]?.firstChild?.textContent}: ${field.value}`,
      ),
      drawer: texts('aside h2'),
    }
  })

describe('links to the office', () => {
  let desk: DemoDesk
  let page: Page

  beforeAll(async () => {
    desk = await openDemoDesk()
    page = desk.page
  })
  afterAll(() => desk?.close())

  async function goto(path: string): Promise<void> {
    await page.goto(`${desk.server.url}${path}`)
    await page.locator('main h1').waitFor({ timeout: LONGEST_WAIT_MS })
    await settled()
  }

  /** Until nothing is asked of the server, and what was answered is drawn. */
  async function settled(): Promise<void> {
    for (let before = ''; ; ) {
      await page.waitForTimeout(150)
      const now = JSON.stringify(await seen(page))
      if (now === before) return
      before = now
    }
  }

  /** The page looks the same when it is read anew. */
  async function survives(): Promise<void> {
    await settled()
    const before = await seen(page)
    await page.reload()
    await page.locator('main h1').waitFor({ timeout: LONGEST_WAIT_MS })
    await expect.poll(() => seen(page), { timeout: LONGEST_WAIT_MS }).toEqual(before)
  }

  it.each(WALKED.map(({ href }) => href))('keep how %s is set', async (href) => {
    await goto(href)
    const head = page.locator('main th[aria-sort="none"] button').first()
    if ((await head.count()) > 0) await head.click()
    await settled()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await settled()
    const opens = (await page.locator('aside h2').count()) > 0
    expect(opens || !WITH_DRAWER.includes(href), `${href} opens a drawer`).toBe(true)
    if (opens) {
      const tabs = page.locator('aside [role="tab"]')
      if ((await tabs.count()) > 1) await tabs.last().click()
      await survives()
      await page.keyboard.press('Escape')
    }
    if (new URL(page.url()).pathname !== href) await goto(href)
    const lastTab = page.locator('main [role="tab"]').last()
    if ((await lastTab.count()) > 0) await lastTab.click()
    await settled()
    for (const field of await page.locator('main [data-tools] select').all()) {
      const values = await field.locator('option').evaluateAll((all) => all.map((one) => one.getAttribute('value')))
      await field.selectOption(values.at(-1) ?? '')
    }
    const chip = page.locator('main [aria-pressed="false"]').first()
    if ((await chip.count()) > 0) await chip.click()
    const search = page.locator('main [data-search]')
    if ((await search.count()) > 0) await search.fill('a')
    await survives()
  })

  it('lead to pages that scroll by keys, also after the window has become wider', async () => {
    // Its longer words make a table scroll in a narrow window, which then takes the focus; in a wider one what is around it must.
    const speak = (code: string) => page.evaluate((code) => localStorage.setItem('lotline-language', code), code)
    await speak('es')
    await goto('/office/counts?view=accuracy')
    for (const [width, height] of [
      [360, 640],
      [768, 1024],
      [1440, 900],
    ] as const)
      expect(await lookAt(page, { width, height, theme: 'light' })).toEqual([])
    await speak('en')
  })

  it('threw nothing on the way', () => {
    expect(desk.faults).toEqual([])
  })
})
