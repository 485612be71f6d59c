/** The page Transfers from a desk, in Chromium against a real server: asked for, refused where too much is, seen on its way. */
import type { Browser, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServerProcess, type ServerProcess } from '../support/server-process.ts'
import { launchChromium } from './chromium.ts'
import { enrolAtDesk } from './desk-page.ts'
import { type Api, adminApi } from './floor-page.ts'

const DESK = { badge: 'QXW7KZ34PLMN56TRVB2HJD', pin: '4711' }
const SHOTS = process.env.LOTLINE_SHOTS

describe('the page Transfers', () => {
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
    await api('PUT', `/users/${DESK.badge}`, { name: 'Ingrid Solberg', roles: ['planner'], pin: DESK.pin })
    await push('receive', { sku: 'OAT', lot: 'L1', quantity: 40, location: 'A-1' })
    browser = await launchChromium()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.on('pageerror', (error) => faults.push(String(error)))
    await page.goto(server.url)
    await enrolAtDesk(page, api, DESK)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  const push = (type: string, payload: Record<string, unknown>, warehouse = 'MAIN') =>
    api('POST', `/sync/push?warehouse=${warehouse}`, {
      deviceId: `HH-${warehouse}`,
      streamId: v7(),
      transactions: [{ id: v7(), seq: 1, v: 1, type, occurredAt: new Date().toISOString(), payload }],
    })
  const shoot = async (name: string) => {
    if (SHOTS === undefined) return
    for (const [width, height] of [
      [1440, 900],
      [420, 800],
    ] as const) {
      await page.setViewportSize({ width, height })
      await page.screenshot({ path: `${SHOTS}/${name}-${width}.png` })
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  const row = (reference: string) => page.getByRole('row').filter({ hasText: reference })

  it('says what is missing where there is one warehouse only', async () => {
    await page.getByRole('link', { name: 'Transfers' }).click()
    await page.getByText('There is one warehouse.').waitFor()
    await api('PUT', '/warehouses/EAST', { name: 'East Coast', timeZone: 'America/New_York', currency: 'USD' })
    await page.reload()
    await page.getByText('No transfer is like that.').waitFor()
  })

  it('asks for one, and says at the field what is too much', async () => {
    await page.getByRole('button', { name: 'Ask for a transfer' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('To warehouse').selectOption({ label: 'EAST · East Coast' })
    await dialog.getByLabel('Expected there on').fill('2026-01-05')
    await dialog.getByLabel('Reference').fill('TR-7')
    await dialog.getByLabel('SKU 1').fill('OAT')
    await dialog.getByLabel('Units 1').fill('41')
    await dialog.getByRole('button', { name: 'Ask for it' }).click()
    await dialog
      .getByText(/41 of OAT are asked for; 40 can be promised/)
      .first()
      .waitFor()
    await shoot('transfers-refused')
    await dialog.getByLabel('Units 1').fill('12')
    await dialog.getByRole('button', { name: 'Ask for it' }).click()
    await page.getByRole('complementary', { name: 'TR-7' }).getByText('Nothing has left yet.').waitFor()
    expect(await row('TR-7').first().textContent()).toContain('Asked for12000')
  })

  it('shows what is on its way, what is overdue, and what has come', async () => {
    const { items } = await api<{ items: { id: string }[] }>('GET', '/transfers')
    const id = items[0]?.id ?? ''
    const { tasks } = await api<{ tasks: { id: string }[] }>('POST', `/orders/${id}/release`)
    const goods = { sku: 'OAT', lot: 'L1' }
    await push('pick', { ...goods, taskId: tasks[0]?.id, location: 'A-1', quantity: 12 })
    await push('transferShip', { transferId: id, lines: [{ ...goods, quantity: 12, from: 'STAGING' }] })
    await row('TR-7').getByText('Overdue').first().waitFor()
    await push('transferReceive', { transferId: id, lines: [{ ...goods, quantity: 9 }] }, 'EAST')
    await expect.poll(() => row('TR-7').first().textContent(), { timeout: 15_000 }).toContain('121293')
    const drawer = page.getByRole('complementary', { name: 'TR-7' })
    await expect.poll(() => drawer.getByRole('row').filter({ hasText: 'Lot L1' }).textContent()).toContain('12903')
    await shoot('transfers-overdue')
    await push('transferReceive', { transferId: id, lines: [{ ...goods, quantity: 3 }] }, 'EAST')
    await page.getByText('No transfer is like that.').waitFor()
    await page.getByRole('button', { name: 'Those that are through, too' }).click()
    await row('TR-7').getByText('Received').first().waitFor()
    await drawer.getByRole('link', { name: 'its order' }).click()
    await page.getByRole('complementary', { name: 'TR-7' }).waitFor()
    expect(faults).toEqual([])
    expect(await server.findings()).toEqual([])
  })
})
