/** The page Status from a desk, in Chromium against a real server: what is well, what is not, and the way to where one acts. */
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchChromium } from './chromium.ts'
import { enrolAtDesk } from './desk-page.ts'
import { type Api, adminApi } from './floor-page.ts'

const DESK = { badge: 'QXW7KZ34PLMN56TRVB2HJD', pin: '4711' }
const MARIA = { badge: 'HJD2BVRT65NMLP43ZK7WXQ', pin: '8052' }
const SHOTS = process.env.LOTLINE_SHOTS

describe('the page Status', () => {
  let server: ServerProcess
  let browser: Browser
  let page: Page
  let api: Api
  const faults: string[] = []

  beforeAll(async () => {
    server = await createServerProcess()
    await server.start()
    api = await adminApi(server)
    await api('PUT', '/items/OAT', { name: 'Oat bars', rotation: 'fifo', lotTracked: true })
    await api('PUT', '/locations/A-1', { kind: 'pick' })
    await api('PUT', `/users/${DESK.badge}`, { name: 'Ingrid Solberg', roles: ['supervisor'], pin: DESK.pin })
    browser = await launchChromium()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    // As a tablet on its battery.
    await page.addInitScript(() => {
      Object.assign(navigator, { getBattery: async () => ({ level: 0.64, charging: false }) })
    })
    page.on('pageerror', (error) => faults.push(String(error)))
    await page.goto(server.url)
    await enrolAtDesk(page, api, DESK)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  /** A device that tells of itself as the app does. */
  async function tell(device: string, unsent: string, more: Record<string, string> = {}): Promise<void> {
    const { code } = await api<{ code: string }>('POST', '/devices/enrolments')
    const { token } = await api<{ token: string }>('POST', '/devices/enrol', { code, deviceId: device })
    const told = { 'x-lotline-unsent': unsent, 'x-lotline-app': '0.0.9', ...more }
    const headers = { authorization: `Bearer ${token}`, ...told }
    expect((await fetch(`${server.url}/api/v1/sync/pull`, { headers })).status).toBe(200)
  }
  const shoot = async (name: string) => {
    if (SHOTS === undefined) return
    for (const [width, height] of [
      [1440, 900],
      [360, 740],
    ] as const) {
      await page.setViewportSize({ width, height })
      await page.screenshot({ path: `${SHOTS}/${name}-${width}.png` })
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  }

  it('says that all is well, and that the browser before it is a device in step', async () => {
    await page.getByRole('link', { name: 'Status' }).click()
    await page.getByText('Server, devices and platforms are well.').waitFor()
    const own = page.getByRole('region', { name: 'Devices' }).getByRole('row').nth(1)
    await expect
      .poll(() => own.textContent(), { timeout: 20_000 })
      .toMatch(/^HH-\w+In stepIngrid SolbergOfficeJust now064 %On battery0\.1\.0$/)
    const facts = await page.getByRole('region', { name: 'Server' }).textContent()
    expect(facts).toContain('ReadyYes')
    expect(facts).toMatch(/CommitsHalf within [\d.]+ m?s, 99 of 100 within/)
    await page.getByText('No platform is connected.').waitFor()
    await shoot('status-well')
  })

  it('names by itself what needs somebody, the worst first, and leads to where one acts', async () => {
    await tell('HH-OLD', '7 5400', { 'x-lotline-screen': 'pick', 'x-lotline-battery': '9' })
    await api('PUT', `/users/${MARIA.badge}`, { name: 'Maria Lopez', roles: ['counter'], pin: MARIA.pin })
    await api('POST', '/auth/sign-in', { ...MARIA, deviceId: 'HH-OLD' })
    await api('POST', '/counts', { locations: ['A-1'] })
    await api('POST', '/counts/lease', { deviceId: 'HH-OLD', most: 1 })
    await tell('HH-LATE', '2 1200')
    await api('PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
    await api('PUT', '/connectors/web-shop', { kind: 'rest', channel: 'shop' })
    const payload = { sku: 'NONE', lot: 'L1', quantity: 1, location: 'A-1' }
    const refused = { id: v7(), seq: 1, v: 1, type: 'receive', occurredAt: new Date().toISOString(), payload }
    await api('POST', '/sync/push', { deviceId: 'HH-OLD', streamId: v7(), transactions: [refused] })
    const troubles = page.getByRole('list', { name: 'Needs somebody' }).getByRole('listitem')
    await expect
      .poll(() => troubles.allTextContents(), { timeout: 20_000 })
      .toEqual([
        expect.stringMatching(/^HH-OLD holds 7 transactions .* the oldest for 1 h/),
        expect.stringMatching(/^HH-LATE holds 2 transactions .* the oldest for 20 min/),
        expect.stringMatching(/^1 refused transaction waits/),
      ])
    const rows = page.getByRole('region', { name: 'Devices' }).getByRole('row')
    expect((await rows.allTextContents()).slice(1, 3)).toEqual([
      expect.stringMatching(/^HH-OLDUnsent for longMaria LopezPick · 1 countJust now7for 1 h9 %Low0\.0\.9Old$/),
      expect.stringMatching(/^HH-LATEUnsentNobodyJust now2for 20 minNot told0\.0\.9Old$/),
    ])
    await expect.poll(() => page.getByRole('region', { name: 'Platforms' }).textContent()).toContain('web-shop')
    await shoot('status-troubles')
    await troubles.last().getByRole('link', { name: 'Go there' }).click()
    await page.waitForURL('**/office/exceptions?view=refused')
    await page.goBack()
    await page.getByRole('link', { name: 'web-shop' }).click()
    await page.waitForURL('**/office/platforms?connector=web-shop')
    expect(faults).toEqual([])
  })
})
