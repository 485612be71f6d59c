/**
 * The main job as a person does it, in Chromium, against the production build and a real server process: received and put
 * away online, picked and shipped with the server dead and the tab killed in between, and all of it on the server once.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchChromium } from './chromium.ts'
import { fakeCameraFlags, makeMjpeg } from './fake-camera.ts'
import { typeWedge } from './type-wedge.ts'

/** What comes, comes; a machine with other browsers on it may take that long. */
const LONGEST_WAIT_MS = 15_000
const SECOND_TAP_MS = 500

const GS = '\u001d'
const CASE = '10614141000736'
const OLD = { lot: 'L2417', expires: '301231' }
const NEW = { lot: 'L2431', expires: '310331' }
const label = ({ lot, expires }: { lot: string; expires: string }) => `]C101${CASE}10${lot}${GS}17${expires}`
const BADGE = 'QXW7KZ34PLMN56TRVB2HJD'
const DAY = 86_400_000

describe('the main job in a browser', () => {
  let server: ServerProcess
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let token: string

  async function api<Body = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Body> {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true)
    return (await response.json()) as Body
  }

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    token = (await server.command('token', 'create', '--role', 'admin')).out.trim()
    const barcodes = [
      { code: '0614141000739', quantity: 1 },
      { code: CASE, quantity: 12 },
    ]
    await api('PUT', '/items/OAT-500', { name: 'Oat bars 500 g', rotation: 'fifo', lotTracked: true, barcodes })
    await api('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
    for (const [pickSequence, [code, kind]] of (
      [
        ['DOCK-1', 'dock'],
        ['A-01-1', 'pick'],
        ['A-02-1', 'pick'],
      ] as const
    ).entries()) {
      await api('PUT', `/locations/${code}`, { kind, pickSequence })
    }
    await api('PUT', `/users/${BADGE}`, { name: 'Maria', roles: ['picker'], pin: '4711' })
    // A younger lot is there already; the one that the test receives is dated before it below.
    await api('POST', '/sync/push', {
      deviceId: 'OFFICE',
      streamId: '0193a1b2-0000-7000-8000-000000000001',
      transactions: [
        {
          id: '0193a1b2-0000-7000-8000-000000000002',
          seq: 1,
          v: 1,
          type: 'receive',
          occurredAt: new Date(Date.now() - 9 * DAY).toISOString(),
          payload: { sku: 'OAT-500', lot: OLD.lot, quantity: 24, location: 'A-02-1', expiresOn: '2030-12-31' },
        },
      ],
    })
    const drawing = await launchChromium()
    const mjpeg = await makeMjpeg(drawing, `(01)${CASE}(10)${OLD.lot}(17)${OLD.expires}`)
    await drawing.close()
    browser = await launchChromium(fakeCameraFlags(mjpeg))
    context = await browser.newContext({ viewport: { width: 360, height: 640 }, permissions: ['camera'] })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const prompt = () => page.locator('output').first()
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
  const asks = (text: string | RegExp) => prompt().getByText(text).waitFor({ timeout: LONGEST_WAIT_MS })

  /** As a person scans: where the beep does not come, once more. A busy machine can put a pause into a burst. */
  async function wedge(text: string, then: () => Promise<unknown>): Promise<void> {
    for (let tries = 1; ; tries++) {
      await typeWedge(page, text)
      try {
        await then()
        return
      } catch (error) {
        if (tries === 3) throw error
      }
    }
  }
  const sees = (text: string) => page.getByText(text).first().waitFor({ timeout: LONGEST_WAIT_MS })

  it('receives, puts away, picks and ships, offline and through a killed tab, exactly once', async () => {
    page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(server.url)

    // Enrol this device, sign in.
    const { code } = await api<{ code: string }>('POST', '/devices/enrolments')
    await page.getByLabel('Enrolment code').fill(code)
    await press('Enrol this device')
    await asks('Scan your badge')
    await wedge(`BDG:${BADGE}`, () => asks('Type your PIN'))
    for (const digit of '4711') await press(new RegExp(`^${digit}$`))
    await press('Start shift')
    await asks(/Scan anything/)

    // Receive two cases of the new lot by its label: one scan and the case count.
    await press(/^Receive/)
    await asks('Scan the goods')
    await wedge(label(NEW), () => asks(/How many/))
    await wedge(label(NEW), () =>
      page.getByRole('button', { name: 'Receive 24' }).waitFor({ timeout: LONGEST_WAIT_MS }),
    )
    await press('Receive 24')
    await asks(/24 received/)
    await press('Back')

    // Put it away.
    await press(/^Put away/)
    await asks('Scan goods on the dock')
    await wedge(label(NEW), () => asks('Scan bin A-02-1'))
    await wedge('LOC:A-01-1', () => asks(/Put it in A-01-1/))
    await press('Put it in A-01-1')
    await asks(/24 in A-01-1/)
    await press('Back')

    await expect
      .poll(async () => (await api<{ onHand: number }>('GET', '/inventory/OAT-500')).onHand, { timeout: 20_000 })
      .toBe(48)

    // An order for three cases is released: the old lot first, then one case of the new one.
    const order = await api<{ id: string }>('POST', '/orders', {
      externalId: 'WEB-1',
      channel: 'shop',
      customer: { id: 'C-1', name: 'Ada' },
      lines: [{ sku: 'OAT-500', quantity: 36, unitPrice: { amount: 499, currency: 'USD' } }],
    })
    const released = await api<{ tasks: { lot: string; quantity: number }[] }>('POST', `/orders/${order.id}/release`)
    expect(released.tasks.map(({ lot, quantity }) => [lot, quantity])).toEqual([
      [OLD.lot, 24],
      [NEW.lot, 12],
    ])
    await press(/^Pick/)
    await page.getByText('WEB-1').first().waitFor({ timeout: 30_000 })
    await page.getByText('Synced').waitFor()
    // The page must be able to come back without the server.
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))

    await server.kill()
    await page.getByText('WEB-1').first().click()

    // The way goes by bin; the bin with the new lot comes first on it.
    await asks('Scan bin A-01-1')
    await page.getByText(`Lot ${NEW.lot}`).first().waitFor()
    await wedge('LOC:A-02-1', () => sees('Need A-01-1.'))
    await wedge('LOC:A-01-1', () => asks(`Scan lot ${NEW.lot}`))
    await wedge(label(OLD), () => sees(`That is lot ${OLD.lot}.`))
    // Exactly one case was asked for: the scan itself confirms it.
    await wedge(label(NEW), () => asks(/12 picked/))
    await asks('Scan bin A-02-1')
    await page.getByText(/Offline/).waitFor({ timeout: 30_000 })

    // The tab dies in the middle, and comes back from what the device kept.
    const devtools = await context.newCDPSession(page)
    const crashed = page.waitForEvent('crash')
    devtools.send('Page.crash').catch(() => {})
    await crashed
    await page.close()
    page = await context.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(server.url)
    await asks(/Scan anything/)
    await press(/Go on with WEB-1/)
    await page.getByText('2 of 2').waitFor()
    await asks('Scan bin A-02-1')
    await wedge('LOC:A-02-1', () => asks(`Scan lot ${OLD.lot}`))

    // The second lot is read by the camera. In a screen's first moment a tap is taken for the second one on what stood there before.
    await page.waitForTimeout(SECOND_TAP_MS)
    await press('Camera')
    await page.locator('video').waitFor()
    await asks('Take 24')
    await press('24 taken')
    await asks(/All picked/)
    await press(/^Ship/)
    await page.getByText('Complete').waitFor()
    // What stands loose in the lane leaves by the scan of its order.
    await wedge('ORD:WEB-1', () =>
      page.getByRole('button', { name: 'Ship WEB-1' }).waitFor({ timeout: LONGEST_WAIT_MS }),
    )
    await press('Ship WEB-1')
    await asks(/WEB-1 shipped/)
    await page.getByText(/Offline · 3 saved/).waitFor()

    // The server is back: everything arrives once.
    await server.start()
    await page.getByText('Synced').waitFor({ timeout: 60_000 })
    expect(await api('GET', `/orders/${order.id}`)).toMatchObject({
      status: 'shipped',
      lines: [{ quantity: 36, shipped: 36, picked: 0, allocated: 0, committed: 0 }],
    })
    expect(await api('GET', '/inventory/OAT-500')).toMatchObject({
      onHand: 12,
      sellable: 12,
      channels: [{ channel: 'shop', committed: 0, allocated: 0, availableToPromise: 12 }],
    })
    const { items } = await api<{ items: { reason: string; quantity: number; lot: string }[] }>(
      'GET',
      '/movements?sku=OAT-500',
    )
    expect(items.map(({ reason, lot, quantity }) => `${reason} ${lot} ${quantity}`)).toEqual([
      `receive ${OLD.lot} 24`,
      `receive ${NEW.lot} 24`,
      `move ${NEW.lot} 24`,
      `pick ${NEW.lot} 12`,
      `pick ${OLD.lot} 24`,
      expect.stringMatching(/^ship /),
      expect.stringMatching(/^ship /),
    ])
    expect(await api('GET', '/exceptions')).toEqual({ items: [], next: null })
    const audited = await server.command('audit')
    expect(audited.out).toContain('The audit is clean.')
    expect(audited.code).toBe(0)
    expect(faults).toEqual([])
  }, 120_000)
})
