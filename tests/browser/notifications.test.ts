/**
 * The service worker of the production build hears a push, shows it, and brings the page to the front. The browser's own
 * debugger delivers the push: no push service can be reached from a test.
 */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchWholeChromium } from './chromium.ts'

describe('notifications in a browser', () => {
  let server: ServerProcess
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let debug: CDPSession
  let registrationId = ''

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    browser = await launchWholeChromium()
    context = await browser.newContext()
    await context.grantPermissions(['notifications'], { origin: server.url })
    page = await context.newPage()
    debug = await context.newCDPSession(page)
    const registered = new Promise<string>((resolve) =>
      debug.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [one] = registrations
        if (one) resolve(one.registrationId)
      }),
    )
    await debug.send('ServiceWorker.enable')
    await page.goto(server.url)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    registrationId = await registered
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const deliver = (data: string) =>
    debug.send('ServiceWorker.deliverPushMessage', { origin: server.url, registrationId, data })
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }))
    })

  it('shows what is pushed, the newest in the place of the one before', async () => {
    await deliver(JSON.stringify({ title: 'Negative stock', body: 'Count A-01.', url: '/office/exceptions' }))
    await expect.poll(shown).toEqual([{ title: 'Negative stock', body: 'Count A-01.', tag: 'exceptions' }])
    await deliver(JSON.stringify({ title: 'Short pick', body: 'Order WEB-1.', url: '/office/exceptions' }))
    await expect.poll(shown).toEqual([{ title: 'Short pick', body: 'Order WEB-1.', tag: 'exceptions' }])
  })

  it('shows nothing for an empty push', async () => {
    const before = await shown()
    await deliver('{}')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await shown()).toEqual(before)
  })
})
