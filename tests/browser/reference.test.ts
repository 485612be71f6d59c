/** The reference of the API in Chromium: read at 360 and at 1440 pixels, by day and by night, and found by keyboard alone. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import { findChromium, launchChromium } from './chromium.ts'

describe.skipIf(!findChromium())('the reference', () => {
  let server: TestServer
  let http: Server
  let browser: Browser
  let address: string
  beforeAll(async () => {
    server = await startTestServer('sqlite')
    http = createServer(getRequestListener((request) => server.fetch(request)))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser.close()
    await new Promise((resolve) => http.close(resolve))
    await server.close()
  })

  async function open(path: string, width: number, colorScheme: 'light' | 'dark') {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
    const refused: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text())
    })
    await page.goto(`${address}${path}`)
    return { page, refused }
  }

  const openAll = (page: Page) =>
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")

  it.each([
    [360, 'light'],
    [360, 'dark'],
    [1440, 'light'],
    [1440, 'dark'],
  ] as const)('fits into %i pixels, %s', async (width, scheme) => {
    const { page, refused } = await open('/api/docs', width, scheme)
    for (const path of ['/api/docs', '/api/docs/orders', '/api/docs/shapes', '/api/docs/problems', '/api/docs?q=lot']) {
      await page.goto(`${address}${path}`)
      await openAll(page)
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(width)
      // Its style is there: the policy lets it through.
      const [paper] = (await page.evaluate('[getComputedStyle(document.body).backgroundColor]')) as [string]
      expect(paper).toBe(scheme === 'light' ? 'rgb(244, 245, 242)' : 'rgb(16, 24, 26)')
      expect(refused).toEqual([])
    }
    await page.close()
  })

  it('is found and read by keyboard alone', async () => {
    const { page } = await open('/api/docs', 1440, 'light')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('To the content')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('insufficient-atp place')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /operation/ }).waitFor()
    await page.getByRole('link', { name: /Place an order/ }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/api\/docs\/orders#placeOrder$/)
    const entry = page.locator('#placeOrder')
    await entry.locator('summary', { hasText: 'Refusals' }).focus()
    await page.keyboard.press('Enter')
    await entry.getByRole('link', { name: 'order-differs' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/api\/docs\/problems#order-differs$/)
    expect(await page.locator('#order-differs').isVisible()).toBe(true)
    await page.close()
  })
})
